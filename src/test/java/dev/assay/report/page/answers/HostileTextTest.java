package dev.assay.report.page.answers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.json.Json;
import dev.assay.report.page.ReportPage;
import dev.assay.report.page.answers.AskedRuns.Told;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A model writes whatever it likes. */
class HostileTextTest {
    private static final List<String> PIECES = List.of(
            "<script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "\" onmouseover=\"alert(1)",
            "' autofocus onfocus='alert(1)",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "</td></tr></table>",
            "</summary></details>",
            "<style>*{display:none}</style>",
            "<base href=//example.org>",
            "<meta http-equiv=refresh content=0>",
            "javascript:alert(1)",
            "$unsafe{x}",
            "${x}",
            "@if(true)",
            "&lt;b&gt;&#60;",
            "\u2028\u2029",
            "\u202Etxt",
            "\uD800",
            "\uDC00",
            "\u0000",
            "\r",
            "\\u003c",
            "\uFEFF",
            "\uFFFE",
            "\uFFFF",
            "𝕏😀",
            "答案",
            "\n\n",
            "`{{7*7}}`");

    static Stream<String> pieces() {
        return PIECES.stream();
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void noPieceAddsAnElementOrAnAttribute(String piece) {
        assertThat(shape(page(told(piece)))).isEqualTo(shape(page(told("harmless"))));
    }

    @Test
    void noTextOfThePiecesAddsAnElementOrAnAttribute() {
        var random = new SplittableRandom(18);
        var harmless = shape(page(told("harmless")));
        for (var i = 0; i < 60; i++) {
            var text = random.ints(1 + random.nextInt(12), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());

            assertThat(shape(page(told(text)))).isEqualTo(harmless);
        }
    }

    @Test
    void theDataOfTheScriptHasEveryTextAsItCame() throws IOException {
        var random = new SplittableRandom(19);
        for (var i = 0; i < 60; i++) {
            var text = random.ints(1 + random.nextInt(12), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());
            var question = data(page(told(text)))
                    .get("evalsets")
                    .get(0)
                    .get("questions")
                    .get(0);

            assertThat(question.get(1).asString()).isEqualTo(text);
            assertThat(question.get(2).asString()).isEqualTo(text + "!");
            assertThat(question.get(4).asString()).isEqualTo(text);
            assertThat(question.get(5).get(3).get(4).asString()).isEqualTo(text + "?");
        }
    }

    @Test
    void whatNobodyWouldSeeHasAMark() {
        var row = page(told("4\u202E2\u0000")).expectFirst("table.asked tbody");

        assertThat(row.text()).contains("4U+202E2U+0000");
        assertThat(row.select("bdi .mark").eachText()).contains("U+202E", "U+0000");
    }

    @Test
    void everyTextOfAModelIsIsolatedFromTheTextAroundIt() {
        var isolated = page(told("harmless")).select("table.asked bdi").eachText();

        assertThat(isolated).contains("harmless", "harmless!", "harmless?");
    }

    @Test
    void aLongAnswerIsCut() throws IOException {
        var page = page(List.of(new Told("What is it?", "42", "y".repeat(1_000_000))));

        assertThat(page.outerHtml()).hasSizeLessThan(2_000_000);
        assertThat(page.expectFirst(".texts .gap").text()).isEqualTo("… 997000 …");
        assertThat(data(page)
                        .get("evalsets")
                        .get(0)
                        .get("questions")
                        .get(0)
                        .get(5)
                        .get(3)
                        .get(4)
                        .get(1)
                        .asInt())
                .isEqualTo(980_000);
        assertThat(data(page)
                        .get("tests")
                        .get(0)
                        .get("asked")
                        .get(0)
                        .get("whole")
                        .asString())
                .startsWith("samples/smollm2-135m/samples_asked_v1_");
    }

    private static List<Told> told(String text) {
        return List.of(new Told(text, text + "!", text, false, text + "?"));
    }

    private static Document page(List<Told> told) {
        // A file has bytes, and what UTF-8 cannot write must not change on the way.
        return Jsoup.parse(new String(ReportPage.of(AskedRuns.of(told)).getBytes(UTF_8), UTF_8));
    }

    /** Returns the elements with their attributes, without the marks for what cannot be seen or is left out. */
    private static List<String> shape(Document page) {
        page.select(".mark, .gap").remove();
        return page.getAllElements().stream().map(HostileTextTest::tag).toList();
    }

    private static String tag(Element element) {
        return element.tagName()
                + element.attributes().asList().stream()
                        .map(each -> each.getKey() + (each.getKey().equals("content") ? "" : "=" + each.getValue()))
                        .toList();
    }

    private static JsonNode data(Document page) throws IOException {
        var packed = Objects.requireNonNull(page.getElementById("answers-data")).data();
        try (var zipped =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return Json.MAPPER.readTree(new String(zipped.readAllBytes(), UTF_8));
        }
    }
}
