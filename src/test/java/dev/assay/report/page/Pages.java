package dev.assay.report.page;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.report.Runs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Pages of verdicts that are not of a recording. */
final class Pages {
    private Pages() {}

    /** Returns the page of a run with these tests. */
    static String of(TestVerdict... tests) {
        var planned = Stream.of(tests).map(TestVerdict::planned).toList();
        return of(
                new RunVerdict("20261121-210400-000", "recordings in tapes", new Plan(planned, false), List.of(tests)));
    }

    /** Returns the page of a run with a failing evalset and load test, a broken protocol, a test that was not run and one without a verdict. */
    static String mixed() {
        return of(Runs.mixed());
    }

    private static String of(RunVerdict run) {
        return ReportPage.of(new PageInput(
                run,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                ignored -> Stream.empty(),
                planned -> "mvn verify -Dassay.only='" + planned.name() + "'"));
    }
}
