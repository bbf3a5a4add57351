package dev.assay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

/** How report.html looks: each page in both languages, with both themes, on a phone and on a wide screen. */
@Tag("browser")
class ReportInBrowserTest {
    private static final List<Integer> WIDTHS = List.of(400, 1600);
    private static final List<String> LANGUAGES = List.of("language-en", "language-zh");
    private static final List<String> THEMES = List.of("theme-light", "theme-dark");

    /** Charts without a mark, each by its caption. A mark is a shape of SVG with a size. */
    private static final String EMPTY_CHARTS = """
            return [...document.querySelectorAll("figure.chart")]
              .filter((figure) => figure.checkVisibility() && !figure.querySelector(".drawn").hidden)
              .filter((figure) => ![...figure.querySelectorAll(".drawn svg path, .drawn svg circle, .drawn svg rect, .drawn svg polyline")]
                .some((mark) => mark.getBBox().width + mark.getBBox().height > 0))
              .map((figure) => figure.querySelector("figcaption").innerText);
            """;

    /** Labels of a chart that lie on each other by more than a hair. Within a part that is cut at its edge, such as a list with pages, they do not show. */
    private static final String OVERLAPPING_LABELS = """
            const found = [];
            for (const figure of document.querySelectorAll("figure.chart")) {
              const labels = [...figure.querySelectorAll(".drawn svg text")]
                .filter((text) => !text.closest("[clip-path]"))
                .map((text) => [text.textContent, text.getBoundingClientRect()])
                .filter(([, box]) => box.width > 0);
              labels.forEach(([one, a], i) => labels.slice(i + 1).forEach(([other, b]) => {
                const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                if (wide > 2 && high > 4) found.push(`${figure.querySelector("figcaption").innerText}: [${one}] on [${other}]`);
              }));
            }
            return found;
            """;

    /** What is wider than the window and does not scroll within itself. */
    private static final String TOO_WIDE = """
            const wide = document.documentElement.clientWidth + 1;
            const scrolls = (each) => each && (getComputedStyle(each).overflowX !== "visible" || scrolls(each.parentElement));
            return [...document.querySelectorAll("body *")]
              .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > wide && !scrolls(each.parentElement))
              .map((each) => `${each.tagName} ${each.className} ${each.textContent.slice(0, 60)}`);
            """;

    /** The rules of WCAG 2.0 to 2.2, A and AA, and what axe calls best practice; each broken one with the places. */
    private static final String RULES = """
            const done = arguments[0];
            axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] })
              .then((result) => done(result.violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`)),
                (fault) => done([String(fault)]));
            """;

    private static final String AXE = resource("/axe/axe.min.js");

    private static Browser browser;

    private static String resource(String name) {
        try (var in = ReportInBrowserTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
        browser.evaluate("localStorage.clear()");
    }

    /** The page with all charts, and the one with all verdicts. */
    static Stream<Arguments> pages() {
        return Stream.of(ShippedPages.BOTH, ShippedPages.HOSTILE)
                .flatMap(page -> WIDTHS.stream().map(width -> Arguments.of(page, width)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsEveryChartAndTableInBothLanguagesAndThemes(ShippedPages page, int width) {
        browser.width(width).open(page.file());
        var faults = new ArrayList<String>();
        for (var language : LANGUAGES) {
            for (var theme : THEMES) {
                var name = page.key() + "-" + width + language.replace("language", "") + theme.replace("theme", "");
                browser.choose(language).choose(theme).drawCharts();
                browser.picture(name);
                browser.list(EMPTY_CHARTS).forEach(each -> faults.add(name + ": no mark in " + each));
                browser.list(OVERLAPPING_LABELS).forEach(each -> faults.add(name + ": " + each));
                browser.list(TOO_WIDE).forEach(each -> faults.add(name + ": too wide: " + each));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).isEmpty();
    }

    @Test
    void showsAPlantedScriptAsText() {
        browser.width(1600).open(ShippedPages.HOSTILE.file()).drawCharts();

        assertThat(browser.evaluate("return document.title").toString()).startsWith("Assay 20261121-210400-000: ");
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
        browser.width(1600)
                .open(ShippedPages.FOUR_BITS.file())
                .choose("language-zh")
                .choose("theme-dark");

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
            browser.picture("four-bits-high-contrast");
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
        assertThat(browser.list(EMPTY_CHARTS)).isEmpty();
        assertThat(browser.evaluate("return document.querySelectorAll('figure.chart:not([data-drawn])').length"))
                .isEqualTo(0L);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void keepsTheRulesOfAccessibility(ShippedPages page, int width) {
        browser.width(width).open(page.file()).drawCharts();
        browser.evaluate(AXE);
        var broken = new ArrayList<String>();
        for (var i = 0; i < THEMES.size(); i++) {
            var language = LANGUAGES.get(i);
            browser.choose(language).choose(THEMES.get(i));
            browser.await(RULES).forEach(each -> broken.add(language + ": " + each));
        }

        assertThat(broken).isEmpty();
    }
}
