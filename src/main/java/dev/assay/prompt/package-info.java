/**
 * What the model is asked, before any engine's dialect. In: a tokenizer's file, a length, a seed. Out: prompts of exact length, what
 * prompts share, and chat messages. Never: a request's body, a network. Start at ExactPrompts.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.prompt;
