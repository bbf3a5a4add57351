package dev.assay.server;

import dev.assay.input.InputException;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Provenance;
import dev.assay.replay.Tape;
import dev.assay.replay.TapeServer;
import dev.assay.server.engines.Engines;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tapes in place of a live server. The requests go over real HTTP to a server in this process, which answers with the recorded bytes; then the
 * recorded times replace the measured ones.
 */
public final class ReplayTarget implements Target {
    private final Path tapes;
    private final Transport transport = new Transport(Ticker.start(), Deadlines.DEFAULT);
    private @Nullable TapeServer server;

    /** @param tapes the folder of tapes, {@code <deployment>/<test>.jsonl} */
    public ReplayTarget(Path tapes) {
        this.tapes = tapes;
    }

    @Override
    public Readiness open(Planned planned, int repeat) {
        var file = Tape.file(tapes, planned.deployment().name(), planned.test().name(), repeat);
        try {
            return Tape.read(file).map(tape -> open(planned, tape)).orElseGet(() -> missing(planned, file));
        } catch (InputException e) {
            return new Readiness.NotReady(
                    "its recording cannot be read (" + e.problems().getFirst() + ")",
                    "Restore the file, or record it again with -Dassay.endpoint=URL -Dassay.record.");
        }
    }

    @Override
    public int repeats(Planned planned) {
        var repeat = 1;
        while (!(planned.test() instanceof Protocol)
                && Files.exists(Tape.file(
                        tapes, planned.deployment().name(), planned.test().name(), repeat + 1))) {
            repeat++;
        }
        return repeat;
    }

    private Readiness missing(Planned planned, Path file) {
        if (planned.test() instanceof TestSpec.LoadTest loadTest && loadTest.published() != null) {
            return new Readiness.NotReady("only published figures exist", "Give -Dassay.endpoint=URL.");
        }
        return new Readiness.NotReady(
                "nothing is recorded for it (no " + tapes.getFileName() + "/" + tapes.relativize(file) + ")",
                "Measure it with -Dassay.endpoint=URL -Dassay.record, which also keeps the recording.");
    }

    private Readiness open(Planned planned, Tape tape) {
        var altered = tape.sideRecords().altered();
        if (altered.isPresent()) {
            return new Readiness.NotReady(
                    "its recording was changed after it was written (" + altered.get() + " is not what was written)",
                    "Restore the file, or record it again with -Dassay.endpoint=URL -Dassay.record.");
        }
        var difference = tape.header().difference(PlanFacts.of(planned));
        if (difference.isPresent()) {
            return new Readiness.NotReady(
                    "its recording was made with another plan (" + difference.get() + ")",
                    "Record it again with -Dassay.endpoint=URL -Dassay.record, or undo the change in thresholds.yaml.");
        }
        return ServerDifference.ENGINE_VERSION
                .difference(planned.deployment(), tape.header().server())
                .<Readiness>map(version -> new Readiness.NotReady(
                        "its recording was made with another server (" + version + ")",
                        "Record it again with -Dassay.endpoint=URL -Dassay.record, or correct `engine-version`."))
                .orElseGet(() -> play(planned, tape));
    }

    private Readiness play(Planned planned, Tape tape) {
        var base = server().play(tape);
        var header = tape.header();
        var engine = Engines.of(planned.deployment(), header.server());
        return new ModelsRoute(
                        transport,
                        base,
                        ModelsRoute.OtherServerHint.ENDPOINT,
                        model -> Optional.of("a recording has no other models"))
                .ask(
                        planned.deployment(),
                        (model, ignored) -> new Readiness.Ready(new Endpoint(
                                base,
                                model,
                                Provenance.RECORDED,
                                header.started(),
                                header.seed(),
                                header.server(),
                                tape.ids(),
                                tape.sideRecords(),
                                trace -> tape.withRecordedTimes(engine.normalized(trace)))));
    }

    private TapeServer server() {
        if (server == null) {
            server = new TapeServer();
        }
        return server;
    }

    @Override
    public String description() {
        return "recordings in " + tapes.getFileName();
    }

    @Override
    public void close() {
        transport.close();
        if (server != null) {
            server.close();
        }
    }
}
