/**
 * Prompts, before an engine's format. In: a tokenizer's file, a length, a seed. Out: prompts of exact length, what prompts share, and chat
 * messages. Never: the body of a request, a network. Start at ExactPrompts.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.prompt;
