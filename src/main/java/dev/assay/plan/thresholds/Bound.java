package dev.assay.plan.thresholds;

/** What a figure must satisfy. The bounds themselves are allowed. */
public sealed interface Bound {
    /** Returns whether the value satisfies the bound; NaN satisfies none. */
    boolean allows(double value);

    /** Returns what is asked of a figure, to stand behind its value: {@code allowed at most 40 ms}. */
    default String asked() {
        return "allowed " + this;
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
        public String toString() {
            return "between " + low + " and " + high;
        }
    }

    /** Nobody has set a bound yet: the figure is measured so that one can be set, and no value decides anything. */
    record Calibrate() implements Bound {
        /** How a limit of this form is written. */
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
