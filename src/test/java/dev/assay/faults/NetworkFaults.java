package dev.assay.faults;

import static dev.assay.faults.SmallGate.answering;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.assay.faults.Fault.Place;
import dev.assay.testing.Certificates;
import dev.assay.testing.GateFiles;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Faults of the way to the server: names, connections, TLS, gateways. */
final class NetworkFaults {
    private static final String WHOLE = Answers.FIRST + Answers.LAST + Answers.USAGE + Answers.DONE;

    private NetworkFaults() {}

    private static Fault.Plant at(String base) {
        return folder -> SmallGate.in(folder).run(URI.create(base));
    }

    private static Fault.Plant secure(String scheme) {
        return folder -> {
            var certificates = Certificates.in(Files.createDirectories(folder.resolve("keys")));
            var gate = SmallGate.in(folder);
            try (var server = ScriptedEndpoint.secure(certificates.ofServer(), Script.json(200, "{}"))) {
                return gate.run(
                        URI.create(scheme + "://localhost:" + server.base().getPort()));
            }
        };
    }

    /** A server without TLS does not wait for the end of a request that it does not understand. */
    private static Fault.Plant plain() {
        return folder -> {
            var gate = SmallGate.in(folder);
            try (var listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
                Thread.ofPlatform().daemon().start(() -> refuse(listener));
                return gate.run(URI.create("https://localhost:" + listener.getLocalPort()));
            }
        };
    }

    private static void refuse(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                socket.getInputStream().read();
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(ISO_8859_1));
            } catch (IOException e) {
                // The client or the test has closed it.
            }
        }
    }

    /** The queue of connections is full, so the host does not answer another one. */
    private static Fault.Plant swallowed() {
        return folder -> {
            // Longer than a whole answer may take, so that it is always the answer that is too late.
            var gate = SmallGate.in(folder, "deadlines: {connect: 30 s}");
            var waiting = new ArrayList<Socket>();
            try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                for (var i = 0; i < 2; i++) {
                    waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
                }
                return gate.run(URI.create("http://127.0.0.1:" + full.getLocalPort()));
            } finally {
                for (var socket : waiting) {
                    socket.close();
                }
            }
        };
    }

    private static Fault.Plant limited(String limits, Function<Seen, Script> answer) {
        return folder -> {
            var gate = SmallGate.load(folder, GateFiles.cell("c1", 3, limits));
            try (var server = new ScriptedEndpoint(Answers.to(answer))) {
                return gate.run(server.base());
            }
        };
    }

    private static Script with(String headers) {
        return Script.silence()
                .raw("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n" + headers + "content-length: "
                        + WHOLE.length() + "\r\n\r\n" + WHOLE);
    }

    /** Resets the connection of the second request that arrives, after some time. */
    private static Function<Seen, Script> lost(Duration held) {
        var arrived = new AtomicInteger();
        return request ->
                arrived.incrementAndGet() == 2 ? Script.silence().takes(held).reset() : Answers.slow();
    }

    static List<Fault> rows() {
        return new Rows(Place.WIRE)
                .row("UNMEASURED", "a host that nobody knows", at("http://no-such-host.invalid:8000"))
                .row("UNMEASURED", "a host that answers no connection", swallowed())
                .row("UNMEASURED", "TLS: an authority that nobody trusts", secure("https"))
                .row("UNMEASURED", "https at a server without TLS", plain())
                .row("UNMEASURED", "http at a server with TLS", secure("http"))
                .harmless(
                        "a kept connection breaks",
                        "the request is sent again",
                        limited("input-tokens.mean: {max: 4 tokens}", lost(Duration.ZERO)))
                .unmeasured(
                        "a kept connection breaks, under a limit on times",
                        limited("e2e.max: {max: 2 s}", lost(Duration.ofSeconds(3))))
                .harmless(
                        "the server closes after each answer, without a word",
                        "another connection is opened",
                        answering(Script.stream(WHOLE).hangUp()))
                .unmeasured(
                        "a proxy buffers the whole answer, under a limit on tpot",
                        limited(
                                "tpot.mean: {max: 60 s}",
                                request -> Script.silence()
                                        .takes(Duration.ofMillis(500))
                                        .then(with(""))))
                .unmeasured("a gateway asked again", answering(with("x-litellm-attempted-retries: 2\r\n")))
                .unmeasured(
                        "a gateway fell back to another model", answering(with("x-litellm-attempted-fallbacks: 1\r\n")))
                .unmeasured("an answer from a cache (Age)", answering(with("age: 35\r\n")))
                .unmeasured("an answer from a cache (X-Cache)", answering(with("x-cache: HIT from proxy\r\n")))
                .unmeasured(
                        "the prompts were in the prefix cache, under a limit on ttft",
                        limited(
                                "ttft.mean: {max: 60 s}",
                                request -> Script.silence()
                                        .takes(Duration.ofMillis(500))
                                        .then(Script.stream(
                                                Answers.FIRST,
                                                Answers.LAST,
                                                Answers.event(
                                                        "\"choices\":[],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":2,\"prompt_tokens_details\":{\"cached_tokens\":4}}"),
                                                Answers.DONE))))
                .rows();
    }
}
