package dev.assay.protocol;

import dev.assay.plan.testspecs.Protocol.Check;

/**
 * The result of one check of the protocol test.
 *
 * @param text what was found and, if the check is broken, what was expected; for people, without a full stop
 */
public record CheckResult(Check check, Result result, String text) {
    /** The result, from the best to the worst. */
    public enum Result {
        /** The endpoint does what the check demands. */
        HOLDS,
        /** This endpoint or engine cannot show it. The text says why, and the test is skipped. */
        NOT_SHOWN,
        /** The requests that could show it got no answer. */
        UNMEASURED,
        /** The endpoint does not do what the check demands. */
        BROKEN
    }
}
