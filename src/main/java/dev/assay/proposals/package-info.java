/**
 * Limits that propose themselves. In: the verdicts of several starts of one test, and the text of thresholds.yaml. Out: the proposed limits, and the text
 * with them. Never: a file, a verdict. Start at Proposals.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.proposals;
