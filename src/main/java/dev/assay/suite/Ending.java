package dev.assay.suite;

/** How a JUnit test of the gate ended. */
public enum Ending {
    /** It is green: passed, or skipped because its verdict is tolerated or belongs to another test. */
    PASS,
    /** A measured value is beyond its limit. */
    FAIL,
    /** The measurement cannot be used, or a planned test has no verdict. */
    UNMEASURED,
    /** There are too few samples to decide, or a limit is still to be set. */
    INCONCLUSIVE,
    /** What people wrote cannot be used. */
    REFUSED,
    /** The program is at fault. */
    BROKEN
}
