package dev.assay.recording;

/**
 * What one request of a load test asked for, where the requests differ.
 *
 * @param inputTokens tokens in its prompt, as the deployment's tokenizer counts them
 * @param outputTokens tokens that its answer should have
 * @param shared tokens at the beginning of its prompt with which another prompt of the load test begins too, so that a prefix cache may hold them
 */
public record RequestedTokens(int inputTokens, int outputTokens, int shared) {}
