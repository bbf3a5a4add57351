package dev.assay.bench.planted;

import dev.assay.gate.checks.PlanChecks;
import dev.assay.input.InputException;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.Selection;
import dev.assay.plan.Thresholds;
import dev.assay.plan.Workspace;
import dev.assay.plan.deployments.Deployment;
import dev.assay.run.checked.CheckedPlan;
import java.nio.file.Path;
import java.util.List;

/**
 * A thresholds.yaml, read and checked as the gate does it.
 *
 * @param tests those with limits; the protocol has none
 */
record GateFile(List<Planned> tests, List<Deployment> deployments) {
    private static final String HEAD = """
            version: 1
            workloads:
              short: {input-tokens: 256, output-tokens: 16, api: completions}
            deployments:
              simulated:
                model: my-organisation/simulated
                tokenizer: tokenizers/smollm2.json
                precision: bf16
                engine: vllm
            """;

    /**
     * Writes the file into a directory and reads it.
     *
     * @param tests the rest of the deployment, {@code load:} or {@code accuracy:}
     * @param questions how many the evalset has
     */
    static GateFile of(Path directory, String tests, int questions) {
        new Workspace(directory)
                .withQuestions(SimulatedQuestions.questions(questions))
                .write("thresholds.yaml", HEAD + tests.indent(4));
        var thresholds = Thresholds.read(directory, CheckedPlan.knownNames());
        var plan = Plan.of(thresholds, Selection.ALL);
        var problems = PlanChecks.problems(plan);
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return new GateFile(
                plan.tests().stream()
                        .filter(planned -> !planned.test().limits().isEmpty())
                        .toList(),
                thresholds.deployments());
    }

    /** Returns a load test with four requests in flight. */
    static String load(int requests, int repeats, String... limits) {
        return """
                load:
                  - cell: c4
                    workload: short
                    concurrency: 4
                    requests: %d
                    repeats: %d
                    limits:
                """.formatted(requests, repeats) + String.join("\n", limits).indent(6);
    }

    /** Returns a test of the evalset. */
    static String accuracy(String... limits) {
        return """
                accuracy:
                  - evalset: first_light_v1
                    concurrency: 4
                    limits:
                """ + String.join("\n", limits).indent(6);
    }
}
