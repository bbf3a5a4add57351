package dev.assay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** How the pages look: each in both languages, with both themes, on a phone and on a wide screen. */
@Tag("browser")
class ReportInBrowserTest {
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @AfterEach
    void forget() {
        browser.perform("localStorage.clear()");
    }

    /** The page with all charts, the one with all verdicts, and the page of trends. */
    static Stream<Arguments> pages() {
        return Stream.of(ShippedPages.BOTH, ShippedPages.HOSTILE, ShippedPages.TRENDS)
                .flatMap(page -> PageChecks.WIDTHS.stream().map(width -> Arguments.of(page, width)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsEveryChartAndTableInBothLanguagesAndThemesAndKeepsTheRulesOfAccessibility(ShippedPages page, int width) {
        browser.width(width).open(page.file());

        assertThat(PageChecks.faults(browser, page.key() + "-" + width)).isEmpty();
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).isEmpty();
    }

    @Test
    void showsAPlantedScriptAsText() {
        browser.width(1600).open(ShippedPages.HOSTILE.file()).drawCharts();

        assertThat(browser.evaluate("return document.title").toString()).endsWith(" - Assay 20261121-210400-000");
        assertThat(browser.text()).contains("overloaded | <b>").doesNotContain("No scripts run here");
        assertThat(
                        browser.list(
                                "return [...document.querySelectorAll('img, main script:not([type=\"text/plain\"])')].map((each) => each.outerHTML)"))
                .isEmpty();
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void isReachedByKeyboard() {
        browser.width(1600).open(ShippedPages.FOUR_BITS.file());

        assertThat(browser.press(Keys.TAB).getText()).isEqualTo("To the results");
        assertThat(browser.press(Keys.TAB).getDomAttribute("id")).isEqualTo("language-en");
        assertThat(browser.evaluate("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        assertThat(browser.press(Keys.ARROW_RIGHT).getDomAttribute("id")).isEqualTo("language-zh");
        assertThat(browser.text()).contains("未通过项及差距").doesNotContain("Not passed, and by how much");
        assertThat(browser.press(Keys.TAB).getDomAttribute("id")).isEqualTo("theme-system");
    }

    @Test
    void letsAKeyboardReachEverythingThatScrolls() {
        browser.width(400).open(ShippedPages.BOTH.file()).drawCharts();

        assertThat(browser.list("""
                return [...document.querySelectorAll("main *")]
                  .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1
                    && ["auto", "scroll"].includes(getComputedStyle(each).overflowX))
                  .filter((each) => each.tabIndex < 0 && !each.querySelector("a, button, input, [tabindex]"))
                  .map((each) => each.tagName + " " + each.textContent.slice(0, 60));
                """)).isEmpty();
    }

    @Test
    void keepsLanguageAndColoursOnTheNextPage() {
        browser.width(1600).open(ShippedPages.FOUR_BITS.file()).choose("language-zh", "theme-dark");

        browser.open(ShippedPages.HOSTILE.file());

        assertThat(browser.evaluate("return document.documentElement.lang")).isEqualTo("zh-Hans");
        assertThat(browser.evaluate("return document.getElementById('theme-dark').checked"))
                .isEqualTo(true);
    }

    @Test
    void drawsChartsInTheColoursOfASystemWithHighContrast() {
        browser.width(1600)
                .open(ShippedPages.FOUR_BITS.file())
                .media("forced-colors", "active")
                .drawCharts();
        try {
            assertThat(browser.list("return Assay.palette()")).doesNotHaveDuplicates();
            browser.picture("four-bits-high-contrast", 1);
        } finally {
            browser.media("prefers-color-scheme", "light");
        }
    }

    @Test
    void printsWithItsChartsAndWithoutItsControls() {
        browser.width(1600).open(ShippedPages.FOUR_BITS.file()).choose("theme-dark");

        // Chromium tells the page that it is printed, as it does for a person.
        var pages = browser.print("four-bits");

        assertThat(pages).isBetween(3, 60);
        assertThat(PageChecks.emptyCharts(browser)).isEmpty();
        assertThat(browser.evaluate("return document.querySelectorAll('figure.chart:not([data-drawn])').length"))
                .isEqualTo(0L);
    }
}
