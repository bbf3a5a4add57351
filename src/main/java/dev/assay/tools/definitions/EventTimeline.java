package dev.assay.tools.definitions;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Computes rates from the times of events as GuideLLM does. Events within 0.1 ms count as one. Each event stands for the time from the middle
 * between it and the event before to the middle between it and the event after; the rate in that time is weighted by its length. So the mean is
 * count / window, but the median depends on the gaps between events.
 */
final class EventTimeline {
    private static final double TOGETHER = 1e-4;
    private static final double SHORTEST = 1e-6;

    private EventTimeline() {}

    /** Returns the distribution of the rate within a window; null if the window is too short. */
    static @Nullable WeightedValues rates(double[] times, double[] counts, double from, double to) {
        var n = times.length;
        var allTimes = Arrays.copyOf(times, n + 2);
        var allCounts = Arrays.copyOf(counts, n + 2);
        for (var i = 0; i < n; i++) {
            if (times[i] < from || times[i] > to) {
                allTimes[i] = from;
                allCounts[i] = 0;
            }
        }
        allTimes[n] = from;
        allTimes[n + 1] = to;
        var events = WeightedPairs.sorted(allTimes, allCounts).within(TOGETHER);
        if (events.size() <= 1) {
            return null;
        }
        var rates = new double[events.size()];
        var lengths = new double[events.size()];
        for (var i = 0; i < rates.length; i++) {
            lengths[i] = length(events.values(), i);
            rates[i] = events.weights()[i] / lengths[i];
        }
        return WeightedValues.of(rates, lengths);
    }

    private static double length(double[] times, int i) {
        var last = times.length - 1;
        var before = i == 0 ? times[0] : (times[i] + times[i - 1]) / 2;
        var after = i == last ? times[last] : (times[i + 1] + times[i]) / 2;
        return i == last ? Math.max(after - before, SHORTEST) : after - before;
    }

    /** Returns the distribution, by time, of the number of open intervals within a window; null if the window is too short. */
    static @Nullable WeightedValues open(double[] starts, double[] ends, double from, double to) {
        var n = starts.length;
        var times = Arrays.copyOf(starts, 2 * n);
        var changes = new double[2 * n];
        System.arraycopy(ends, 0, times, n, n);
        Arrays.fill(changes, 0, n, 1);
        Arrays.fill(changes, n, 2 * n, -1);
        var events = WeightedPairs.sorted(times, changes).within(TOGETHER);
        var levels = new double[events.size() + 1];
        var lengths = new double[events.size() + 1];
        var level = 0.0;
        var since = from;
        for (var i = 0; i <= events.size(); i++) {
            var next = i < events.size() ? Math.clamp(events.values()[i], from, to) : to;
            levels[i] = Math.max(0, level);
            lengths[i] = Math.max(0, next - since);
            since = next;
            level += i < events.size() ? events.weights()[i] : 0;
        }
        return Arrays.stream(lengths).sum() > 0 ? WeightedValues.of(levels, lengths) : null;
    }
}
