package dev.assay.server;

import dev.assay.input.InputException;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.plan.tests.TestSpec;
import dev.assay.recording.Provenance;
import dev.assay.replay.Tape;
import dev.assay.replay.TapeServer;
import dev.assay.server.engines.Engines;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tapes instead of a server. The requests go over real HTTP to a server of this process, which answers with the recorded bytes; their times
 * are then exchanged for the recorded ones.
 */
public final class ReplayTarget implements Target {
    private final Path tapes;
    private final Transport transport = new Transport(Ticker.start(), Deadlines.DEFAULT);
    private @Nullable TapeServer server;

    /** @param tapes the folder of tapes, {@code <deployment>/<row>.jsonl} */
    public ReplayTarget(Path tapes) {
        this.tapes = tapes;
    }

    @Override
    public Opening open(Planned planned) {
        var file = Tape.file(tapes, planned.deployment().name(), planned.test().name());
        try {
            return Tape.read(file).map(tape -> open(planned, tape)).orElseGet(() -> missing(planned, file));
        } catch (InputException e) {
            return new Opening.NotReady(
                    "its recording cannot be read (" + e.problems().getFirst() + ")",
                    "Restore the file, or record it again with -Dassay.endpoint=URL -Dassay.record.");
        }
    }

    private Opening missing(Planned planned, Path file) {
        if (planned.test() instanceof TestSpec.LoadTest loadTest && loadTest.published() != null) {
            return new Opening.NotReady("only published figures exist", "Give -Dassay.endpoint=URL.");
        }
        return new Opening.NotReady(
                "nothing is recorded for it (no " + tapes.getFileName() + "/" + tapes.relativize(file) + ")",
                "Measure it with -Dassay.endpoint=URL, and keep the run as a recording with -Dassay.record.");
    }

    private Opening open(Planned planned, Tape tape) {
        var altered = tape.sideRecords().altered();
        if (altered.isPresent()) {
            return new Opening.NotReady(
                    "its recording was changed after it was made (" + altered.get() + " is not what was written)",
                    "Restore the file, or record it again with -Dassay.endpoint=URL -Dassay.record.");
        }
        var difference = tape.header().difference(PlanFacts.of(planned));
        if (difference.isPresent()) {
            return new Opening.NotReady(
                    "its recording answers another plan (" + difference.get() + ")",
                    "Record it again with -Dassay.endpoint=URL -Dassay.record, or undo the change of the plan.");
        }
        return ServerDifference.ENGINE_VERSION
                .difference(planned.deployment(), tape.header().server())
                .<Opening>map(version -> new Opening.NotReady(
                        "its recording is of another server (" + version + ")",
                        "Record it again with -Dassay.endpoint=URL -Dassay.record, or correct `engine-version`."))
                .orElseGet(() -> play(planned, tape));
    }

    private Opening play(Planned planned, Tape tape) {
        var base = server().play(tape);
        var header = tape.header();
        var engine = Engines.of(planned.deployment(), header.server());
        return new ModelsRoute(
                        transport, base, ModelsRoute.Aim.ENDPOINT, model -> Optional.of("a recording is not asked"))
                .ask(
                        planned.deployment(),
                        (model, ignored) -> new Opening.Ready(new Endpoint(
                                base,
                                model,
                                Provenance.RECORDED,
                                header.started(),
                                header.seed(),
                                header.server(),
                                tape.ids(),
                                tape.sideRecords(),
                                trace -> tape.withRecordedTimes(engine.settled(trace)))));
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
