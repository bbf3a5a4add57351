package dev.assay.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * A histogram of times as a server reports it, in seconds: the number of times, their sum, and for some bounds how many times were at most that long.
 *
 * @param buckets in the order of their bounds, all of which are finite
 */
public record Histogram(long count, double sum, List<Bucket> buckets) {
    /** How many times were at most this long. */
    public record Bucket(double atMost, long count) {}

    public Histogram {
        buckets = List.copyOf(buckets);
    }

    /** Returns the mean; empty if there are no times. */
    public OptionalDouble mean() {
        return count <= 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    /**
     * Returns a quantile, interpolated linearly within its bucket as Prometheus does; the last bound if the quantile lies beyond it. Empty if there
     * is no time or no bound.
     */
    public OptionalDouble quantile(double p) {
        var rank = p * count;
        var low = 0.0;
        var below = 0L;
        for (var bucket : buckets) {
            if (bucket.count() >= rank && bucket.count() > below) {
                return OptionalDouble.of(low + (bucket.atMost() - low) * (rank - below) / (bucket.count() - below));
            }
            low = bucket.atMost();
            below = bucket.count();
        }
        return count > 0 && !buckets.isEmpty() ? OptionalDouble.of(low) : OptionalDouble.empty();
    }

    /** Returns the times that were added after an older histogram of the same server. */
    public Histogram since(Histogram before) {
        return combined(before, count - before.count, sum - before.sum, (mine, its) -> mine - its);
    }

    /** Returns the times of both histograms. */
    public Histogram plus(Histogram other) {
        return combined(other, count + other.count, sum + other.sum, Long::sum);
    }

    private Histogram combined(Histogram other, long count, double sum, LongBinaryOperator both) {
        var counts = new TreeMap<Double, Long>();
        other.buckets.forEach(bucket -> counts.put(bucket.atMost(), bucket.count()));
        var buckets = new ArrayList<Bucket>();
        // A bound that only one of them has cannot be used for both.
        for (var bucket : this.buckets) {
            var its = counts.get(bucket.atMost());
            if (its != null) {
                buckets.add(new Bucket(bucket.atMost(), both.applyAsLong(bucket.count(), its)));
            }
        }
        return new Histogram(count, sum, buckets);
    }
}
