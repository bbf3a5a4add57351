package dev.assay.stats;

/**
 * How far the true value of a figure may lie from the measured one: it lies between measured − below and measured + above. Both are in the
 * unit of the figure and at least 0; an end is infinite where nothing bounds it.
 */
public record Uncertainty(double below, double above) {
    /** The measured value is the true one. */
    public static final Uncertainty NONE = new Uncertainty(0, 0);
    /** The true value may be any. */
    public static final Uncertainty UNBOUNDED = new Uncertainty(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Uncertainty {
        if (!(below >= 0 && above >= 0)) {
            throw new IllegalArgumentException(
                    "An end of an uncertainty is at least 0, found [" + below + "] below and [" + above + "] above.");
        }
    }

    /** Returns the uncertainty of a figure that was measured as one value and could be another. */
    public static Uncertainty of(double measured, double possible) {
        // Infinite values are equal too: their difference is no number.
        if (measured == possible) {
            return NONE;
        }
        return new Uncertainty(Math.max(0, measured - possible), Math.max(0, possible - measured));
    }

    /** Returns the uncertainty from two causes that act at the same time: their ends add up. */
    public Uncertainty plus(Uncertainty other) {
        return new Uncertainty(below + other.below, above + other.above);
    }

    /** Returns the uncertainty from one cause that acts in one of two ways: the farther ends. */
    public Uncertainty or(Uncertainty other) {
        return new Uncertainty(Math.max(below, other.below), Math.max(above, other.above));
    }
}
