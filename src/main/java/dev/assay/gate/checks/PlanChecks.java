package dev.assay.gate.checks;

import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import java.util.List;
import java.util.function.Function;

/** Every check of a plan that is made before anything is sent. Each finds what no run could judge: an error of the file. */
public enum PlanChecks {
    /** Limits that no outcome of the planned size could pass. */
    SAMPLE_SIZES(SampleSizes::problems),
    /** Limits on a rate of prompt tokens where other requests or a cache have a part in it. */
    PROMPT_RATES(PromptRates::problems),
    /** Limits on goodput without objectives. */
    GOODPUT(GoodputLimits::problems),
    /** Limits on times since sending where requests come at a rate. */
    SCHEDULED(ScheduledLimits::problems),
    /** Limits on cost without a price. */
    COST(CostLimits::problems),
    /** Limits on the steady window where a figure is of the server over the whole test. */
    SERVER(ServerLimits::problems),
    /** Comparisons of accuracy that so few questions could not pass. */
    COMPARED_QUESTIONS(ComparedQuestions::problems),
    /** Questions that their scorer could never judge. */
    QUESTIONS(UnscorableQuestions::problems);

    private final Function<Plan, List<Problem>> check;

    PlanChecks(Function<Plan, List<Problem>> check) {
        this.check = check;
    }

    /** Returns the problems that all checks find, in the order of this list. */
    public static List<Problem> problems(Plan plan) {
        return List.of(values()).stream()
                .flatMap(each -> each.check.apply(plan).stream())
                .toList();
    }
}
