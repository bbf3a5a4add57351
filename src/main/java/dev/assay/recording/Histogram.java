package dev.assay.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * Times as a server keeps them, in seconds: how many, their sum, and how many were at most each of some bounds.
 *
 * @param buckets by rising bounds, all of them finite
 */
public record Histogram(long count, double sum, List<Bucket> buckets) {
    /** How many times were at most so long. */
    public record Bucket(double atMost, long count) {}

    public Histogram {
        buckets = List.copyOf(buckets);
    }

    /** Returns their mean; empty without any. */
    public OptionalDouble mean() {
        return count <= 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    /**
     * Returns a quantile, by a straight line within its bucket as Prometheus draws it; the last bound where it lies beyond. Empty
     * without any time or bound.
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

    /** Returns those of this histogram that came after another, which is older and of the same server. */
    public Histogram since(Histogram before) {
        return combined(before, count - before.count, sum - before.sum, (mine, its) -> mine - its);
    }

    /** Returns those of both. */
    public Histogram plus(Histogram other) {
        return combined(other, count + other.count, sum + other.sum, Long::sum);
    }

    private Histogram combined(Histogram other, long count, double sum, LongBinaryOperator both) {
        var counts = new TreeMap<Double, Long>();
        other.buckets.forEach(bucket -> counts.put(bucket.atMost(), bucket.count()));
        var buckets = new ArrayList<Bucket>();
        // Bounds that only one of them has say nothing of both.
        for (var bucket : this.buckets) {
            var its = counts.get(bucket.atMost());
            if (its != null) {
                buckets.add(new Bucket(bucket.atMost(), both.applyAsLong(bucket.count(), its)));
            }
        }
        return new Histogram(count, sum, buckets);
    }
}
