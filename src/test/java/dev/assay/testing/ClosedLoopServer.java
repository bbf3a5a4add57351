package dev.assay.testing;

import dev.assay.trace.Ending;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongUnaryOperator;

/**
 * Simulates the traces of a closed loop: lognormal times to the first token and between tokens, with a small correlation between consecutive
 * requests, as on a steady server. All answers have the same bytes, so that thousands of runs take a second.
 *
 * @param slots in flight
 * @param requests the number of requests
 * @param ttft the median time to the first token, in ms
 * @param tpot the median time between tokens, in ms
 * @param ttftNoise the standard deviation of the logarithm of ttft, from request to request
 * @param tpotNoise the same for tpot
 * @param slowness a factor on the times of a request, by its index
 * @param clock maps a time in nanoseconds to the time after stalls of the server
 */
public record ClosedLoopServer(
        int slots,
        int requests,
        double ttft,
        double tpot,
        double ttftNoise,
        double tpotNoise,
        IntToDoubleFunction slowness,
        LongUnaryOperator clock) {
    /** Tokens of each answer. */
    public static final int TOKENS = 12;

    private static final Trace ANSWER = Traces.whole("c", 0, 10, 10, TOKENS);
    /** The correlation of a request with the one before it. */
    private static final double MEMORY = 0.2;

    private static final double GAP_NOISE = 0.1;
    private static final double NANOS_PER_MS = 1e6;

    /** Returns a steady server. */
    public static ClosedLoopServer steady(int slots, int requests) {
        return new ClosedLoopServer(slots, requests, 80, 12, 0.25, 0.04, i -> 1, nanos -> nanos);
    }

    public ClosedLoopServer slower(IntToDoubleFunction factor) {
        return new ClosedLoopServer(slots, requests, ttft, tpot, ttftNoise, tpotNoise, factor, clock);
    }

    public ClosedLoopServer withNoise(double ofTtft, double ofTpot) {
        return new ClosedLoopServer(slots, requests, ttft, tpot, ofTtft, ofTpot, slowness, clock);
    }

    /** Returns the same server with one stall, at a time and for a duration in seconds. */
    public ClosedLoopServer standingStill(double at, double seconds) {
        var from = Math.round(at * 1e9);
        var length = Math.round(seconds * 1e9);
        return new ClosedLoopServer(
                slots,
                requests,
                ttft,
                tpot,
                ttftNoise,
                tpotNoise,
                slowness,
                nanos -> nanos < from ? nanos : nanos + length);
    }

    /** Returns the traces of a run. */
    public List<Trace> run(long seed) {
        var random = new Random(seed);
        var free = new PriorityQueue<Double>();
        for (var slot = 0; slot < slots; slot++) {
            free.add(0.0);
        }
        var traces = new ArrayList<Trace>();
        var first = random.nextGaussian();
        var each = random.nextGaussian();
        for (var i = 0; i < requests; i++) {
            first = MEMORY * first + Math.sqrt(1 - MEMORY * MEMORY) * random.nextGaussian();
            each = MEMORY * each + Math.sqrt(1 - MEMORY * MEMORY) * random.nextGaussian();
            var sent = free.remove() + 0.05 + 0.1 * random.nextDouble();
            var stamps = new double[TOKENS];
            stamps[0] = sent + slowness.applyAsDouble(i) * ttft * Math.exp(ttftNoise * first);
            var gap = slowness.applyAsDouble(i) * tpot * Math.exp(tpotNoise * each);
            for (var token = 1; token < TOKENS; token++) {
                stamps[token] = stamps[token - 1] + gap * Math.exp(GAP_NOISE * random.nextGaussian());
            }
            free.add(stamps[TOKENS - 1]);
            traces.add(trace(i, sent, stamps));
        }
        return traces;
    }

    private Trace trace(int index, double sent, double[] stamps) {
        var reads = new ReadTimes.Builder();
        for (var token = 0; token < TOKENS; token++) {
            reads.add(ANSWER.reads().end(token), nanos(stamps[token]));
        }
        return new Trace(
                String.format(Locale.ROOT, "c4-%04d", index),
                false,
                Traces.NO_REQUEST,
                nanos(sent),
                nanos(sent),
                0,
                new ResponseHead(200, Map.of(), nanos(stamps[0])),
                reads.build(),
                ANSWER.body(),
                nanos(stamps[TOKENS - 1]),
                new Ending.Complete());
    }

    private long nanos(double millis) {
        return clock.applyAsLong(Math.round(millis * NANOS_PER_MS));
    }
}
