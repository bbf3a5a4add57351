package dev.assay.report.page.top;

import dev.assay.gate.results.RunVerdict;
import java.util.List;

/**
 * The top of the page.
 *
 * @param open what is not passed, a row for each limit
 * @param notShown what the run does not show, a sentence each
 * @param verdicts one row for each test, in the order of the plan
 */
public record PageHead(
        VerdictOfRun verdict, List<LimitRow> open, Trust trust, List<Unshown> notShown, List<TestRow> verdicts) {
    private static final int MOST_AT_THE_TOP = 3;

    public PageHead {
        open = List.copyOf(open);
        notShown = List.copyOf(notShown);
        verdicts = List.copyOf(verdicts);
    }

    /** Returns the first of what the run does not show, for the top of the page. */
    public List<Unshown> firstNotShown() {
        return notShown.stream().limit(MOST_AT_THE_TOP).toList();
    }

    /** Returns the top of the page of a run. */
    public static PageHead of(RunVerdict run) {
        return new PageHead(VerdictOfRun.of(run), LimitRow.open(run), Trust.of(run), Unshown.of(run), TestRow.of(run));
    }
}
