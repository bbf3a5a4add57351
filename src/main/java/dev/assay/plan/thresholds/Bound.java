package dev.assay.plan.thresholds;

import java.util.List;

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
}
