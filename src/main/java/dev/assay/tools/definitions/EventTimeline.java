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
    /** The two ends of the window count as events too. */
    static final int ENDS = 2;

    private static final double SHORTEST = 1e-6;

    private EventTimeline() {}

    /** Returns the distribution of the rate within a window; null if the window is too short. */
    static @Nullable WeightedValues rates(double[] times, double[] counts, double from, double to) {
        var n = times.length;
        return ratesOfOwn(Arrays.copyOf(times, n + ENDS), Arrays.copyOf(counts, n + ENDS), from, to);
    }

    /** Returns the same of arrays that have {@link #ENDS} free places at their end and may be changed: there may be millions of events. */
    static @Nullable WeightedValues ratesOfOwn(double[] times, double[] counts, double from, double to) {
        var n = times.length - ENDS;
        for (var i = 0; i < n; i++) {
            if (times[i] < from || times[i] > to) {
                times[i] = from;
                counts[i] = 0;
            }
        }
        times[n] = from;
        times[n + 1] = to;
        var events = WeightedPairs.sorted(times, counts, times.length).within(TOGETHER);
        var last = events.size() - 1;
        if (last < 1) {
            return null;
        }
        // From here on the times are overwritten with lengths, and the counts with rates.
        var earlier = times[0];
        for (var i = 0; i <= last; i++) {
            var time = times[i];
            var before = i == 0 ? time : (time + earlier) / 2;
            var after = i == last ? time : (times[i + 1] + time) / 2;
            times[i] = i == last ? Math.max(after - before, SHORTEST) : after - before;
            counts[i] /= times[i];
            earlier = time;
        }
        return WeightedValues.ofOwn(counts, times, events.size());
    }

    /** Returns the distribution, by time, of the number of open intervals within a window; null if the window is too short. */
    static @Nullable WeightedValues open(double[] starts, double[] ends, double from, double to) {
        var n = starts.length;
        var times = Arrays.copyOf(starts, 2 * n);
        var changes = new double[2 * n];
        System.arraycopy(ends, 0, times, n, n);
        Arrays.fill(changes, 0, n, 1);
        Arrays.fill(changes, n, 2 * n, -1);
        var events = WeightedPairs.sorted(times, changes, times.length).within(TOGETHER);
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
