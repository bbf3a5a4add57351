package dev.assay.report.page.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextPartsTest {
    @Test
    void keepsTogetherWhatStandsInBrackets() {
        assertThat(
                        TextParts.of(
                                "7/100, was 53/100: -46.0 pp (95 % sure: at least -54.6 pp; p < 0.0001), 2 lost (a, b), with x [c, d]"))
                .containsExactly(
                        "7/100",
                        "was 53/100: -46.0 pp (95 % sure: at least -54.6 pp; p < 0.0001)",
                        "2 lost (a, b)",
                        "with x [c, d]");
    }

    @Test
    void losesNothingOfATextWithHalfABracket() {
        assertThat(TextParts.of("a), b, c")).containsExactly("a), b, c");
        assertThat(TextParts.of("1,024 tokens")).containsExactly("1,024 tokens");
        assertThat(TextParts.of("")).containsExactly("");
    }
}
