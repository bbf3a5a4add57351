package dev.assay.report.page.loads;

import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.report.against.ComparedRun;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * All load tests of a page.
 *
 * @param tests in the order of the plan
 * @param curves those that differ only in their load, beside each other
 */
public record LoadSections(List<LoadSection> tests, List<LoadCurves> curves) {
    public LoadSections {
        tests = List.copyOf(tests);
        curves = List.copyOf(curves);
    }

    /**
     * Returns the load tests of a run; none if it has none.
     *
     * @param compared what the run is compared with; empty if with nothing
     */
    public static LoadSections of(
            RunVerdict run,
            Optional<ComparedRun> compared,
            Function<Planned, Stream<Recording>> recordings,
            Function<Planned, String> commands) {
        return new LoadSections(
                run.tests().stream()
                        .flatMap(test -> test.planned().test() instanceof TestSpec.LoadTest loadTest
                                ? Stream.of(LoadSection.of(
                                        test,
                                        loadTest,
                                        recordings.apply(test.planned()).iterator(),
                                        commands.apply(test.planned())))
                                : Stream.empty())
                        .toList(),
                LoadCurves.of(run, compared));
    }

    /** Adds what the scripts draw. */
    public void into(ObjectNode json) {
        var places = json.putArray("places");
        Distributions.PLACES.forEach(places::add);
        var loads = json.putArray("loads");
        tests.forEach(test -> test.into(loads.addObject()));
        var across = json.putArray("curves");
        curves.forEach(each -> each.into(across.addObject()));
    }
}
