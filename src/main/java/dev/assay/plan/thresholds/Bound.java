package dev.assay.plan.thresholds;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The values that a limit allows. The ends of the range are allowed. */
public sealed interface Bound {
    /** Returns whether the value is allowed; NaN never is. */
    boolean allows(double value);

    /** Returns the allowed values in words, to follow a measured value in a message: {@code allowed at most 40 ms}. */
    default String asked() {
        return "allowed " + this;
    }

    /** Returns the bounds of one side each that it consists of; itself where it has one side, or none. */
    default List<Bound> sides() {
        return List.of(this);
    }

    /** The figure may be at most this. */
    record Max(Quantity quantity) implements Bound {
        @Override
        public boolean allows(double value) {
            return value <= quantity.value();
        }

        @Override
        public String toString() {
            return "at most " + quantity;
        }
    }

    /** The figure must be at least this. */
    record Min(Quantity quantity) implements Bound {
        @Override
        public boolean allows(double value) {
            return value >= quantity.value();
        }

        @Override
        public String toString() {
            return "at least " + quantity;
        }
    }

    /** The figure must lie between these two. */
    record Between(Quantity low, Quantity high) implements Bound {
        @Override
        public boolean allows(double value) {
            return value >= low.value() && value <= high.value();
        }

        @Override
        public List<Bound> sides() {
            return List.of(new Max(high), new Min(low));
        }

        @Override
        public String toString() {
            return "between " + low + " and " + high;
        }
    }

    /**
     * A bound for each of several GPUs. The limit is judged by the one for the GPU that was measured, and is UNMEASURED on any other.
     *
     * @param upper whether each is the highest allowed value; if not, the lowest
     * @param quantities in the order of the file; at least one
     */
    record OnGpu(boolean upper, Map<GpuName, Quantity> quantities) implements Bound {
        public OnGpu {
            quantities = Collections.unmodifiableMap(new LinkedHashMap<>(quantities));
        }

        /** Returns the bound for one of the GPUs, whose text names the GPU. */
        public Bound on(GpuName gpu) {
            var quantity = Objects.requireNonNull(quantities.get(gpu)).with(" on " + gpu);
            return upper ? new Max(quantity) : new Min(quantity);
        }

        /** Returns the bound for each GPU. */
        public List<Bound> all() {
            return quantities.keySet().stream().map(this::on).toList();
        }

        /** Returns whether it is allowed on at least one of the GPUs. */
        @Override
        public boolean allows(double value) {
            return all().stream().anyMatch(bound -> bound.allows(value));
        }

        @Override
        public String toString() {
            return all().stream().map(Bound::toString).collect(Collectors.joining(", "));
        }
    }

    /** No bound is set yet. The figure is measured so that a bound can be set; the limit is INCONCLUSIVE for every value. */
    record Calibrate() implements Bound {
        /** The word for this form in thresholds.yaml. */
        public static final String WORD = "calibrate";

        @Override
        public boolean allows(double value) {
            return !Double.isNaN(value);
        }

        @Override
        public String asked() {
            return "to calibrate";
        }

        @Override
        public String toString() {
            return WORD;
        }
    }

    /**
     * A bound on how a test differs from a reference: another deployment, a baseline, a published score or another load test. Whether it is kept
     * depends on both, so {@link #allows} only refuses what is no number.
     */
    sealed interface Compared extends Bound {
        @Override
        default boolean allows(double value) {
            return !Double.isNaN(value);
        }

        /** Returns what the test is compared with; empty if that is a published score. */
        Optional<Against> against();
    }

    /**
     * A figure of a load test may get worse by less than the margin.
     *
     * @param reference what it is compared with
     * @param margin a change below it is allowed
     * @param ignore a change up to it is no failure, however sure it is
     */
    record Regression(Against reference, Margin margin, Margin ignore) implements Compared {
        @Override
        public Optional<Against> against() {
            return Optional.of(reference);
        }

        @Override
        public String asked() {
            return "margin " + margin;
        }

        @Override
        public String toString() {
            return "worse than " + reference + " by less than " + margin;
        }
    }

    /**
     * The accuracy may be lower than that of the reference by less than the margin, on the same questions.
     *
     * @param margin as a share, above 0: 0.03 for {@code 3 pp}
     */
    record NoWorse(Against reference, Margin.Points margin) implements Compared {
        @Override
        public Optional<Against> against() {
            return Optional.of(reference);
        }

        @Override
        public String asked() {
            return "margin " + margin;
        }

        @Override
        public String toString() {
            return "lower than " + reference + " by less than " + margin;
        }
    }

    /**
     * The accuracy may be lower than a score that somebody measured on other questions by less than the margin.
     *
     * @param score from 0 to 1
     * @param n how many questions the score is of, at least 1
     */
    record NoWorseThanScore(Quantity score, int n, Margin.Points margin) implements Compared {
        @Override
        public Optional<Against> against() {
            return Optional.empty();
        }

        @Override
        public String asked() {
            return "margin " + margin;
        }

        @Override
        public String toString() {
            return "lower than " + score + " of " + n + " questions by less than " + margin;
        }
    }

    /**
     * The mean negative log-likelihood per token may be higher than that of the reference by less than the margin, on the same texts.
     *
     * @param margin as a part of the reference: 0.01 for {@code 1 %}
     */
    record LessLikely(Against reference, Margin margin) implements Compared {
        @Override
        public Optional<Against> against() {
            return Optional.of(reference);
        }

        @Override
        public String asked() {
            return "margin " + margin;
        }

        @Override
        public String toString() {
            return "higher than " + reference + " by less than " + margin;
        }
    }

    /**
     * The accuracy must be at least this share of the reference's accuracy, on the same questions.
     *
     * @param min from 0 to 1
     */
    record Recovery(Against reference, Quantity min) implements Compared {
        @Override
        public Optional<Against> against() {
            return Optional.of(reference);
        }

        @Override
        public String asked() {
            return "allowed at least " + min;
        }

        @Override
        public String toString() {
            return "at least " + min + " of the accuracy of " + reference;
        }
    }

    /**
     * The figure, divided by the same figure of another load test of the deployment, must be allowed.
     *
     * @param other the name of the other load test
     * @param side the allowed values of the ratio
     */
    record Ratio(String other, Bound side) implements Compared {
        @Override
        public Optional<Against> against() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return side.toString();
        }
    }
}
