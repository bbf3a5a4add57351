package dev.assay.plan.thresholds;

import dev.assay.input.Location;

/**
 * What a limit compares a test with: the deployment's own baseline, another deployment of the file, or another test of the same deployment.
 *
 * @param name {@value #BASELINE}, the name of a deployment, or that of a test
 * @param ofTests whether it names a test of the same deployment
 * @param first whether the file says that there may be no baseline yet
 * @param place where thresholds.yaml names it
 */
public record Against(String name, boolean ofTests, boolean first, Location place) {
    /** The word for the deployment's own baseline. No deployment can have this name. */
    public static final String BASELINE = "baseline";

    /** A reference that must be there. */
    public Against(String name, Location place) {
        this(name, false, false, place);
    }

    /** A reference of another deployment, or the baseline. */
    public Against(String name, boolean first, Location place) {
        this(name, false, first, place);
    }

    public boolean isBaseline() {
        return !ofTests && name.equals(BASELINE);
    }

    @Override
    public String toString() {
        return isBaseline() ? "its baseline" : name;
    }
}
