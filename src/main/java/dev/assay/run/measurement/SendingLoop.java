package dev.assay.run.measurement;

import dev.assay.load.ClosedLoop;
import dev.assay.load.LoadLoop;
import dev.assay.load.OpenLoop;
import dev.assay.plan.testspecs.AllowedFailures;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.server.Endpoint;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** How the requests of a test are sent: to a server as the test says, to a recording without waiting, because a recording has its own times. */
public final class SendingLoop {
    /** The server of recordings answers so many requests at the same time without a queue. */
    private static final int REPLAYED_AT_ONCE = 4;

    private SendingLoop() {}

    /** Returns the requests to send: all of them, or of a recorded test that may have sent fewer those that it sent. */
    static List<Request> sent(TestSpec test, Endpoint endpoint, List<Request> ready) {
        Set<String> recorded = endpoint.recorded();
        return recorded != null && mayBePartial(test)
                ? ready.stream()
                        .filter(request -> recorded.contains(request.id()))
                        .toList()
                : ready;
    }

    /** Returns whether a recording of the test may have fewer requests than are planned. */
    private static boolean mayBePartial(TestSpec test) {
        return switch (test) {
            case Protocol ignored -> false;
            case LogProbabilities ignored -> false;
            case TestSpec.LoadTest loadTest -> loadTest.endsByTime();
            case TestSpec.Accuracy accuracy -> accuracy.early();
        };
    }

    static LoadLoop of(TestSpec test, Endpoint endpoint, Transport transport, Consumer<Trace> sink) {
        var replayed = endpoint.recorded() != null;
        var allowed = test instanceof TestSpec.LoadTest loadTest
                ? AllowedFailures.of(loadTest).most(loadTest.requests())
                : 0;
        return switch (test.pace()) {
            case Pace.Closed closed ->
                new ClosedLoop(transport, closed, replayed ? Long.MAX_VALUE : nanos(test), allowed, sink);
            case Pace.Open open ->
                replayed
                        ? new ClosedLoop(transport, new Pace.Closed(REPLAYED_AT_ONCE), Long.MAX_VALUE, allowed, sink)
                        : new OpenLoop(transport, open, allowed, sink);
        };
    }

    private static long nanos(TestSpec test) {
        return test instanceof TestSpec.LoadTest loadTest ? loadTest.length().nanos() : Long.MAX_VALUE;
    }
}
