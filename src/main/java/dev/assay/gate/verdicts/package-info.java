/**
 * The verdicts that a limit or a test can get. In: what a rule found, and its reason. Out: one of the four verdicts, as a value. Never: a rule that gives
 * one. Start at Verdict.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.gate.verdicts;
