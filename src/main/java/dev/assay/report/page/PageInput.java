package dev.assay.report.page;

import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Recording;
import dev.assay.report.against.ComparedRun;
import dev.assay.report.summary.EnvironmentDifferences;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a page is made from.
 *
 * @param compared what the run is compared with beside its limits; empty if with nothing
 * @param differences how the environments of the two runs differ; empty if that is not known
 * @param environment the facts of {@code environment.json}; empty if there are none
 * @param recordings the recordings of a test, in the order of its repeats; each is read when the stream comes to it
 * @param commands the command that runs just this test again
 */
public record PageInput(
        RunVerdict run,
        Optional<ComparedRun> compared,
        Optional<EnvironmentDifferences> differences,
        Map<String, String> environment,
        Function<Planned, Stream<Recording>> recordings,
        Function<Planned, String> commands) {}
