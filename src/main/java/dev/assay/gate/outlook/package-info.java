/**
 * What limits can decide, and which will flake. In: limits, how much was planned, earlier verdicts. Out: sentences for the plan, and warnings. Never: a
 * verdict. Start at LimitPreview.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.gate.outlook;
