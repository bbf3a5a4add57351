package dev.assay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every form of limit that docs/thresholds.md shows under "Repeats" and "Comparisons" is read as it stands there. */
class DocumentedComparisonsTest {
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void everyExampleIsRead() throws IOException {
        var text = Files.readString(Path.of("docs/thresholds.md"));
        var part = text.substring(text.indexOf("### Repeats"), text.indexOf("### Ratios of two load tests"));
        var examples = YAML.matcher(part)
                .results()
                .map(found -> found.group(1).strip())
                .toList();

        assertThat(examples.stream()
                        .flatMap(example -> limits(example).stream())
                        .map(Limit::named))
                .containsExactly(
                        "tpot.mean",
                        "tpot.mean against baseline",
                        "accuracy no-worse against qwen3-32b-bf16",
                        "accuracy no-worse against a score",
                        "accuracy recovery against qwen3-32b-bf16");
    }

    /** Reads an example as the only limit of the load test, or of the evalset, of a deployment beside the one that it names. */
    private List<Limit> limits(String example) {
        var ofAccuracy = example.startsWith("no-worse") || example.startsWith("recovery");
        var whole = Workspace.GOOD.replace(ofAccuracy ? "accuracy: {min: 1/2}" : "tpot.mean: {max: 39.2 ms}", example);
        var reference = Workspace.GOOD
                .substring(Workspace.GOOD.indexOf("  smollm2-135m:"))
                .replace("  smollm2-135m:", "  qwen3-32b-bf16:");
        var tests = new Workspace(directory)
                .write("thresholds.yaml", whole + reference)
                .read()
                .deployments()
                .getFirst()
                .tests();
        return tests.stream()
                .filter(test -> test instanceof TestSpec.Accuracy == ofAccuracy)
                .flatMap(test -> test.limits().stream())
                .toList();
    }
}
