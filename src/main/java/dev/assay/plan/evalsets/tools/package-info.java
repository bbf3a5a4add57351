/**
 * The functions that a question lets the model call. In: the parts of a question or manifest that describe them. Out: checked functions,
 * which of them may be called, and the right calls. Never: a call that a model made. Start at Tools.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plan.evalsets.tools;
