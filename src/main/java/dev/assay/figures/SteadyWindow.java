package dev.assay.figures;

import dev.assay.figures.times.RequestsInFlight;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.trace.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The steady window of a run, or the reason why the run has none. It leaves out the ramp, in which all slots of the closed loop start at once,
 * and the drain, in which no request is left to send.
 */
public sealed interface SteadyWindow {
    /** A window needs three rounds of all slots, because in a shorter one the requests still start in groups, as in the ramp. One round before it and
     * one after it make five. */
    int ROUNDS = 5;

    /**
     * A steady window. For latencies: the requests c + 1 to N − c in the order of sending, of N requests at concurrency c. For throughput:
     * the time from the first instant with all slots taken to the last send; each request counts with the share of its output that was read in
     * this time. Whole completions are not counted, because they come in groups, and how many of them fall into the window is chance.
     *
     * @param issued all measured requests, in the order in which they were sent
     * @param ramp how many requests are left out at the beginning
     * @param drain how many requests are left out at the end
     * @param start when the time for throughput begins, in nanoseconds of the traces' clock
     * @param end when it ends, after {@code start}
     */
    record Window(List<Trace> issued, int ramp, int drain, long start, long end) implements SteadyWindow {
        public Window {
            issued = List.copyOf(issued);
        }

        /** Returns the requests whose latencies count, in the order in which they were sent. */
        public List<Trace> requests() {
            return issued.subList(ramp, issued.size() - drain);
        }

        /** Returns how long it is, and how long is what it leaves out. */
        Extent extent() {
            return new Extent(
                    issued.size(),
                    ramp,
                    drain,
                    start,
                    end,
                    start - issued.getFirst().sent(),
                    issued.stream().mapToLong(Trace::ended).max().orElse(end) - end);
        }

        /** Returns the share of a request's output that was read in the time for throughput, from 0 to 1. Chunks count by their tokens, or as one token
         * each if they do not give them. */
        double share(Trace trace) {
            var inside = 0L;
            var all = 0L;
            var reads = trace.reads();
            var read = 0;
            var chunks = trace.transcript().chunks();
            for (var i = 0; i < chunks.size(); i++) {
                // Reads and chunks are both in the order of the bytes.
                while (reads.end(read) < chunks.end(i)) {
                    read++;
                }
                if (chunks.output(i)) {
                    var tokens = chunks.saysTokens(i) ? chunks.tokens(i) : 1;
                    var stamp = reads.nanos(read);
                    all += tokens;
                    inside += stamp >= start && stamp < end ? tokens : 0;
                }
            }
            return all == 0 ? 0 : (double) inside / all;
        }
    }

    /**
     * How long a steady window is, without its requests, which take much memory.
     *
     * @param issued how many measured requests there are
     * @param ramp how many of them are left out at the beginning
     * @param drain how many of them are left out at the end
     * @param start when the time for throughput begins, in nanoseconds of the traces' clock
     * @param end when it ends, after {@code start}
     * @param rampNanos how long it took from the first send until all slots were taken, in nanoseconds
     * @param drainNanos how long it took from the last send until the last request ended, in nanoseconds
     */
    record Extent(int issued, int ramp, int drain, long start, long end, long rampNanos, long drainNanos) {
        /** Returns how many requests count for latencies. */
        public int requests() {
            return issued - ramp - drain;
        }

        /** Returns how long the time for throughput is, in nanoseconds. */
        public long nanos() {
            return end - start;
        }
    }

    /** There is no steady window. */
    sealed interface None extends SteadyWindow {
        /** Returns why, for people. */
        String reason();
    }

    /** Requests arrive at a rate. */
    record AtARate() implements None {
        @Override
        public String reason() {
            return "requests arrive at a rate, and a steady window needs a concurrency";
        }
    }

    /** The run has fewer requests than a window needs. */
    record TooFew(int needed, int requests) implements None {
        @Override
        public String reason() {
            return "a steady window needs " + ROUNDS + " × concurrency = " + needed + " requests, and the run has "
                    + requests;
        }
    }

    /** The requests in flight never reached the planned number before the last send. */
    record NeverFull(int inFlight) implements None {
        @Override
        public String reason() {
            return "there were never " + inFlight + " requests in flight";
        }
    }

    /** Returns the steady window of a load test's run. */
    static SteadyWindow of(TestSpec.LoadTest loadTest, List<Trace> measured) {
        if (!(loadTest.pace() instanceof Pace.Closed pace)) {
            return new AtARate();
        }
        var slots = pace.concurrency();
        if (measured.size() < ROUNDS * slots) {
            return new TooFew(ROUNDS * slots, measured.size());
        }
        var issued = measured.stream()
                .sorted(Comparator.comparingLong(Trace::sent).thenComparing(Trace::id))
                .toList();
        var full = RequestsInFlight.firstFull(issued, pace.inFlight());
        var lastSent = issued.getLast().sent();
        return full.isPresent() && full.getAsLong() < lastSent
                ? new Window(issued, slots, slots, full.getAsLong(), lastSent)
                : new NeverFull(pace.inFlight());
    }

    /** Returns how many of a load test's planned requests count for latencies in its steady window; empty if it plans too few for a window. */
    static OptionalInt planned(TestSpec.LoadTest loadTest) {
        return loadTest.pace() instanceof Pace.Closed pace && loadTest.requests() >= ROUNDS * pace.concurrency()
                ? OptionalInt.of(loadTest.requests() - 2 * pace.concurrency())
                : OptionalInt.empty();
    }
}
