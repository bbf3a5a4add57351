package dev.assay.report.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private static final Picture.Bars BARS = new Picture.Bars(
            "Accuracy",
            "correct answers",
            List.of(
                    new Picture.Bar("fp8", 0.875, 0.739, 0.945, "35/40"),
                    new Picture.Bar("nvfp4", 0, 0, 0.088, "0/40")));

    private static final Picture.Line LINE =
            new Picture.Line("fp8", true, Arrays.asList(new Picture.Point(50, 5), null, new Picture.Point(9000, 0)));

    private static byte[] png(Picture picture) throws IOException {
        var drawn = Drawing.of(picture);
        assertThat(drawn).isInstanceOf(Drawing.Result.Drawn.class);
        var bytes = new ByteArrayOutputStream();
        ((Drawing.Result.Drawn) drawn).png().write(bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage image(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png(picture)));
    }

    private static Picture lines(int panels, Picture.Line... lines) {
        return new Picture.Lines(
                "10000 tokens in, 800 out",
                "in flight",
                List.of("1", "10", "40"),
                IntStream.range(0, panels)
                        .mapToObj(panel -> new Picture.Panel("TTFT (ms)", panel == 1, List.of(lines)))
                        .toList());
    }

    @Test
    void drawsTheSamePictureFromTheSameNumbers() throws IOException {
        assertThat(png(BARS)).isEqualTo(png(BARS)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void drawsBarsInTheirColourUpToTheirShare() throws IOException {
        var image = image(BARS);
        var blue = IntStream.range(0, image.getHeight())
                .filter(y -> IntStream.range(0, image.getWidth())
                                .filter(x -> (image.getRGB(x, y) & 0xFFFFFF) == 0x0072B2)
                                .count()
                        > 20)
                .count();

        assertThat(image.getWidth()).isEqualTo(640);
        assertThat(image.getHeight()).isEqualTo(520);
        // 87.5 % of the 109 % that the axis has.
        assertThat(blue).isBetween(300L, 400L);
    }

    @Test
    void growsWithTheLabelsOfItsBars() throws IOException {
        var wide = new Picture.Bars(
                "Accuracy",
                "correct answers",
                List.of(
                        new Picture.Bar("nvfp4 · qwen3-32b-nvfp4-of-the-second-checkpoint", 1, 0.9, 1, "40/40"),
                        new Picture.Bar("fp8", 0.5, 0.4, 0.6, "20/40")));

        assertThat(image(wide).getWidth()).isGreaterThan(1000);
    }

    @Test
    void drawsPanelsSideBySideWithoutUndefinedValues() throws IOException {
        var two = image(lines(2, LINE));

        assertThat(two.getWidth()).isEqualTo(1520);
        assertThat(image(lines(4, LINE)).getHeight()).isEqualTo(2 * two.getHeight());
        assertThat(image(lines(3, LINE)).getWidth()).isEqualTo(760);
    }

    @Test
    void saysWhichCharactersNoFontHas() {
        assertThat(Drawing.objection()).isEmpty();
        assertThat(Drawing.canWrite(BARS)).isTrue();
        assertThat(Drawing.canWrite(new Picture.Bars("private use \uE5A1", "", List.of())))
                .isFalse();
    }

    @Test
    void saysWhatCannotBeDrawn() {
        assertThat(Drawing.of(new Picture.Bars("nothing", "", List.of())))
                .isInstanceOfSatisfying(
                        Drawing.Result.NotDrawn.class,
                        no -> assertThat(no.reason()).startsWith("drawing failed ("));
    }
}
