package dev.assay.run.measurement;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.load.ClosedLoop;
import dev.assay.load.LoadLoop;
import dev.assay.load.OpenLoop;
import dev.assay.plan.testspecs.AllowedFailures;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.Schedule;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.server.Endpoint;
import dev.assay.shards.Part;
import dev.assay.shards.Sharing;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the requests of a test are sent: to a server as the test says, to a recording without waiting, because a recording has its own times. */
public final class SendingLoop {
    /** The server of recordings answers so many requests at the same time without a queue. */
    private static final int REPLAYED_AT_ONCE = 4;

    private SendingLoop() {}

    /** Returns the requests of one part of a test. Warm-up requests are split for themselves, and both requests of a question stay together. */
    static List<Request> part(TestSpec test, Part part, List<Request> all) {
        var streams = Sharing.streams(test.pace());
        if (test instanceof TestSpec.Accuracy accuracy) {
            var evalset = accuracy.evalset();
            var ids = part.of(evalset.questions(), streams).stream()
                    .flatMap(question -> EvalsetScorer.requestIds(evalset, question).stream())
                    .collect(Collectors.toSet());
            return all.stream().filter(request -> ids.contains(request.id())).toList();
        }
        return Stream.of(true, false)
                .flatMap(warmup ->
                        part
                                .of(
                                        all.stream()
                                                .filter(request -> request.warmup() == warmup)
                                                .toList(),
                                        streams)
                                .stream())
                .toList();
    }

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

    static LoadLoop of(TestSpec test, Part part, Endpoint endpoint, Transport transport, Consumer<Trace> sink) {
        var replayed = endpoint.recorded() != null;
        var allowed = test instanceof TestSpec.LoadTest loadTest
                ? AllowedFailures.of(loadTest).most(loadTest.requests())
                : 0;
        return switch (Sharing.pace(test.pace(), part)) {
            case Pace.Closed closed ->
                new ClosedLoop(transport, closed, replayed ? Long.MAX_VALUE : nanos(test), allowed, sink);
            case Pace.Open open ->
                replayed
                        ? new ClosedLoop(transport, new Pace.Closed(REPLAYED_AT_ONCE), Long.MAX_VALUE, allowed, sink)
                        : new OpenLoop(transport, open, requests -> schedule(test, open, part), allowed, sink);
        };
    }

    /** The schedule is that of the whole test, so it does not depend on the number of parts. */
    private static long[] schedule(TestSpec test, Pace.Open open, Part part) {
        var all = test instanceof TestSpec.LoadTest loadTest ? loadTest.requests() : 0;
        return part.of(Schedule.first(open, all), Sharing.streams(open));
    }

    private static long nanos(TestSpec test) {
        return test instanceof TestSpec.LoadTest loadTest ? loadTest.length().nanos() : Long.MAX_VALUE;
    }
}
