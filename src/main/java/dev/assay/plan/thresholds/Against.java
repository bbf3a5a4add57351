package dev.assay.plan.thresholds;

import dev.assay.input.Location;

/**
 * What a limit compares a test with: the deployment's own baseline, or another deployment of the file.
 *
 * @param name {@value #BASELINE}, or the name of a deployment
 * @param place where thresholds.yaml names it
 */
public record Against(String name, Location place) {
    /** The word for the deployment's own baseline. No deployment can have this name. */
    public static final String BASELINE = "baseline";

    public boolean isBaseline() {
        return name.equals(BASELINE);
    }

    @Override
    public String toString() {
        return isBaseline() ? "its baseline" : name;
    }
}
