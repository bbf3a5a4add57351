package dev.assay.report.page;

import dev.assay.gate.Judge;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.Runs;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Pages of verdicts that are not of a recording. */
public final class Pages {
    /** Says in the title of the page if it runs. */
    public static final String PLANTED =
            "</script><script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\">"
                    + " ]]> --> <!-- {{1}} ${1} '\" 41";

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

    /** Returns the page of a run with every kind of verdict, in which names, answers and reasons try to become markup or a script. */
    public static String hostile() {
        return of(
                Runs.failingEvalset(),
                Runs.failingCell(),
                Runs.unmeasuredEvalset(),
                Runs.unmeasuredCell(),
                Runs.undecidedCell(),
                Runs.waivedCell(),
                Runs.throttledCell(),
                Runs.texts(),
                hostileEvalset());
    }

    private static TestVerdict hostileEvalset() {
        return Judge.judge(
                Plans.planned(Plans.named("hostile", Plans.accuracy(1, Plans.min("accuracy", 1, Unit.SHARE, "1")))),
                Plans.recording(List.of(Traces.trace("hostile-q-1")
                        .role(1)
                        .says(2, PLANTED)
                        .finish(3, "stop")
                        .usage(30, 6)
                        .done()
                        .build())));
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
