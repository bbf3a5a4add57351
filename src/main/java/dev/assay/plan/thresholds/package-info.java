/**
 * The parts of thresholds.yaml that tests share: units and quantities, workloads, evalsets, files of prompts, and the reading itself. In: the nodes of the file. Out: checked records, and all problems. Never: a request, a verdict. Start at PlanReading.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plan.thresholds;
