package dev.assay.load;

import dev.assay.testing.ScriptedEndpoint;
import dev.assay.trace.Payload;
import dev.assay.wire.Request;
import java.net.URI;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Loops that run beside a test, and requests for them. */
final class Loops {
    private Loops() {}

    /** Starts a loop on a thread of its own. */
    static FutureTask<Void> start(LoadLoop loop, List<Request> requests) {
        var run = new FutureTask<Void>(() -> loop.run(requests), null);
        Thread.ofPlatform().daemon().start(run);
        return run;
    }

    /** Waits for the good end of a loop. */
    static void join(FutureTask<Void> run) {
        try {
            run.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the loop did not end well", e);
        }
    }

    /** Returns m1, m2, … and then w1, w2, …: which are for warming is not a matter of their order. */
    static List<Request> requests(ScriptedEndpoint server, int warmups, int measured) {
        return Stream.concat(
                        IntStream.rangeClosed(1, measured).mapToObj(number -> request(server, "m" + number, false)),
                        IntStream.rangeClosed(1, warmups).mapToObj(number -> request(server, "w" + number, true)))
                .toList();
    }

    static Request request(ScriptedEndpoint server, String id, boolean warmup) {
        return new Request(id, URI.create(server.base() + "/v1/completions"), Payload.of("{}"), warmup);
    }
}
