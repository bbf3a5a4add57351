package dev.assay.protocol;

import dev.assay.plan.tests.Protocol.Check;

/**
 * What one check found.
 *
 * @param text what was seen, and what was expected where it was something else; for people, without a full stop
 */
public record CheckResult(Check check, Result result, String text) {
    /** What follows from a check, the better before the worse. */
    public enum Result {
        /** The endpoint does what it must. */
        HOLDS,
        /** It cannot be seen here, and why is told; nothing is red. */
        NOT_SHOWN,
        /** The requests that would show it brought no answer. */
        UNMEASURED,
        /** The endpoint does something else. */
        BROKEN
    }
}
