package dev.assay.tools.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopOccupancyTest {
    @ParameterizedTest(name = "{0} requests over {1} slots")
    @CsvSource({
        // Alike: N / k, of which the lower bound leaves 1 % for the time between requests.
        "30, 10, 3, 9.9, 10",
        "31, 10, 4, 7.6725, 7.75",
        "80, 24, 4, 19.8, 20",
        "2, 1, 2, 0.99, 1",
        "5, 8, 1, 4.95, 5"
    })
    void requestsThatAreAlikeKeepNOverKInFlight(int requests, int slots, int waves, double low, double high) {
        var loop = new LoopOccupancy(requests, slots);

        assertThat(loop.count()).isEqualTo(waves);
        assertThat(loop.low(1)).isCloseTo(low, within(1e-12));
        assertThat(loop.high(1)).isCloseTo(high, within(1e-12));
    }

    @Test
    void drainBoundsWhatManyWavesCanLose() {
        // Graham: 10 × 1000 / (1000 + 9 × 1.5) = 9.8668, where N / (k s) is only 6.67
        assertThat(new LoopOccupancy(1000, 10).low(1.5)).isCloseTo(0.99 * 10_000 / 1013.5, within(1e-12));
    }

    @Test
    void noLoopOfRequestsWithinTheSpreadLeavesTheBounds() {
        var random = new Random(4711);
        for (var i = 0; i < 5000; i++) {
            var slots = 1 + random.nextInt(40);
            var requests = slots + random.nextInt(6 * slots);
            var spread = 1 + random.nextDouble();
            var loop = Loop.of(requests, slots, spread, random);

            var waves = new LoopOccupancy(requests, slots);
            assertThat(loop.inFlight()).isBetween(waves.low(loop.spread()), waves.high(loop.spread()) + 1e-9);
        }
    }

    /**
     * A closed loop without a pause.
     *
     * @param spread the factor by which a request differs most from the mean
     */
    private record Loop(double inFlight, double spread) {
        static Loop of(int requests, int slots, double spread, Random random) {
            var free = new PriorityQueue<Double>();
            for (var i = 0; i < slots; i++) {
                free.add(0.0);
            }
            var total = 0.0;
            var end = 0.0;
            var least = Double.MAX_VALUE;
            var most = 0.0;
            for (var i = 0; i < requests; i++) {
                var time = random.nextBoolean() ? spread : 1 / spread;
                var ended = free.remove() + time;
                free.add(ended);
                total += time;
                end = Math.max(end, ended);
                least = Math.min(least, time);
                most = Math.max(most, time);
            }
            var mean = total / requests;
            return new Loop(total / end, Math.max(most / mean, mean / least));
        }
    }
}
