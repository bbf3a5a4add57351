package dev.assay.report.page.shown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlCharactersTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "<p>a\tb\r\nc\f</p>", "答案 שלום 👨\u200D👩 \u2028", "\uFDCF\uFDF0\uFFFD\uDBFF\uDFFD"})
    void keepWhatHtmlMayHave(String html) {
        assertThat(HtmlCharacters.only(html)).isEqualTo(html);
    }

    @Test
    void replaceWhatItMustNotHave() {
        assertThat(HtmlCharacters.only("<p>\u0000\u001B\u007F\u0085</p>")).isEqualTo("<p>\uFFFD\uFFFD\uFFFD\uFFFD</p>");
        assertThat(HtmlCharacters.only("a\uD800b\uDC00")).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(HtmlCharacters.only("\uFFFE \uFFFF \uFDD0 \uFDEF \uDBFF\uDFFF"))
                .isEqualTo("\uFFFD \uFFFD \uFFFD \uFFFD \uFFFD");
    }
}
