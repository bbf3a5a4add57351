package dev.assay.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** How a reader finds a question in the table of report.html. */
@Tag("browser")
class QuestionsInBrowserTest {
    private static final String SHOW = ".filters [name=fate]";
    private static final String SEARCH = ".filters [name=sought]";
    private static final String FIRST = ".asked tbody tr:first-child th bdi";

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

    private static String count() {
        return browser.find(".filters output").getText();
    }

    private static String show() {
        return browser.evaluate("return document.querySelector(arguments[0]).value", SHOW)
                .toString();
    }

    @Test
    void areFilteredByKeyboard() {
        browser.width(1600).open(ShippedPages.FOUR_BITS.file());
        browser.find(SHOW);
        browser.perform("document.querySelector(arguments[0]).focus()", SHOW);
        assertThat(show()).isEqualTo("flipped");
        var flipped = count();

        browser.press(Keys.ARROW_DOWN);

        assertThat(show()).isEqualTo("all");
        assertThat(count()).isNotEqualTo(flipped).matches("1 to 20 of (\\d+) questions that match, of \\1");
        assertThat(browser.press(Keys.TAB).getDomAttribute("name")).isNotEqualTo("fate");
    }

    @Test
    void areSearchedByKeyboardWithTheFirstResultShown() {
        browser.width(1600).open(ShippedPages.FOUR_BITS.file());
        browser.find(SEARCH);
        var id = browser.find(FIRST).getText();
        browser.perform("document.querySelector(arguments[0]).focus()", SEARCH);

        browser.press(id);

        assertThat(browser.find(FIRST).getText()).isEqualTo(id);
        assertThat(browser.find(FIRST + " mark").getText()).isEqualTo(id);
        assertThat(count()).startsWith("1 to ");

        browser.press(" in no question");

        assertThat(count()).startsWith("none of ");
    }

    @Test
    void areTurnedPageByPageWithTheFocusOnTheButton() {
        browser.width(1600).open(ShippedPages.FOUR_BITS.file());
        browser.find(SHOW);
        browser.perform("document.querySelector(arguments[0]).focus()", SHOW);
        browser.press(Keys.ARROW_DOWN);
        browser.perform("document.querySelector('.pages button:nth-of-type(3)').focus()");

        var focused = browser.press(Keys.ENTER);

        assertThat(count()).startsWith("21 to 40 of ");
        assertThat(focused.getText()).isEqualTo("next");
    }

    @Test
    void thatFlippedAreShownByALinkOfTheComparison() {
        browser.width(1600).open(ShippedPages.BOTH.file());
        browser.find(SHOW);
        browser.perform("""
                const link = document.querySelector("a[data-fate=lost]");
                link.id = "some-lost";
                link.closest("details").open = true;
                """);
        var link = browser.find("#some-lost");
        var lost = link.getText().replaceAll("\\D", "");
        assertThat(lost).isNotEqualTo("0");

        link.click();

        assertThat(show()).isEqualTo("lost");
        assertThat(count()).contains(" of " + lost + " questions that match");
        assertThat(browser.find(".asked tbody tr:first-child .lost").getText()).startsWith("▼ lost against ");
    }

    @Test
    void areShownInTheOtherLanguageWithTheSameFilter() {
        browser.width(1600).open(ShippedPages.BOTH.file());
        browser.find(SEARCH);
        browser.perform("document.querySelector(arguments[0]).focus()", SHOW);
        browser.press(Keys.ARROW_DOWN);
        var first = browser.find(FIRST).getText();
        var number = count().replaceAll(".* of ", "").trim();

        browser.choose("language-zh");

        assertThat(count()).startsWith("符合条件的").contains("共 " + number);
        assertThat(show()).isEqualTo("all");
        assertThat(browser.find(FIRST).getText()).isEqualTo(first);
        assertThat(browser.find(".pages")
                        .findElements(By.tagName("button"))
                        .getFirst()
                        .getText())
                .isEqualTo("首页");
    }
}
