/**
 * The tool calls of an answer. In: the members of a stream's events, or of an answer that came whole. Out: {@link dev.assay.trace.calls.ToolCalls}, with
 * what other clients cannot read in them. Never: a right answer, a tool's definition. Start at CallReader.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.trace.calls;
