package dev.assay.gate.comparison;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.thresholds.Against;
import dev.assay.starts.RunSet;

/** Finds what tests are compared with. */
public interface References {
    /** Where nothing was measured to compare with. */
    References NONE = (planned, against, measured) -> new Reference.Missing(
            "nothing was measured that it could be compared with", "Measure " + against.name() + " first.");

    /**
     * Returns another load test of the same deployment, by its name.
     */
    default Reference otherTest(Planned planned, String name) {
        return new Reference.Missing(
                "the load test [" + name + "] was not measured together with it", "Measure both in one run.");
    }

    /**
     * Returns the reference of a test.
     *
     * @param measured the measurements of the test itself, which the reference must be like
     */
    Reference of(Planned planned, Against against, RunSet measured);
}
