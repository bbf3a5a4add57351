package dev.assay.run;

import dev.assay.gate.Judge;
import dev.assay.gate.TestVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.replay.ModelledTraces;
import dev.assay.report.RunDirectory;
import java.nio.file.Path;
import java.time.InstantSource;

/** Load tests for which only published figures exist. Shows how a server with exactly these figures would look; never a PASS. */
record ModelledVerdicts(ModelledTraces.Fault fault, RunDirectory directory, InstantSource clock)
        implements VerdictSource {
    @Override
    public String description() {
        return "published figures" + fault;
    }

    /** Nothing is written there: the traces exist only in memory while they are judged. */
    @Override
    public Path traces(Planned planned) {
        return directory.traces(planned);
    }

    @Override
    public TestVerdict of(Planned planned) {
        if (planned.test() instanceof TestSpec.LoadTest loadTest
                && loadTest.published() != null
                && loadTest.pace() instanceof Pace.Closed pace) {
            return Judge.judge(
                    planned, ModelledTraces.of(planned, loadTest, pace, loadTest.published(), fault, clock.instant()));
        }
        return new TestVerdict.NotRun(planned, "no figures were published for it", "Give -Dassay.endpoint=URL.");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
