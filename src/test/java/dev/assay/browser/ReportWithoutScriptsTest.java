package dev.assay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a reader sees whose browser runs no scripts, as some CI servers ask for of artefacts. */
@Tag("browser")
class ReportWithoutScriptsTest {
    @Test
    void showsVerdictsAndTablesInBothLanguages() throws IOException {
        try (var browser = Browser.start().withoutScripts()) {
            browser.width(1600).open(ShippedPages.FOUR_BITS.file());

            assertThat(browser.text())
                    .contains("FAIL: 4 of 9 tests fail: 6 limits are missed.")
                    .contains("37.0 pp below the limit")
                    .contains("41.0 pp beyond the margin (-46.0 pp, allowed -5 pp)")
                    .contains("Load tests")
                    .contains("943.143 ms")
                    .doesNotContain("未通过项及差距");

            assertThat(browser.text()).contains("No scripts run here").doesNotContain("Requests over time");

            browser.choose("language-zh");

            assertThat(browser.text()).contains("未通过项及差距").doesNotContain("Not passed, and by how much");
            browser.picture("four-bits-without-scripts", 1);
        }
    }
}
