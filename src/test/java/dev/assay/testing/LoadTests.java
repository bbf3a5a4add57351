package dev.assay.testing;

import dev.assay.input.Location;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.deployments.Network;
import dev.assay.plan.deployments.ServerLog;
import dev.assay.plan.launch.Launch;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestConditions;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.plan.thresholds.Workload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Load tests without a thresholds.yaml. */
public final class LoadTests {
    private static final Location DEPLOYMENT = new Location("thresholds.yaml", 7, 3);
    private static final Location CELL = new Location("thresholds.yaml", 14, 9);

    private LoadTests() {}

    /** Returns a load test of two requests, one at a time, on a deployment without a served name. */
    public static Planned loadTest(String name) {
        return loadTest(name, null);
    }

    public static Planned loadTest(String name, @Nullable String servedName) {
        var workload = new Workload(
                "short-8-2",
                new TokenLengths.Exactly(8),
                new TokenLengths.Exactly(2),
                Workload.Api.COMPLETIONS,
                Workload.PromptForm.TEXT);
        var loadTest = new TestSpec.LoadTest(
                name,
                workload,
                new Pace.Closed(1),
                new TestLength(2),
                1,
                new Prompts.Unique(),
                CacheState.PLAIN,
                List.of(),
                "a test",
                List.of(),
                TestConditions.DEFAULT,
                null,
                CELL);
        var deployment = new Deployment(
                "smollm2-135m",
                "HuggingFaceTB/SmolLM2-135M-Instruct",
                servedName,
                "tokenizers/smollm2.json",
                "bf16",
                "vllm",
                null,
                Deadlines.DEFAULT,
                Launch.DEFAULT,
                null,
                List.of(),
                Network.DIRECT,
                ServerLog.UNREAD,
                List.of(loadTest),
                DEPLOYMENT);
        return new Planned(deployment, loadTest);
    }
}
