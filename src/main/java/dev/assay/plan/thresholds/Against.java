package dev.assay.plan.thresholds;

import dev.assay.input.Location;

/**
 * What a limit compares a test with: the deployment's own baseline, or another deployment of the file.
 *
 * @param name {@value #BASELINE}, or the name of a deployment
 * @param first whether the file says that there may be no baseline yet
 * @param place where thresholds.yaml names it
 */
public record Against(String name, boolean first, Location place) {
    /** The word for the deployment's own baseline. No deployment can have this name. */
    public static final String BASELINE = "baseline";

    /** A reference that must be there. */
    public Against(String name, Location place) {
        this(name, false, place);
    }

    public boolean isBaseline() {
        return name.equals(BASELINE);
    }

    @Override
    public String toString() {
        return isBaseline() ? "its baseline" : name;
    }
}
