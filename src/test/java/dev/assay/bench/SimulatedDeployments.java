package dev.assay.bench;

import dev.assay.plan.Thresholds;
import dev.assay.plan.Workspace;
import dev.assay.plan.deployments.Deployment;
import dev.assay.run.checked.CheckedPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a thresholds.yaml whose limits all compare with the baseline, and reads it as the gate does. */
final class SimulatedDeployments {
    private static final String REGRESSION = "{regression: {against: baseline, margin: 3 %, ignore: 1.5 %}}";
    /** The figures of a load test, the first ones first. */
    private static final List<String> FIGURES = List.of("tpot.mean", "ttft.mean", "e2e.mean", "qps", "output-tps");

    private final Path directory;
    private final int questions;

    private SimulatedDeployments(Path directory, int questions) {
        this.directory = directory;
        this.questions = questions;
    }

    /** Writes into a directory, with so many questions. */
    static SimulatedDeployments in(Path directory, int questions) {
        return new SimulatedDeployments(directory, questions);
    }

    /**
     * Returns a deployment.
     *
     * @param loadTests for each load test the number of figures that it limits
     * @param evalsets how many tests of the evalset it has
     */
    Deployment of(int[] loadTests, int evalsets) {
        var yaml = new StringBuilder("""
                version: 1
                workloads:
                  short: {input-tokens: 256, output-tokens: 64, api: completions}
                deployments:
                  simulated:
                    model: simulated
                    tokenizer: tokenizers/smollm2.json
                    precision: bf16
                    engine: vllm
                """);
        yaml.append(loadTests.length == 0 ? "" : "    load:\n");
        IntStream.range(0, loadTests.length)
                .forEach(i -> yaml.append("      - cell: c" + (i + 1) + "\n")
                        .append("        workload: short\n        concurrency: 4\n        limits:\n")
                        .append(FIGURES.stream()
                                .limit(loadTests[i])
                                .map(figure -> "          " + figure + ": " + REGRESSION + "\n")
                                .collect(Collectors.joining())));
        yaml.append(evalsets == 0 ? "" : "    accuracy:\n");
        IntStream.range(0, evalsets)
                .forEach(i -> yaml.append("      - evalset: first_light_v1\n        name: evalset-" + i)
                        .append("\n        limits:\n          no-worse: {against: baseline, margin: 1.5 pp}\n"));
        new Workspace(directory)
                .withQuestions(IntStream.range(0, questions)
                        .mapToObj(i -> "{\"id\": \"q-" + i
                                + "\", \"type\": \"number\", \"question\": \"What is " + i
                                + " + 0?\", \"answer\": \"" + i + "\"}\n")
                        .collect(Collectors.joining()))
                .write("thresholds.yaml", yaml.toString());
        return Thresholds.read(directory, CheckedPlan.knownNames())
                .deployments()
                .getFirst();
    }
}
