package dev.assay.kills;

import static dev.assay.testing.GateFiles.KEPT;
import static dev.assay.testing.GateFiles.tests;

import dev.assay.faults.Answers;
import dev.assay.faults.ProcessGate;
import dev.assay.faults.SmallGate;
import dev.assay.testing.GateFiles;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A gate with two evalsets and a load test, and a server that gives each request the same answer every time. */
final class KilledGate implements AutoCloseable {
    static final String LOAD_TEST = "c1";
    /** How many tests it has. */
    static final int TESTS = 3;

    private static final Duration ANSWERED_AFTER = Duration.ofMillis(15);
    private static final long SERVER_STARTED = 1_700_000_000;

    private final SmallGate gate;
    private final ScriptedEndpoint server;

    private KilledGate(SmallGate gate, ScriptedEndpoint server) {
        this.gate = gate;
        this.server = server;
    }

    /** Writes the gate into an empty folder, and starts its server. */
    static KilledGate in(Path folder) {
        GateFiles.in(folder)
                .sums("easy", 24)
                .sums("hard", 24)
                .deployment(
                        List.of(),
                        tests(
                                "accuracy",
                                "{evalset: easy, concurrency: 2, limits: {accuracy: {min: 10/24}}}",
                                "{evalset: hard, concurrency: 1, limits: {accuracy: {min: 24/24}}}"),
                        tests(
                                "load",
                                "{cell: c1, workload: tiny, concurrency: 1, requests: 24, warmup: 2, limits: {" + KEPT
                                        + "}}"));
        return new KilledGate(new SmallGate(folder, "accuracy|load", "small"), new ScriptedEndpoint(answers()));
    }

    /** Counts the requests of the load test, as the metrics page of a server does. */
    private static Function<Seen, Script> answers() {
        var counted = new AtomicInteger();
        var answers = Answers.to(request -> {
            var answer = request.path().equals("/v1/completions") ? Answers.good() : answer(Answers.number(request));
            return Script.silence().takes(ANSWERED_AFTER).then(answer);
        });
        return request -> {
            if (request.path().equals("/metrics")) {
                return Answers.metrics(counted.get(), 0, SERVER_STARTED);
            }
            if (request.path().equals("/v1/completions")) {
                counted.incrementAndGet();
            }
            return answers.apply(request);
        };
    }

    /** Returns the answer to a question: most are right, some are wrong, some are cut off. */
    private static Script answer(int question) {
        return question % 5 == 0
                ? Answers.sum(7)
                : question % 7 == 0 ? Answers.chat("4", "length") : Answers.sum(40 + question);
    }

    Path folder() {
        return gate.folder();
    }

    /**
     * Starts the gate.
     *
     * @param resumed the directory of the run that goes on; empty: a new one begins
     */
    ProcessGate start(Optional<Path> resumed) throws IOException {
        var options = new ArrayList<>(List.of("--record"));
        resumed.ifPresent(run -> options.add("--resume=" + run));
        return ProcessGate.start(gate, List.of(), List.of(), server.base(), options.toArray(String[]::new));
    }

    @Override
    public void close() {
        server.close();
    }
}
