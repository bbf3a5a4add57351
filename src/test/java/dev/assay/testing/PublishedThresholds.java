package dev.assay.testing;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.Thresholds;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.tools.published.PublishedLoadTest;
import java.nio.file.Path;
import java.util.List;

/** The published records, read from the thresholds.yaml that the repository ships. */
public final class PublishedThresholds {
    private PublishedThresholds() {}

    /** Returns all deployments of the file; some of their load tests have published figures. */
    public static List<Deployment> read() {
        return Thresholds.read(Path.of(""), CheckedPlan.knownNames()).deployments();
    }

    /** Returns the planned load test of this name, such as {@code qwen3-14b-fp8 c10}. */
    public static Planned planned(String name) {
        return planned(read(), name);
    }

    private static Planned planned(List<Deployment> deployments, String name) {
        return deployments.stream()
                .flatMap(deployment -> deployment.tests().stream().map(row -> new Planned(deployment, row)))
                .filter(planned -> planned.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the published row of this name. */
    public static PublishedLoadTest row(List<Deployment> deployments, String name) {
        return PublishedLoadTest.of(
                        (TestSpec.LoadTest) planned(deployments, name).test())
                .orElseThrow();
    }
}
