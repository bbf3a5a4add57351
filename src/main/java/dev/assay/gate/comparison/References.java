package dev.assay.gate.comparison;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.thresholds.Against;
import dev.assay.starts.RunSet;

/** Finds what tests are compared with. */
public interface References {
    /** Where nothing was measured to compare with. */
    References NONE = (planned, against, measured) -> new Reference.Missing(
            "nothing was measured that it could be compared with", "Measure " + against.name() + " first.");

    /** Returns another test of the same deployment, by its name. */
    default Reference otherTest(Planned planned, String name) {
        return new Reference.Missing(
                "the test [" + name + "] was not measured together with it", "Measure both in one run.");
    }

    /**
     * Returns what a limit names as the reference of a test: another test of its deployment, another deployment or a baseline.
     *
     * @param measured the measurements of the test itself
     */
    default Reference find(Planned planned, Against against, RunSet measured) {
        return against.ofTests() ? otherTest(planned, against.name()) : of(planned, against, measured);
    }

    /**
     * Returns another deployment or a baseline as the reference of a test.
     *
     * @param measured the measurements of the test itself, which the reference must be like
     */
    Reference of(Planned planned, Against against, RunSet measured);
}
