package dev.assay.run.measurement;

import dev.assay.load.BackgroundLoop;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.BackgroundRecord;
import dev.assay.recording.Provenance;
import dev.assay.run.requests.TestRequests;
import dev.assay.run.requests.Tokenizers;
import dev.assay.server.Endpoint;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The load that keeps a live server busy while the questions of an evalset are asked. Its requests have ids, connections and a record of their own, and
 * are never traces of the test. The questions begin when each of its streams has brought output; if one fails before that, no question is asked.
 */
final class BackgroundLoad {
    private static final String STOPPED = "the last question was answered";

    private final Planned planned;
    private final TestSpec.LoadTest load;
    private final Pace.Closed pace;
    private final Endpoint endpoint;
    private final Iterator<Request> requests;
    private final List<BackgroundRecord.Request> ended = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int stopped;

    private BackgroundLoad(
            Planned planned, TestSpec.LoadTest load, Pace.Closed pace, Endpoint endpoint, Iterator<Request> requests) {
        this.planned = planned;
        this.load = load;
        this.pace = pace;
        this.endpoint = endpoint;
        this.requests = requests;
    }

    /** Returns the load of a test; empty if it has none, and for a recording, which has a record of it. */
    static Optional<BackgroundLoad> of(Planned planned, Endpoint endpoint, Tokenizers tokenizers) {
        var load = planned.test() instanceof TestSpec.Accuracy accuracy ? accuracy.during() : null;
        return load != null && load.pace() instanceof Pace.Closed pace && endpoint.provenance() == Provenance.MEASURED
                ? Optional.of(new BackgroundLoad(
                        planned, load, pace, endpoint, TestRequests.endless(planned, load, endpoint, tokenizers)))
                : Optional.empty();
    }

    /**
     * Asks the questions during the load.
     *
     * @param ticker the clock of the test
     * @param questions sends all questions, and returns when the last one has ended
     */
    BackgroundRecord during(Ticker ticker, RequestHeaders headers, Runnable questions) {
        try (var transport = new Transport(ticker, planned.deployment().deadlines(), headers);
                var loop = new BackgroundLoop(transport, pace.inFlight(), requests, this::take)) {
            loop.start();
            if (!failed()) {
                questions.run();
            }
            loop.stop(STOPPED);
        }
        return record();
    }

    private synchronized void take(Trace sent) {
        var trace = endpoint.normalize().apply(sent);
        ended.add(new BackgroundRecord.Request(trace.sent(), trace.ended()));
        if (trace.ending().equals(new Ending.Cancelled(STOPPED))) {
            stopped++;
        } else if (!trace.complete()) {
            failures.add(trace.id() + ": " + trace.ending().describe());
        }
    }

    private synchronized boolean failed() {
        return !failures.isEmpty();
    }

    private synchronized BackgroundRecord record() {
        return new BackgroundRecord(load.name(), pace.inFlight(), ended, stopped, failures);
    }

    /** Returns the load in words: {@code c40 (40 in flight)}. */
    @Override
    public String toString() {
        return load.name() + " (" + pace.inFlight() + " in flight)";
    }
}
