package dev.assay.report.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a|b a\\|b",
                "<script> &lt;script&gt;",
                "R&D R&amp;D",
                "*x* \\*x\\*",
                "__x__ \\_\\_x\\_\\_",
                "first_light_v1 first_light_v1",
                "[a](b) \\[a\\](b)",
                "`x` \\`x\\`",
                "~~x~~ \\~\\~x\\~\\~",
                "$x$ \\$x\\$",
                "a\\b a\\\\b",
                "≥4/5；实测 ≥4/5；实测"
            })
    void showsWhatATextSays(String text, String markdown) {
        assertThat(Markdown.text(text)).isEqualTo(markdown);
    }

    @Test
    void keepsATextInItsLine() {
        assertThat(Markdown.text("a\nb\r\nc\td\u2028e\u0000f")).isEqualTo("a b  c d e f");
    }

    @Test
    void keepsATextInItsCell() {
        assertThat(Markdown.table(List.of("a", "b"), List.of(List.of("x|y\r\nz", ""), List.of("1", "<br>"))))
                .containsExactly("| a | b |", "|---|---|", "| x\\|y<br>z |  |", "| 1 | &lt;br&gt; |");
    }

    @Test
    void showsWhatWouldTurnTheDirectionOfAText() {
        assertThat(Markdown.text("found [\u202E41\u2066]")).isEqualTo("found \\[U+202E41U+2066\\]");
        assertThat(Said.original("found [\u202E41]").english()).isEqualTo("found [U+202E41]");
    }
}
