/**
 * The parts of thresholds.yaml that tests share: units and quantities, workloads, evalsets, files of prompts, and the reading itself. In:
 * nodes of the file. Out: checked records, and every problem. Never: a request, a verdict. Start at PlanReading.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.plan.thresholds;
