package dev.assay.report.page;

import dev.assay.gate.results.TestVerdict;
import dev.assay.report.words.Language;
import dev.assay.report.words.Phrase;
import java.util.List;

/**
 * The top of the page.
 *
 * @param run the name of the run
 * @param target what the requests went to
 * @param partial whether only selected tests ran
 * @param verdicts one row for each test, in the order of the plan
 */
public record PageHead(String run, String target, boolean partial, List<VerdictRow> verdicts) {
    public PageHead {
        verdicts = List.copyOf(verdicts);
    }

    static PageHead of(PageInput input) {
        var run = input.run();
        return new PageHead(
                run.id(),
                run.target(),
                run.plan().partial(),
                run.tests().stream().map(VerdictRow::of).toList());
    }

    /**
     * A test with its verdict.
     *
     * @param kind a CSS class: {@code pass}, {@code fail}, {@code unmeasured}, {@code inconclusive}
     * @param said the headline of the test, as JUnit shows it
     */
    public record VerdictRow(String name, String kind, String english, String chinese, String said) {
        static VerdictRow of(TestVerdict test) {
            return new VerdictRow(
                    test.planned().name(),
                    Phrase.of(test.verdict()).name().toLowerCase(java.util.Locale.ROOT),
                    Language.ENGLISH.word(test),
                    Language.CHINESE.word(test),
                    test.headline());
        }
    }
}
