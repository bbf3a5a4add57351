package dev.assay.figures;

import dev.assay.plan.tests.Pace;
import dev.assay.plan.tests.TestSpec;
import dev.assay.trace.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * The steady part of a run: without its ramp, in which all slots of the closed loop start at once, and its drain, in which they empty. Or
 * the reason why a run has none.
 */
public sealed interface SteadyWindow {
    /** A window shorter than three rounds of all slots would show the ramp's waves. With one round before it and one after it: five. */
    int ROUNDS = 5;

    /**
     * The steady part. Latencies are those of the requests whose place in the order of sending lies in (c, N − c], c slots and N requests.
     * Throughput is that of the time between the first instant with all slots taken and the last send, and counts what was stamped in it:
     * completions come in waves, and so many of them lie in a window by chance.
     *
     * @param issued all measured requests, in the order in which they were sent
     * @param ramp how many of them are left out at the beginning
     * @param drain how many at the end
     * @param start when the time of throughput begins, in nanoseconds of the traces' clock
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

        /** Returns how long it took from the first send until all slots were taken, in nanoseconds. */
        public long rampNanos() {
            return start - issued.getFirst().sent();
        }

        /** Returns how long it took from the last send until the last request ended, in nanoseconds. */
        public long drainNanos() {
            return issued.stream().mapToLong(Trace::ended).max().orElse(end) - end;
        }

        /** Returns which part of its output a request brought inside the time of throughput, from 0 to 1; by tokens where its chunks say how many. */
        double share(Trace trace) {
            var inside = 0L;
            var all = 0L;
            var reads = trace.reads();
            var read = 0;
            for (var chunk : trace.transcript().chunks()) {
                // Both are in the order of the bytes.
                while (reads.end(read) < chunk.end()) {
                    read++;
                }
                if (chunk.output()) {
                    var tokens = chunk.tokens() == null ? 1 : chunk.tokens();
                    var stamp = reads.nanos(read);
                    all += tokens;
                    inside += stamp >= start && stamp < end ? tokens : 0;
                }
            }
            return all == 0 ? 0 : (double) inside / all;
        }
    }

    /** There is no steady part. */
    record None(String reason) implements SteadyWindow {}

    /** Returns the steady part of a run, which this decides by the cell's pace alone. */
    static SteadyWindow of(TestSpec.LoadTest loadTest, List<Trace> measured) {
        if (!(loadTest.pace() instanceof Pace.Closed pace)) {
            return new None("requests come at a rate, so there are no slots to fill and to empty");
        }
        var slots = pace.concurrency();
        if (measured.size() < ROUNDS * slots) {
            return new None("a steady part needs " + ROUNDS + " × concurrency = " + ROUNDS * slots
                    + " requests, and the run has " + measured.size());
        }
        var issued = measured.stream()
                .sorted(Comparator.comparingLong(Trace::sent).thenComparing(Trace::id))
                .toList();
        var full = RequestsInFlight.firstFull(issued, pace.inFlight());
        var lastSent = issued.getLast().sent();
        return full.isPresent() && full.getAsLong() < lastSent
                ? new Window(issued, slots, slots, full.getAsLong(), lastSent)
                : new None("never were " + pace.inFlight() + " requests in flight");
    }

    /** Returns how many of a cell's planned requests have latencies that count in its steady part; empty if it has too few for one. */
    static OptionalInt planned(TestSpec.LoadTest loadTest) {
        return loadTest.pace() instanceof Pace.Closed pace && loadTest.requests() >= ROUNDS * pace.concurrency()
                ? OptionalInt.of(loadTest.requests() - 2 * pace.concurrency())
                : OptionalInt.empty();
    }
}
