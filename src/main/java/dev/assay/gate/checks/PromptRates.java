package dev.assay.gate.checks;

import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds limits on a rate of prompt tokens where this is not the rate of the engine: with other requests in flight the time to the first token
 * includes the wait for them, and a cached prefix is not computed at all.
 */
final class PromptRates {
    private PromptRates() {}

    /** Returns a problem for each such limit of a load test with more than one request in flight, or with prompts that may be cached. */
    static List<Problem> problems(Plan plan) {
        return plan.loadTests().stream().flatMap(PromptRates::problems).toList();
    }

    private static Stream<Problem> problems(TestSpec.LoadTest loadTest) {
        return objection(loadTest).stream()
                .flatMap(why -> loadTest.limits().stream()
                        .filter(limit -> isPromptRate(FigureName.of(limit)))
                        .map(limit -> problem(loadTest, limit, why)));
    }

    private static Optional<String> objection(TestSpec.LoadTest loadTest) {
        var others = others(loadTest.pace());
        if (others.isPresent()) {
            return Optional.of(
                    others.get() + ", ttft holds the wait for other requests. Limit ttft, or set `concurrency: 1`.");
        }
        if (loadTest.cache() == CacheState.WARM) {
            return Optional.of(
                    "a cache knows its prompts (prefix-cache: warm). Limit ttft, or take `prefix-cache` out.");
        }
        return loadTest.prompts() instanceof Prompts.Unique
                ? Optional.empty()
                : Optional.of("a cache can know its prompts (" + loadTest.prompts()
                        + "). Limit ttft, or write `prompts: unique`.");
    }

    private static Optional<String> others(Pace pace) {
        var most = switch (pace) {
            case Pace.Closed closed -> Integer.valueOf(closed.inFlight());
            case Pace.Open open -> open.maxInFlight();
        };
        if (most == null) {
            return Optional.of("where requests come at a rate");
        }
        return most > 1 ? Optional.of("with " + most + " in flight") : Optional.empty();
    }

    private static boolean isPromptRate(FigureName figure) {
        return figure == RunFigure.PROMPT_TPS || figure.base() == RequestFigure.PROMPT_TPS_EACH;
    }

    private static Problem problem(TestSpec.LoadTest loadTest, Limit limit, String why) {
        return new Problem(
                limit.place(),
                "'" + limit.figure() + "' of load test [" + loadTest.name()
                        + "] can be limited only at 1 in flight and without a cached prefix: " + why);
    }
}
