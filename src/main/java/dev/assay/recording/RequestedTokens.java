package dev.assay.recording;

/**
 * What one request of a load test asked for, where the requests differ.
 *
 * @param inputTokens tokens in its prompt, as the deployment's tokenizer counts them
 * @param outputTokens tokens that its answer was to have
 * @param shared tokens at the beginning of its prompt that another prompt of the load test begins with too: a cache may know them
 */
public record RequestedTokens(int inputTokens, int outputTokens, int shared) {}
