package dev.assay.report.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.report.customer.KeptBlocks.Name;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptBlocksTest {
    private static final String BODY = KeptBlocks.head(Audience.CUSTOMER) + "\n# Title\n\n"
            + Name.NOTES.begin() + "\n" + Name.NOTES.end() + "\n\nFigures\n\n"
            + Name.REVIEW.begin() + "\n" + Name.REVIEW.end() + "\n"
            + Name.NEXT.begin() + "\n" + Name.NEXT.end() + "\n";
    private static final String PAGE = KeptBlocks.none().into(BODY);

    private static KeptBlocks read(String page) {
        return KeptBlocks.of(new InputFile("qwen3.md", page, ""));
    }

    private static String edited(String written) {
        return PAGE.replace(Name.NOTES.begin() + "\n\n", Name.NOTES.begin() + "\n" + written);
    }

    @Test
    void keepsWhatAPersonWroteByteForByte() {
        var written = "  First line, with CRLF\r\n\r\n| a | b |\n\t<!-- a comment -->  \n${dollar} \\1 中文\n\n";

        var kept = read(edited(written));

        assertThat(kept.texts()).isEqualTo(Map.of(Name.NOTES, written, Name.REVIEW, "\n", Name.NEXT, "\n"));
        assertThat(kept.into(BODY)).isEqualTo(edited(written));
        assertThat(read(kept.into(BODY.replace("Figures", "Other figures")))
                        .texts()
                        .get(Name.NOTES))
                .isEqualTo(written);
    }

    @Test
    void keepsABlockWithoutAnyLine() {
        assertThat(read(edited("")).into(BODY)).isEqualTo(edited(""));
    }

    @Test
    void allowsThatACheckoutChangedTheLineEnds() {
        assertThat(read(PAGE.replace("\n", "\r\n")).texts()).containsEntry(Name.NOTES, "\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            <!-- assay:end notes -->; ; qwen3.md:10:1: expected the marker '<!-- assay:end notes -->' on a line of its own, found [<!-- assay:begin review -->]
            <!-- assay:begin notes -->; <!-- assay:begin nots -->; qwen3.md:4:1: expected the marker '<!-- assay:begin notes -->' on a line of its own, found [<!-- assay:begin nots -->]
            <!-- assay:end next -->; ; qwen3.md:17:1: expected the marker '<!-- assay:end next -->', found the end of the file
            <!-- assay:end notes -->; text <!-- assay:end notes -->; qwen3.md:6:6: expected the marker '<!-- assay:end notes -->' on a line of its own, found [<!-- assay:end notes -->]
            <!-- assay:end next -->; <!-- assay:end next --><!-- assay:begin next -->; qwen3.md:15:1: expected the marker '<!-- assay:end next -->' on a line of its own, found [<!-- assay:end next --><!-- assay:begin next -->]
            """)
    void refusesADamagedMarker(String marker, String damaged, String message) {
        assertThatThrownBy(() -> read(PAGE.replace(marker, damaged == null ? "" : damaged)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAMarkerTooMany() {
        assertThatThrownBy(
                        () -> read(PAGE.replace("<!-- assay:generated", Name.NOTES.begin() + "\n<!-- assay:generated")))
                .hasMessageContaining(
                        "expected no further marker after the last block, found [<!-- assay:begin notes -->]");
    }

    @Test
    void refusesAPageOfSomebodyElse() {
        assertThatThrownBy(() -> read("# My notes\n"))
                .hasMessageContaining("qwen3.md:1:1: expected a customer summary that Assay wrote");
    }

    @Test
    void refusesToLoseWhatAPersonChangedOutsideOfTheBlocks() {
        UnaryOperator<String> corrected = page -> page.replace("Figures", "Figures, corrected");

        assertThatThrownBy(() -> read(corrected.apply(PAGE)))
                .hasMessageContaining("expected the text outside of the blocks as Assay wrote it, found it changed");
        assertThatThrownBy(() -> read(PAGE + "more\n")).hasMessageContaining("found it changed");
        assertThatThrownBy(() -> read(PAGE.replaceFirst("<!-- assay:generated.*\n", "")))
                .hasMessageContaining("found it changed");
    }
}
