package dev.assay.tools.gates;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entry of {@code deployments}.
 *
 * @param name as the file has it; {@link ThresholdsText} makes a name of it that thresholds.yaml allows
 * @param source where it comes from, for people: {@code qwen.yaml, a GSM8K config of vLLM}
 */
public record DeploymentRow(
        String name,
        String model,
        String precision,
        ServerRow server,
        String source,
        List<AccuracyRow> accuracy,
        List<LoadRow> load) {
    private static final Pattern PRECISION =
            Pattern.compile("nvfp4|mxfp4|mxfp8|fp4|fp8|int4|int8|w[0-9]+a[0-9]+|bf16|fp16");

    public DeploymentRow {
        accuracy = List.copyOf(accuracy);
        load = List.copyOf(load);
    }

    /** Returns the tokenizer's file, which load tests need and which the person who uses the rows must put there. */
    String tokenizer() {
        return "tokenizers/" + ThresholdsText.name(model.substring(model.lastIndexOf('/') + 1)) + ".json";
    }

    /** Returns the manifests that its tests need. */
    Stream<Gsm8k> evalsets() {
        return accuracy.stream().map(AccuracyRow::evalset);
    }

    /** Returns the precision that a model's name says, such as {@code fp8}; {@code not-stated} if it says none. */
    static String precisionIn(String model) {
        var found = PRECISION
                .matcher(model.toLowerCase(Locale.ROOT))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return found.isEmpty() ? "not-stated" : String.join("-", found);
    }
}
