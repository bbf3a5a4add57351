package dev.assay.evalsets;

import dev.assay.plan.Thresholds;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.run.checked.CheckedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The evalsets of this repository, read as the gate reads them. */
final class ShippedEvalsets {
    static final String BASICS = "basics_v2";
    static final String CALLS = "tool_calls_v1";
    static final String SUITE = "qwen3_32b_accuracy_suite_v1";

    /** Texts whose log-probabilities are measured. */
    private static final String TEXTS = "plain_texts_v1.jsonl";

    private static final Path SHIPPED = Path.of("evalsets");
    private static final String THRESHOLDS = """
            version: 1
            deployments:
              any:
                model: any/model
                precision: bf16
                engine: vllm
                accuracy:
                  - evalset: NAME
                    limits:
                      accuracy: {min: 50 %}
            """;

    private ShippedEvalsets() {}

    /** Returns the names of all evalsets that have questions; a file of texts has none. */
    static List<String> names() throws IOException {
        try (var files = Files.list(SHIPPED)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(each -> each.endsWith(".jsonl") && !each.equals(TEXTS))
                    .map(each -> each.substring(0, each.length() - ".jsonl".length()))
                    .sorted()
                    .toList();
        }
    }

    /** Copies the evalset and a thresholds.yaml for it into an empty directory, and reads them. */
    static Evalset read(String name, Path directory) throws IOException {
        var copies = Files.createDirectories(directory.resolve("evalsets"));
        for (var file : List.of(name + ".jsonl", name + ".yaml")) {
            Files.copy(SHIPPED.resolve(file), copies.resolve(file));
        }
        Files.writeString(directory.resolve("thresholds.yaml"), THRESHOLDS.replace("NAME", name));
        return test(directory).evalset();
    }

    /** Returns the evalset's test of the first deployment that the directory's thresholds.yaml names. */
    static TestSpec.Accuracy test(Path directory) {
        var tests = Thresholds.read(directory, CheckedPlan.knownNames())
                .deployments()
                .getFirst()
                .tests();
        return (TestSpec.Accuracy) tests.get(1);
    }
}
