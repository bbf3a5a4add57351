package dev.assay.accuracy.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownEmphasisTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**4**|4",
                "***4***|4",
                "**_the sea_**|the sea",
                "_the sea_|the sea",
                "**the *red* sea**|the red sea",
                "**a *b **c *d* e** f* g**|**a b c d e f g**",
                "_the\\nsea_|the\\nsea",
                "_the\\nred\\nsea_|_the\\nred\\nsea_",
                "__init__|__init__",
                "_sea|_sea",
                "_the sea _|_the sea _",
                "2**3|2**3",
                "`a b`|a b",
                "a`b`|a`b`"
            })
    void isRemovedInPairsAroundWholeWords(String written, String plain) {
        assertThat(MarkdownEmphasis.removed(written.replace("\\n", "\n"))).isEqualTo(plain.replace("\\n", "\n"));
    }

    @Test
    void isLookedForOnceWhereAMarkIsNeverClosed() {
        var text = "_" + "a ".repeat(500_000);

        assertThat(MarkdownEmphasis.removed(text)).isEqualTo(text);
    }
}
