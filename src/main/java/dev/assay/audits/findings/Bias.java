package dev.assay.audits.findings;

import dev.assay.stats.Uncertainty;

/**
 * On which side of the measured value the true value of a figure may lie. A verdict that all values on that side get stands.
 */
public enum Bias {
    /** The figure does not depend on what went wrong. */
    NONE,
    /** The true value may be higher, and is not lower. An example: a latency with too few requests in flight. */
    HIGHER,
    /** The true value may be lower, and is not higher. */
    LOWER,
    /** The true value may be any. */
    EITHER;

    /**
     * Returns how far the true value of the figure may lie from the measured one.
     *
     * @param most by how much it may be off at most, in its unit; infinite if nobody knows. If it may be off on either side, {@code most} does not
     *     count, and both ends are infinite
     */
    public Uncertainty by(double most) {
        return switch (this) {
            case NONE -> Uncertainty.NONE;
            case HIGHER -> new Uncertainty(0, most);
            case LOWER -> new Uncertainty(most, 0);
            case EITHER -> Uncertainty.UNBOUNDED;
        };
    }
}
