package dev.assay.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What holds for every page: nothing is empty, overlaps or is too wide, and the rules of accessibility are kept, in both languages and both themes. */
final class PageChecks {
    static final List<Integer> WIDTHS = List.of(400, 1600);

    private static final List<String> LANGUAGES = List.of("en", "zh");
    private static final List<String> THEMES = List.of("light", "dark");

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

    private PageChecks() {}

    private static String resource(String name) {
        try (var in = PageChecks.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a picture of the open page in each language and theme, and returns all its faults. */
    static List<String> faults(Browser browser, String name) {
        var faults = new ArrayList<String>();
        browser.perform(AXE);
        browser.drawCharts();
        for (var language : LANGUAGES) {
            for (var theme : THEMES) {
                browser.choose("language-" + language, "theme-" + theme);
                var look = name + "-" + language + "-" + theme;
                browser.picture(look);
                browser.list(EMPTY_CHARTS).forEach(each -> faults.add(look + ": no mark in " + each));
                browser.list(OVERLAPPING_LABELS).forEach(each -> faults.add(look + ": " + each));
                browser.list(TOO_WIDE).forEach(each -> faults.add(look + ": too wide: " + each));
                browser.await(RULES).forEach(each -> faults.add(look + ": " + each));
            }
        }
        return faults;
    }

    /** Returns the captions of charts without a mark. */
    static List<String> emptyCharts(Browser browser) {
        return browser.list(EMPTY_CHARTS);
    }
}
