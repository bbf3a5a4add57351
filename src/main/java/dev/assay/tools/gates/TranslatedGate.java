package dev.assay.tools.gates;

import dev.assay.input.Problem;
import java.util.List;

/**
 * What a file of another project becomes in thresholds.yaml.
 *
 * @param file the file's name
 * @param kind what the file is, for people: {@code a GSM8K config of vLLM}
 * @param deployments in the order of the file; none if nothing of it can be translated
 * @param notTranslated what the file says and the rows do not, each with its place
 */
public record TranslatedGate(String file, String kind, List<DeploymentRow> deployments, List<Problem> notTranslated) {
    public TranslatedGate {
        deployments = List.copyOf(deployments);
        notTranslated = List.copyOf(notTranslated);
    }
}
