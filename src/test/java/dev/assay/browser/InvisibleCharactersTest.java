package dev.assay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.page.ReportPage;
import dev.assay.report.page.shown.Marks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page marks invisible characters twice: in Java what is read without scripts, and in JavaScript what is found by a filter. */
@Tag("browser")
class InvisibleCharactersTest {
    /** Returns all characters that have a mark between two texts and that this browser knows. */
    private static final String MARKED = """
            const [rule, before, after] = arguments;
            const marks = new RegExp(rule, "gu");
            const found = [];
            for (let point = 0; point <= 0x10ffff; point++) {
              const text = before + String.fromCodePoint(point) + after;
              if (!/\\p{Cn}/u.test(String.fromCodePoint(point)) && [...text.matchAll(marks)].some(({ index }) => index === before.length)) {
                found.push(point.toString(16));
              }
            }
            return found.join(" ") + "; " + ["unknown", ...arguments[3].split(" ").filter((each) => /\\p{Cn}/u.test(String.fromCodePoint(parseInt(each, 16))))].join(" ");
            """;

    @Test
    void haveTheSameMarksInJavaAndInJavaScript() throws IOException {
        var rule = rule();
        try (var browser = Browser.start()) {
            browser.width(400).open(ShippedPages.HOSTILE.file());
            for (var text : new String[][] {{"a", "b"}, {"", ""}, {"é", "b"}, {"", "\n"}}) {
                var java = Marks.between(text[0], text[1]);
                var came = browser.evaluate(MARKED, rule, text[0], text[1], hex(java))
                        .toString()
                        .split("; unknown ?", -1);

                // A browser and a Java of other years know other characters.
                var script = points(came[0]);
                script.stream().filter(point -> !Character.isDefined(point)).forEach(script::clear);
                java.andNot(points(came[1]));

                assertThat(hex(script)).isEqualTo(hex(java)).contains(" 200b ");
            }
        }
    }

    private static BitSet points(String hex) {
        var points = new BitSet();
        Pattern.compile(" ")
                .splitAsStream(hex)
                .filter(each -> !each.isEmpty())
                .forEach(each -> points.set(Integer.parseInt(each, 16)));
        return points;
    }

    private static String hex(BitSet points) {
        var hex = new StringBuilder();
        points.stream().forEach(point -> hex.append(hex.isEmpty() ? "" : " ").append(Integer.toHexString(point)));
        return hex.toString();
    }

    private static String rule() {
        try (var in = ReportPage.class.getResourceAsStream("questions.js")) {
            var script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            var rule = Pattern.compile("const INVISIBLE = /(.*)/gu;").matcher(script);
            assertThat(rule.find()).isTrue();
            return rule.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
