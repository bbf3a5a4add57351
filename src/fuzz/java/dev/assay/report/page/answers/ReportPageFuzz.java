package dev.assay.report.page.answers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.report.page.ReportPage;
import dev.assay.report.page.answers.AskedRuns.Told;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.provider.MethodSource;

/** The page: no answer of a model adds an element or an attribute to it. */
class ReportPageFuzz {
    private static final List<String> HARMLESS = shape("harmless");

    static Stream<byte[]> seeds() {
        return HostileTextTest.pieces().map(piece -> piece.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void hasTheSameElementsWhateverAModelSays(byte[] bytes) throws Exception {
        var text = bytes.length > 2 && bytes[0] == 'u'
                ? new String(bytes, 1, bytes.length - 1, java.nio.charset.StandardCharsets.UTF_16)
                : new String(bytes, UTF_8);
        Bounds.check(bytes, () -> assertThat(shape(text)).isEqualTo(HARMLESS));
    }

    private static List<String> shape(String text) {
        var told = new Told("?" + text, text + "!", text, false, text + "?");
        var html = new String(ReportPage.of(AskedRuns.of(List.of(told))).getBytes(UTF_8), UTF_8);
        Document page = Jsoup.parse(html);
        page.select(".mark, .gap").remove();
        return page.getAllElements().stream().map(ReportPageFuzz::tag).toList();
    }

    private static String tag(Element element) {
        return element.tagName()
                + element.attributes().asList().stream()
                        .map(each -> each.getKey() + (each.getKey().equals("content") ? "" : "=" + each.getValue()))
                        .toList();
    }
}
