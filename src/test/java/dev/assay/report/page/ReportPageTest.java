package dev.assay.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    /** Returns what a reader of English sees of a page, a line for each block. */
    private static String english(String page) {
        return page.replaceAll("(?s)<(style|script|title)\\b.*?</\\1>", "")
                .replaceAll("<span class=\"zh\"[^>]*>[^<]*</span>", "")
                .replaceAll("</(p|li|td|th|h1|h2|tr|caption)>", "\n")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\s*\\n\\s*", "\n");
    }

    @Test
    void saysFirstWhatFailsAndByHowMuch() {
        assertThat(english(Pages.mixed()))
                .contains("3 FAIL · 1 UNMEASURED · 1 NO VERDICT")
                .contains("FAIL: 3 of 5 tests fail: 3 limits are missed. PARTIAL: only the selected tests ran.")
                .contains("c4 tpot.mean 10.000 ms, allowed ≤ 9.5 ms\n")
                .contains(
                        "figure: tpot.mean\nmeasured: 10.000 ms\nallowed: ≤ 9.5 ms thresholds.yaml:30:9\nmissed by: 0.500 ms (5.3 %) above the limit\nn: 2\n");
    }

    @Test
    void saysOfAComparisonHowMuchChanged() {
        assertThat(english(Pages.of(RepeatedRuns.comparedEvalset(), RepeatedRuns.comparedLoadTest())))
                .contains("measured: 3 → 2 of 4; p = 0.50; 2 lost, 1 gained comparison")
                .contains("missed by: -25.0 pp, allowed -3 pp; one-sided 95 % bound -")
                .contains("missed by: 16.9 % beyond the margin (+19.9 %, allowed +3 %)\n");
    }

    @Test
    void namesTheFindingAtTheTop() {
        assertThat(english(Pages.of(RepeatedRuns.comparedEvalset(), RepeatedRuns.comparedLoadTest())))
                .contains("against bf16: c4 tpot.mean 10.050 ms → 12.050 ms, +19.9 %, allowed +3 %\n")
                .contains("against a published score: first_light_v1 accuracy 0.92 → 2/4, -42.0 pp, allowed -3 pp\n");
        assertThat(english(Pages.of(Runs.passingEvalset()))).doesNotContain("against ");
    }

    @Test
    void saysWhatToDoAboutATestWithoutAVerdict() {
        assertThat(english(Pages.mixed()))
                .contains("measured: there is no recording of it\nTo do: Give -Dassay.endpoint=URL.\n")
                .contains("measured: The run ended before this test had a verdict.\nTo do: Run it again.\n");
    }

    @Test
    void asksNobodyToBelieveWhatAnAuditDoesNot() {
        assertThat(english(Pages.of(Runs.unmeasuredCell())))
                .contains("Not all of it: ")
                .contains(
                        "UNMEASURED: no test fails, but not everything could be measured. This says nothing about the server.");
    }

    @Test
    void showsOfAGreenRunWhatItDoesNotShow() {
        assertThat(english(Pages.of(Runs.passingEvalset())))
                .contains("PASS: the test is passed.")
                .contains(
                        "The measurement is consistent: 5 audits found nothing wrong. It does not show how the server behaves today; a change of accuracy")
                .contains(
                        "a change of accuracy that is smaller than these 95 % intervals are wide: so few questions were asked: ")
                .doesNotContain("Not passed");
    }

    @Test
    void showsWhatAModelWroteAsText() {
        assertThat(Pages.of(Runs.unmeasuredEvalset()))
                .contains("overloaded | &lt;b&gt;")
                .doesNotContain("overloaded | <b>");
    }

    @Test
    void letsABrowserRunOnlyItsOwnScriptsAndLoadNothing() {
        var page = Pages.mixed();
        var policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);

        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1).replace("&#39;", "'"))
                .startsWith("default-src 'none'; ")
                .doesNotContain("script-src 'unsafe-inline'")
                .doesNotContain("http")
                .contains("script-src 'sha256-");
        assertThat(page.replaceAll("(?s)<(style|script)\\b.*?</\\1>", ""))
                .doesNotContainPattern("(src|href)=\"(?!#|data:,\")");
    }

    @Test
    void givesTheSameTextForTheSameRun() {
        assertThat(Pages.mixed()).isEqualTo(Pages.mixed());
    }
}
