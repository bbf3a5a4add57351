/**
 * What is to be measured and what it must satisfy. In: the text of thresholds.yaml, of the evalsets and files of prompts it names. Out: {@link
 * dev.assay.spec.Thresholds}, checked, and the {@link dev.assay.spec.Plan} of one run. Never: a request, a figure's value, a verdict.
 * Start at Thresholds.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.spec;
