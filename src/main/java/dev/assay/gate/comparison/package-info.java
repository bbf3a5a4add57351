/**
 * Limits that compare a test with a reference. In: two run sets and a bound. Out: a verdict, what was measured, and what would decide. Never: a
 * file, a recording. Start at Comparison.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.gate.comparison;
