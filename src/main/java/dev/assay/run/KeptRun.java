package dev.assay.run;

import dev.assay.environment.Environment;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan;
import dev.assay.recording.SlotRelease;
import dev.assay.report.RunDirectory;
import dev.assay.run.console.Console;
import dev.assay.run.console.InterruptionNotice;
import dev.assay.run.measurement.HostFailure;
import dev.assay.run.measurement.RunFacts;
import dev.assay.run.measurement.RunLock;
import dev.assay.run.options.RunMode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a run keeps in its directory beside its traces: its plan, its environment as far as it is known, and its verdicts. */
final class KeptRun implements AutoCloseable {
    private final RunDirectory directory;
    private final Optional<Path> resumed;
    private final RunMode.Judging mode;
    private final Plan plan;
    private final Supplier<Environment> now;
    private final Console console;
    private @Nullable InterruptionNotice interruption;
    private @Nullable Environment environment;
    private @Nullable UncheckedIOException unwritable;
    private boolean created;
    private Optional<RunLock> lock;

    /**
     * @param resumed the directory, if it is that of an earlier run that goes on
     * @param now makes the environment of a new run
     */
    KeptRun(
            RunDirectory directory,
            Optional<Path> resumed,
            RunMode.Judging mode,
            Plan plan,
            Supplier<Environment> now,
            Console console) {
        this.directory = directory;
        this.resumed = resumed;
        this.mode = mode;
        this.plan = plan;
        this.now = now;
        this.console = console;
        this.lock = resumed.flatMap(RunLock::of);
    }

    /** Creates the directory before the first test. Returns why nothing can be measured, because it cannot be written; empty if it can. */
    Optional<Verdict.Unmeasured> begin() {
        if (environment == null && unwritable == null) {
            try {
                if (interruption == null && mode instanceof RunMode.Live) {
                    interruption = InterruptionNotice.of(directory.path(), console);
                }
                environment = begun();
            } catch (UncheckedIOException e) {
                unwritable = e;
                if (created) {
                    directory.abandon();
                }
            }
        }
        return Optional.ofNullable(unwritable).map(HostFailure::atBegin);
    }

    private Environment begun() {
        if (resumed.isPresent()) {
            var known = Environment.resumed(RunFacts.environment(resumed.get()));
            directory.environment(known.facts());
            return known;
        }
        var known = now.get();
        if (!(mode instanceof RunMode.Merge)) {
            // Another gate may have begun in the same millisecond.
            directory.create();
            created = true;
        }
        directory.begin(plan, known.facts());
        if (mode instanceof RunMode.Live) {
            lock = RunLock.of(directory.path());
        }
        return known;
    }

    /** Keeps what was found out about the servers of a test that was measured. */
    void measured(TestVerdict verdict) {
        var known = environment;
        if (known == null || verdict.header().isEmpty()) {
            return;
        }
        verdict.headers().forEach(header -> known.add(header.deployment(), SlotRelease.others(header.server())));
        try {
            directory.environment(known.facts());
        } catch (UncheckedIOException e) {
            console.warning(HostFailure.words(e));
        }
    }

    /** Returns whether the directory could be begun. If not, it may be another gate's. */
    boolean writable() {
        return unwritable == null;
    }

    @Override
    public void close() {
        if (interruption != null) {
            interruption.close();
        }
        lock.ifPresent(RunLock::close);
    }
}
