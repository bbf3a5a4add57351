/**
 * Checks of a plan before anything is sent. In: a {@link dev.assay.plan.Plan}. Out: a {@link dev.assay.input.Problem} for each limit or
 * question of it that could not be judged. Never: a recording, a verdict. Start at PlanChecks.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.gate.checks;
