/**
 * A run compared with what was measured before, for people. In: run sets of the same tests on both sides. Out: rows of figures, questions lost and gained,
 * and a sentence that says who is better at what. Never: a verdict. Start at ComparedRun.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.report.against;
