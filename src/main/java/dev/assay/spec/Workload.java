package dev.assay.spec;

/**
 * What a load cell asks of the model, request by request.
 *
 * @param name the name other rows refer to
 * @param inputTokens tokens in each prompt, exactly
 * @param outputTokens tokens in each answer, exactly
 * @param api which route is asked
 */
public record Workload(String name, int inputTokens, int outputTokens, Api api) {
    /** The routes that a cell can ask. */
    public enum Api {
        COMPLETIONS
    }
}
