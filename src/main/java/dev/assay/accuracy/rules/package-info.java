/**
 * Scores answers by the rules of other tools. In: the right answer of a question and the text of an answer. Out: what a tool finds in it, and
 * whether the tool counts it as right. Never: a verdict, a figure that a limit may name, another program. Start at Rule.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.accuracy.rules;
