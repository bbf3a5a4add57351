package dev.assay.tools.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No audit finds a fault in figures of a simulated closed loop, whichever of two common definitions a program uses. */
class SimulatedRowTest {
    private static final int ROWS = 100;
    private static final int TOKENS = 800;

    @ParameterizedTest(name = "{0} in flight, {1} requests")
    @CsvSource({"1, 2", "1, 10", "4, 41", "10, 30", "10, 100", "24, 80", "24, 240", "40, 120", "200, 600"})
    void isCaughtByNoAudit(int slots, int requests) {
        var random = new Random(20261121);
        for (var i = 0; i < ROWS; i++) {
            var run = Run.of(slots, requests, random);

            for (var row : new PublishedLoadTest[] {
                run.sumsAndIntervals().row(), run.meansAndTokens().row()
            }) {
                assertThat(PublishedAudits.examine(row).entrySet())
                        .filteredOn(entry -> entry.getKey() != PublishedAudits.HIT_RATE)
                        .allSatisfy(entry -> assertThat(entry.getValue()).isInstanceOf(PublishedFinding.Holds.class));
            }
        }
    }

    @ParameterizedTest(name = "{0} in flight, {1} requests")
    @CsvSource({"10, 30", "40, 120", "24, 80"})
    void theTrueCountIsAmongThoseThatWouldFit(int slots, int requests) {
        var row = Run.of(slots, requests, new Random(7)).sumsAndIntervals().row();
        var inFlight = RoundedRange.of(row.published().qps())
                .times(RoundedRange.of(row.published().e2e()))
                .movePointLeft(3);

        assertThat(new LoopOccupancy(requests, slots).allow(inFlight, 1.02)).isTrue();
        assertThat(new LoopOccupancy(slots + 1, slots).allow(inFlight, 1.02)).isFalse();
    }

    /** Times in milliseconds: of each request, and of the whole run. */
    private record Run(int slots, List<Double> ttft, List<Double> tpot, double window) {
        Run {
            ttft = List.copyOf(ttft);
            tpot = List.copyOf(tpot);
        }

        static Run of(int slots, int requests, Random random) {
            var ttft = new ArrayList<Double>();
            var tpot = new ArrayList<Double>();
            var free = new PriorityQueue<Double>();
            for (var i = 0; i < slots; i++) {
                free.add(0.0);
            }
            var end = 0.0;
            for (var i = 0; i < requests; i++) {
                ttft.add(80 * Math.exp(0.2 * random.nextGaussian()));
                tpot.add(25 * (1 + 0.005 * random.nextGaussian()));
                var ended = free.remove() + ttft.getLast() + tpot.getLast() * (TOKENS - 1);
                free.add(ended);
                end = Math.max(end, ended);
            }
            return new Run(slots, ttft, tpot, end);
        }

        /** Prompt and decode rates from sums; TPOT by the intervals between tokens. */
        PublishedRows sumsAndIntervals() {
            return row(10_000 / mean(ttft) * 1000, 1000 / mean(tpot), mean(tpot));
        }

        /** Prompt and decode rates as means of the requests' own; TPOT by all tokens. */
        PublishedRows meansAndTokens() {
            var shorter =
                    tpot.stream().map(each -> each * (TOKENS - 1) / TOKENS).toList();
            return row(meanRate(ttft, 1e7), meanRate(shorter, 1000), mean(shorter));
        }

        private PublishedRows row(double promptTps, double decodeTps, double meanTpot) {
            var values = Map.of(
                    "in", "10000",
                    "out", Integer.toString(TOKENS),
                    "concurrency", Integer.toString(slots),
                    "requests", Integer.toString(ttft.size()),
                    "qps", written(ttft.size() / window * 1000),
                    "prompt-tps", written(promptTps),
                    "decode-tps", written(decodeTps),
                    "ttft", written(mean(ttft)),
                    "e2e", written(mean(ttft) + mean(tpot) * (TOKENS - 1)),
                    "tpot", written(meanTpot));
            return PublishedRows.of(values);
        }

        private static double mean(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        private static double meanRate(List<Double> times, double unit) {
            return times.stream().mapToDouble(time -> unit / time).average().orElseThrow();
        }

        private static String written(double value) {
            return String.format(Locale.ROOT, "%.3f", value);
        }
    }
}
