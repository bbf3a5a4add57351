package dev.assay.report.page.loads;

import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;

/**
 * All load tests of a page.
 *
 * @param tests in the order of the plan
 */
public record LoadSections(List<LoadSection> tests) {
    public LoadSections {
        tests = List.copyOf(tests);
    }

    /** Returns the load tests of a run; none if it has none. */
    public static LoadSections of(
            RunVerdict run, Function<Planned, Stream<Recording>> recordings, Function<Planned, String> commands) {
        return new LoadSections(run.tests().stream()
                .filter(test -> test.planned().test() instanceof TestSpec.LoadTest)
                .map(test -> LoadSection.of(
                        test, recordings.apply(test.planned()).findFirst(), commands.apply(test.planned())))
                .toList());
    }

    /** Adds what the scripts draw. */
    public void into(ArrayNode json) {
        tests.forEach(test -> test.into(json.addObject()));
    }
}
