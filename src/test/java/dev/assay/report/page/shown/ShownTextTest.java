package dev.assay.report.page.shown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.page.shown.ShownText.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "two\nlines\r\nand a\ttab",
                "<script>alert(1)</script>",
                "答案是 42",
                "שלום",
                "e\u0301 and é",
                "👨\u200D👩\u200D👧 ❤\uFE0F",
                "क्\u200Dष"
            })
    void keepsWhatCanBeSeen(String text) {
        assertThat(shown(text)).isEqualTo(text);
    }

    @Test
    void marksWhatNobodyWouldSee() {
        assertThat(shown("a\u202Eb")).isEqualTo("a[U+202E]b");
        assertThat(shown("\u0000\u001B[31m\u007F\u0085")).isEqualTo("[U+0000][U+001B][31m[U+007F][U+0085]");
        assertThat(shown("4\u200B2 4\u200D2 \uFEFF42")).isEqualTo("4[U+200B]2 4[U+200D]2 [U+FEFF]42");
        assertThat(shown("a\u2028b\u2029c\rd")).isEqualTo("a[U+2028]b[U+2029]c[U+000D]d");
        assertThat(shown("\uD800x\uDC00")).isEqualTo("[U+D800]x[U+DC00]");
        assertThat(shown("\u2066\u2069\u00AD\u3164\u2800\u034F"))
                .isEqualTo("[U+2066][U+2069][U+00AD][U+3164][U+2800][U+034F]");
        assertThat(shown("\uDB40\uDC41")).isEqualTo("[U+E0041]");
    }

    @Test
    void marksWhatIsNoCharacter() {
        assertThat(shown("\uFFFE \uFFFF \uFDD0 \uFDEF \uDBFF\uDFFF"))
                .isEqualTo("[U+FFFE] [U+FFFF] [U+FDD0] [U+FDEF] [U+10FFFF]");
        assertThat(shown("\uFDCF \uFDF0 \uFFFD")).isEqualTo("\uFDCF \uFDF0 \uFFFD");
    }

    @Test
    void countsEqualMarksInARow() {
        assertThat(ShownText.of("\u0000".repeat(100_000) + "\u0001").parts())
                .containsExactly(new Part.Mark("U+0000 × 100000"), new Part.Mark("U+0001"));
    }

    @Test
    void saysHowMuchIsLeftOut() {
        assertThat(ShownText.of(CutText.of("x".repeat(96) + "the end!", 8)).parts())
                .isEqualTo(List.of(new Part.Plain("xxxxxx"), new Part.Gap(96), new Part.Plain("d!")));
    }

    private static String shown(String text) {
        var all = new StringBuilder();
        for (var part : ShownText.of(text).parts()) {
            all.append(
                    switch (part) {
                        case Part.Plain plain -> plain.text();
                        case Part.Mark mark -> "[" + mark.text() + "]";
                        case Part.Gap gap -> "[" + gap.characters() + "]";
                    });
        }
        return all.toString();
    }
}
