package dev.assay.run.measurement;

import dev.assay.gate.Repeat;
import dev.assay.input.InputException;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.report.RunDirectory;
import dev.assay.run.console.Console;
import dev.assay.run.shards.JointRun;
import dev.assay.run.shards.JointRunOver;
import dev.assay.run.shards.JointTest;
import dev.assay.run.shards.Share;
import dev.assay.shards.Sharing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The part of one shard in tests that several processes measure together. A repeat in which this shard has no part has no recording; one that not all shards
 * recorded is given back as not sent, with what became of it, although its traces stay.
 *
 * @param measurement sends the requests of this shard
 * @param run the joint run
 * @param jointName the name of the joint run
 * @param directory the run directory of this shard
 */
public record SharedMeasurement(
        Measurement measurement, JointRun run, String jointName, RunDirectory directory, Console console)
        implements RecordingSource {
    @Override
    public List<Repeat> of(Planned planned, int repeat) {
        try {
            return measured(planned, repeat);
        } catch (JointRunOver over) {
            return notSent(repeat, over.why());
        }
    }

    private static List<Repeat> notSent(int repeat, String why) {
        return List.of(new Repeat.NotSent(repeat, why, Share.AGAIN));
    }

    private List<Repeat> measured(Planned planned, int repeat) {
        var name = EarlierRepeats.name(planned, repeat, repeats(planned));
        var questions = planned.test() instanceof TestSpec.Accuracy;
        var test = JointTest.of(
                run,
                jointName,
                new JointTest.Which(
                        planned.deployment().name(),
                        planned.test().name(),
                        repeat,
                        name,
                        Sharing.of(planned.test(), run.shard().of()),
                        questions));
        if (test.refused().isPresent()) {
            return notSent(repeat, test.refused().get());
        }
        var before = finished(planned, repeat);
        if (test.kept()) {
            return kept(test, name, repeat, before);
        }
        if (!test.takesPart()) {
            console.line(name + ": shard " + run.shard() + " has no part of it, and waits for the others");
            return test.ended().map(why -> notSent(repeat, why)).orElse(List.of());
        }
        Repeat own;
        if (questions && test.recordedBefore() && before.isPresent()) {
            test.keep();
            own = keptQuestions(name, repeat, before.get());
        } else {
            own = measuredNow(planned, repeat, test);
            if (own instanceof Repeat.NotSent not) {
                test.failed(not.why().reason());
            } else {
                test.recorded();
            }
        }
        var others = test.ended();
        return own instanceof Repeat.NotSent || others.isEmpty() ? List.of(own) : notSent(repeat, others.get());
    }

    private Repeat measuredNow(Planned planned, int repeat, JointTest test) {
        try {
            return measurement.measure(planned, repeat, test);
        } catch (JointRunOver over) {
            throw over;
        } catch (RuntimeException e) {
            test.failed("its measurement broke down (" + e + ")");
            throw e;
        }
    }

    private List<Repeat> kept(JointTest test, String name, int repeat, Optional<Recording> before) {
        if (!test.takesPart()) {
            return List.of();
        }
        if (before.isEmpty()) {
            return notSent(
                    repeat,
                    "all shards had measured it before, but the traces of shard " + run.shard() + " are not whole in ["
                            + directory.path() + "]");
        }
        console.line(name + ": measured by all shards before the run was interrupted, and not again");
        return List.of(recorded(repeat, before.get()));
    }

    private Repeat keptQuestions(String name, int repeat, Recording before) {
        console.line(
                name + ": the questions of shard " + run.shard() + " were answered before, and are not asked again");
        return recorded(repeat, before);
    }

    private Repeat recorded(int repeat, Recording recording) {
        return new Repeat.Recorded(repeat, directory.source(repeat), () -> recording);
    }

    /** Returns what this shard measured to its end before the run was interrupted. */
    private Optional<Recording> finished(Planned planned, int repeat) {
        try {
            return TraceFile.finished(directory.traces(planned, repeat))
                    .filter(recording -> recording.altered().isEmpty())
                    .filter(recording ->
                            recording.header().difference(PlanFacts.of(planned)).isEmpty());
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    @Override
    public int repeats(Planned planned) {
        return measurement.repeats(planned);
    }

    @Override
    public Path traces(Planned planned) {
        return measurement.traces(planned);
    }

    @Override
    public String description() {
        return measurement.description() + ", shard " + run.shard();
    }

    @Override
    public void close() {
        try {
            measurement.close();
        } finally {
            run.close();
        }
    }
}
