package dev.assay.proposals;

import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;

/** What several runs say about one limit of a test. */
public sealed interface Proposal {
    /** Returns the limit as the file has it. */
    Limit limit();

    /**
     * A new bound for the limit.
     *
     * @param bound a {@code max} or a {@code min}, with its text for the file
     * @param origin the runs that it was computed from, and the day of its review
     */
    record Proposed(Limit limit, Bound bound, LimitOrigin origin) implements Proposal {
        /** Returns the limit as the file will have it. */
        public Limit written() {
            return new Limit(
                    limit.figure(),
                    bound,
                    limit.window(),
                    limit.enforced(),
                    limit.warns(),
                    limit.several(),
                    limit.repeats(),
                    origin,
                    limit.waiver(),
                    limit.place());
        }
    }

    /**
     * No bound is proposed; the limit stays as it is.
     *
     * @param reason why, a clause without a full stop
     */
    record Nothing(Limit limit, String reason) implements Proposal {}
}
