package dev.assay.audits.findings;

import dev.assay.stats.Uncertainty;

/**
 * On which side of its measured value a figure could have come out, had the measurement been what was planned. A doubt to one side leaves
 * every verdict that holds for all values on that side.
 */
public enum Bias {
    /** The figure does not depend on what went wrong. */
    NONE,
    /** What went wrong made it no larger: as planned it could be higher. Too few in flight do that to a latency. */
    HIGHER,
    /** What went wrong made it no smaller: as planned it could be lower. */
    LOWER,
    /** Its value says nothing. */
    EITHER;

    /**
     * Returns how far the true value of the figure may lie from the measured one.
     *
     * @param most by how much it may be off at most, in its unit; infinite where nobody knows. Where it may be off on either side, nobody knows
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
