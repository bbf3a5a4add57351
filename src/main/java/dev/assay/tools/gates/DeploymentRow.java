package dev.assay.tools.gates;

import java.util.List;
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
}
