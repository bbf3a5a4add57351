package dev.assay.plant;

import dev.assay.figures.times.RequestTimes;
import dev.assay.plant.Fault.Measure;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * The times of one request with a fault, counted from when it was sent, in nanoseconds. A request without a complete answer takes as long as
 * before.
 *
 * @param moved gives the new time of an old one
 * @param first how much later the first token comes
 * @param rest how much longer the tokens after it take together
 */
record SlowedRequest(Trace trace, LongUnaryOperator moved, long first, long rest) {
    private static final double NANOS_PER_MS = 1e6;
    private static final double PERCENT = 100;

    static SlowedRequest of(Trace trace, Fault.Slower fault) {
        var times = trace.complete() ? RequestTimes.of(trace) : Optional.<RequestTimes>empty();
        var unmoved = new SlowedRequest(trace, time -> time, 0, 0);
        if (times.isEmpty()) {
            return unmoved;
        }
        var stamps = Arrays.stream(RequestTimes.stamps(trace))
                .map(stamp -> stamp - trace.sent())
                .toArray();
        var ttft = stamps[0];
        var e2e = Math.round(times.get().e2e() * NANOS_PER_MS);
        return switch (fault.time()) {
            case TTFT -> {
                var longer = factor(fault, (double) ttft);
                var later = Math.round(ttft * longer) - ttft;
                yield of(trace, ttft, e2e, time -> time <= ttft ? Math.round(time * longer) : time + later);
            }
            case TPOT -> {
                var tpot = times.get().tpot();
                yield tpot.isEmpty()
                        ? unmoved
                        : of(trace, ttft, e2e, stretched(ttft, factor(fault, tpot.getAsDouble() * NANOS_PER_MS)));
            }
            case ITL ->
                of(
                        trace,
                        ttft,
                        e2e,
                        fault.in() == Measure.PERCENT
                                ? stretched(ttft, factor(fault, 1))
                                : widened(stamps, fault.by().doubleValue() * NANOS_PER_MS));
            case E2E -> {
                var longer = factor(fault, (double) e2e);
                yield of(trace, ttft, e2e, time -> Math.round(time * longer));
            }
        };
    }

    private static SlowedRequest of(Trace trace, long ttft, long e2e, LongUnaryOperator moved) {
        var first = moved.applyAsLong(ttft) - ttft;
        return new SlowedRequest(trace, moved, first, moved.applyAsLong(e2e) - e2e - first);
    }

    /** Returns by how much a time grows. */
    private static double factor(Fault.Slower fault, double nanos) {
        var by = fault.by().doubleValue();
        return switch (fault.in()) {
            case PERCENT -> 1 + by / PERCENT;
            case MILLISECONDS -> nanos > 0 ? 1 + by * NANOS_PER_MS / nanos : 1;
        };
    }

    private static LongUnaryOperator stretched(long ttft, double longer) {
        return time -> time <= ttft ? time : ttft + Math.round((time - ttft) * longer);
    }

    /** Each gap before a read with output becomes this much longer. */
    private static LongUnaryOperator widened(long[] stamps, double gap) {
        return time -> {
            var found = Arrays.binarySearch(stamps, time);
            // Several reads may have come at the same instant.
            var at = found >= 0 ? found : -found - 2;
            while (at >= 0 && at + 1 < stamps.length && stamps[at + 1] == time) {
                at++;
            }
            return time + Math.round(Math.max(0, at) * gap);
        };
    }

    /** Returns how long after it was sent it ends now. */
    long ended() {
        return moved.applyAsLong(trace.ended() - trace.sent());
    }

    /** Returns the trace of a request that is due and sent then. */
    Trace at(long due, long sent) {
        var head = trace.head();
        var resent = trace.resent();
        return new Trace(
                trace.id(),
                trace.warmup(),
                trace.requestSha256(),
                due,
                sent,
                trace.resends(),
                resent == null ? null : Long.valueOf(sent + moved.applyAsLong(resent - trace.sent())),
                head == null
                        ? null
                        : new ResponseHead(
                                head.status(), head.headers(), sent + moved.applyAsLong(head.nanos() - trace.sent())),
                reads(sent),
                trace.body(),
                sent + ended(),
                trace.ending(),
                trace.textTokens());
    }

    private ReadTimes reads(long sent) {
        var reads = new ReadTimes.Builder();
        for (var i = 0; i < trace.reads().count(); i++) {
            reads.add(
                    trace.reads().end(i), sent + moved.applyAsLong(trace.reads().nanos(i) - trace.sent()));
        }
        return reads.build();
    }
}
