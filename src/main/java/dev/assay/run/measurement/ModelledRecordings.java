package dev.assay.run.measurement;

import dev.assay.gate.Repeat;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.replay.ModelledTraces;
import dev.assay.report.RunDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Load tests for which only published figures exist. Shows how a server with exactly these figures would look; never a PASS. */
public record ModelledRecordings(ModelledTraces.Fault fault, RunDirectory directory, InstantSource clock)
        implements RecordingSource {
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
    public int repeats(Planned planned) {
        return 1;
    }

    @Override
    public List<Repeat> of(Planned planned, int repeat) {
        if (planned.test() instanceof TestSpec.LoadTest loadTest
                && loadTest.published() != null
                && loadTest.pace() instanceof Pace.Closed pace) {
            var modelled = ModelledTraces.of(planned, loadTest, pace, loadTest.published(), fault, clock.instant());
            return List.of(new Repeat.Recorded(repeat, description(), () -> modelled));
        }
        return List.of(new Repeat.NotSent(repeat, "no figures were published for it", "Give -Dassay.endpoint=URL."));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
