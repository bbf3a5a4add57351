package dev.assay.tools.definitions;

import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The times of the events in a trace, as every client sees them. Each tool computes its figures from these. */
final class SeenEvents {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Which events a tool counts. */
    enum Counted {
        ALL,
        WITH_OUTPUT
    }

    private final Trace trace;

    SeenEvents(Trace trace) {
        this.trace = trace;
    }

    /** Returns when the request was sent, in seconds of the trace's clock. */
    double sent() {
        return seconds(trace.sent());
    }

    /** Returns when the last byte came or the connection was closed. */
    double ended() {
        return seconds(trace.ended());
    }

    @Nullable Usage usage() {
        return trace.transcript().usage();
    }

    /** Returns the times of the events that a tool counts; all events of one read have the time of the read. */
    double[] arrivals(Counted counted) {
        var chunks = trace.transcript().chunks();
        var reads = trace.reads();
        var all = counted == Counted.ALL;
        var arrivals = new double[all ? chunks.size() : chunks.outputs()];
        var count = 0;
        var read = -1;
        var readTo = 0;
        for (var i = 0; i < chunks.size(); i++) {
            // Reads and chunks are both in the order of the bytes.
            var end = chunks.end(i);
            while (readTo < end) {
                readTo = reads.end(++read);
            }
            if (all || chunks.output(i)) {
                arrivals[count++] = seconds(reads.nanos(read));
            }
        }
        return arrivals;
    }

    /** Returns whether the answer has reasoning, so that the first output and the first content may differ. */
    boolean thought() {
        return !trace.transcript().reasoning().isEmpty();
    }

    /** Returns whether the stream ended in order, with or without its last event. */
    boolean endedInOrder() {
        return switch (trace.ending()) {
            case Ending.Complete ignored -> true;
            case Ending.Truncated truncated -> truncated.detail().startsWith("the stream ended");
            case Ending.StreamError ignored -> false;
            case Ending.HttpError ignored -> false;
            case Ending.Timeout ignored -> false;
            case Ending.Cancelled ignored -> false;
            case Ending.ConnectFailed ignored -> false;
        };
    }

    /** Returns whether the stream contained an error object in valid JSON, which a client can overlook. */
    boolean carriedAnError() {
        return trace.ending() instanceof Ending.StreamError error
                && !error.detail().startsWith("an event ");
    }

    /** Returns the time from the first sending to the last end, in seconds. */
    static double duration(List<Trace> traces) {
        var first = traces.stream().mapToLong(Trace::sent).min().orElse(0);
        var last = traces.stream().mapToLong(Trace::ended).max().orElse(0);
        return seconds(last - first);
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
