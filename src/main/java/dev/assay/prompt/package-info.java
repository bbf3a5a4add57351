/**
 * Prompts, independent of the engine's request format. In: the file of a tokenizer, a length, a seed. Out: prompts of exact length, the
 * length of shared prefixes, and chat messages. Never: the body of a request, a network. Start at ExactPrompts.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.prompt;
