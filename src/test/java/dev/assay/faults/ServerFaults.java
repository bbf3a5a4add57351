package dev.assay.faults;

import static dev.assay.faults.SmallGate.answering;
import static dev.assay.faults.SmallGate.served;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.assay.faults.Fault.Place;
import dev.assay.suite.ServedGate;
import dev.assay.testing.GateFiles;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Faults of the server: before it answers, while it answers, and in what it says about itself. */
final class ServerFaults {
    private ServerFaults() {}

    /** The gate starts the server itself. */
    private static Fault.Plant started(String... keys) {
        return folder -> {
            ServedGate.in(folder, keys);
            return SmallGate.of(folder).run("target=process");
        };
    }

    /** The server lists its models so. */
    private static Fault.Plant listing(Script models, String... keys) {
        return served(
                request -> request.path().equals("/v1/models")
                        ? models
                        : Answers.to(each -> Answers.good()).apply(request),
                keys);
    }

    private static Fault.Plant listing(String models) {
        return listing(Script.json(200, models));
    }

    /** Answers each request of the test by its number, from 1. */
    private static Function<Seen, Script> counted(Function<Integer, Script> answer) {
        var requests = new AtomicInteger();
        return request -> answer.apply(requests.incrementAndGet());
    }

    private static Script named(String model) {
        return Script.stream(
                Answers.FIRST.replace("small", model),
                Answers.LAST.replace("small", model),
                Answers.USAGE.replace("small", model),
                Answers.DONE);
    }

    /** Nobody listens any more once the gate has asked for the list of models. */
    private static Fault.Plant gone() {
        return folder -> {
            var gate = SmallGate.in(folder);
            var closing = new ScriptedEndpoint[1];
            closing[0] = new ScriptedEndpoint(Answers.to(request -> {
                closing[0].close();
                return Script.silence().hangUp();
            }));
            try (var server = closing[0]) {
                return gate.run(server.base());
            }
        };
    }

    private static Fault.Plant down() {
        return folder -> {
            var gate = SmallGate.in(folder);
            var server = ScriptedEndpoint.of(Script.silence());
            server.close();
            return gate.run(server.base());
        };
    }

    /** Each of 26 answers takes 20 ms longer than the one before. */
    private static Fault.Plant slowing() {
        return folder -> {
            var gate = SmallGate.load(folder, GateFiles.cell("c1", 26, "e2e.mean: {max: 60 s}"));
            var answer = counted(number ->
                    Script.silence().takes(Duration.ofMillis(50 + 20 * number)).then(Answers.good()));
            try (var server = new ScriptedEndpoint(Answers.to(answer))) {
                return gate.run(server.base());
            }
        };
    }

    /** The page of metrics of the server, after so many requests of the test. */
    private interface Metrics {
        Script after(int requests);
    }

    /** A server with metrics, and a load test of three requests with another limit. */
    private static Fault.Plant counting(String limit, Metrics metrics) {
        return folder -> {
            var gate = SmallGate.load(folder, GateFiles.cell("c1", 3, limit));
            var requests = new AtomicInteger();
            var answers = Answers.to(request -> {
                requests.incrementAndGet();
                return Answers.slow();
            });
            try (var server = new ScriptedEndpoint(request ->
                    request.path().equals("/metrics") ? metrics.after(requests.get()) : answers.apply(request))) {
                return gate.run(server.base());
            }
        };
    }

    private static final long STARTED = 1_700_000_000;
    /** Every clock of a machine that runs this is behind it. */
    private static final long STARTED_ANEW = 4_000_000_000L;

    static List<Fault> rows() {
        return new Rows(Place.SERVER)
                .row("UNMEASURED", "nobody listens", down())
                .unmeasured("dies at the first request", gone())
                .unmeasured("dies while it starts", started("serve: [--dies=oops]"))
                .unmeasured(
                        "ends at its third request, with its last words in its log", started("serve: [--dies-at=3]"))
                .unmeasured("never says that it is ready", started("deadlines: {start: 2 s}", "serve: [--silent]"))
                .unmeasured(
                        "its list of models never comes",
                        listing(Script.silence().untilClosed()))
                .unmeasured(
                        "its list of models is a page of HTML",
                        listing(Script.document(200, "text/html", "<html></html>")))
                .unmeasured("its list of models is empty", listing("{\"data\":[]}"))
                .unmeasured("its list has two models", listing("{\"data\":[{\"id\":\"small\"},{\"id\":\"large\"}]}"))
                .unmeasured(
                        "its list of models has no end",
                        listing(Script.silence()
                                .raw("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{\"data\":[")
                                .flood("{\"id\":\"small\"},".repeat(10_000).getBytes(ISO_8859_1), Long.MAX_VALUE)))
                .unmeasured("its list of models needs a key", listing(Script.json(401, "{\"error\":\"Unauthorized\"}")))
                .unmeasured("its list of models fails", listing(Script.json(500, "{}")))
                .unmeasured(
                        "another engine than thresholds.yaml says",
                        listing("{\"data\":[{\"id\":\"small\",\"owned_by\":\"sglang\"}]}"))
                .unmeasured(
                        "swaps the model after the first request",
                        answering(counted(number -> named(number == 1 ? "small" : "large"))))
                .fails(
                        "fails one request of three",
                        answering(counted(number -> number == 2
                                ? Script.json(503, "{\"error\":{\"message\":\"overloaded\"}}")
                                : Answers.good())))
                .unmeasured("slows down from request to request", slowing())
                .unmeasured(
                        "is restarted in the middle of a load test, and no request fails",
                        counting(
                                GateFiles.KEPT,
                                requests -> requests < 2
                                        ? Answers.metrics(100 + requests, 0, STARTED)
                                        : Answers.metrics(requests - 1, 0, STARTED_ANEW)))
                .unmeasured(
                        "its counters go back in the middle of a load test, under a limit on what they count",
                        counting(
                                "preemptions: {max: 0}",
                                requests -> requests < 2
                                        ? Answers.metrics(100 + requests, 0, STARTED)
                                        : Answers.metrics(requests - 1, 0, STARTED)))
                .fails(
                        "preempts requests, under a limit on preemptions",
                        counting("preemptions: {max: 0}", requests -> Answers.metrics(requests, 2 * requests, STARTED)))
                .rows();
    }
}
