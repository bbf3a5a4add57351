package dev.assay.audits.findings;

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
    EITHER
}
