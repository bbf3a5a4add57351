package dev.assay.gate.checks;

import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Problem;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptRatesTest {
    @Test
    void refusesALimitBesideOtherRequests() {
        var limits = new Limit[] {
            min("prompt-tps", 1000, Unit.TOKENS_PER_SECOND, "1000 tok/s"),
            max("prompt-tps-each.p90", 1000, Unit.TOKENS_PER_SECOND, "1000 tok/s")
        };

        assertThat(problems(4, limits))
                .containsExactly(
                        "thresholds.yaml:31:9: 'prompt-tps' of load test [c4] can be limited only at 1 in flight and without"
                                + " a cached prefix: with 4 in flight, ttft holds the wait for other requests."
                                + " Limit ttft, or set `concurrency: 1`.",
                        "thresholds.yaml:30:9: 'prompt-tps-each.p90' of load test [c4] can be limited only at 1 in flight and"
                                + " without a cached prefix: with 4 in flight, ttft holds the wait for other requests."
                                + " Limit ttft, or set `concurrency: 1`.");
        assertThat(problems(1, limits)).isEmpty();
    }

    @Test
    void refusesALimitWhereACacheCanKnowThePrompts() {
        var limit = min("prompt-tps", 1000, Unit.TOKENS_PER_SECOND, "1000 tok/s");

        assertThat(problems(1, new Prompts.Identical(), limit))
                .containsExactly(
                        "thresholds.yaml:31:9: 'prompt-tps' of load test [c4] can be limited only at 1 in flight and without"
                                + " a cached prefix: a cache can know its prompts (identical). Limit ttft, or write"
                                + " `prompts: unique`.");
        assertThat(problems(1, new Prompts.SharedPrefix(128), limit))
                .containsExactly(
                        "thresholds.yaml:31:9: 'prompt-tps' of load test [c4] can be limited only at 1 in flight and without"
                                + " a cached prefix: a cache can know its prompts (shared-prefix of 128 tokens). Limit ttft,"
                                + " or write `prompts: unique`.");
    }

    @Test
    void hasNothingAgainstOtherFigures() {
        assertThat(problems(
                        4,
                        max("ttft.mean", 1, Unit.MILLISECONDS, "1 ms"),
                        min("output-tps", 1, Unit.TOKENS_PER_SECOND, "1 tok/s")))
                .isEmpty();
        assertThat(PromptRates.problems(Plans.plan(Plans.accuracy(1, min("accuracy", 1, Unit.SHARE, "1/1")))))
                .isEmpty();
    }

    @Test
    void refusesALimitWhereTheCacheIsWarm() {
        var loadTest = Plans.loadTest(100, 3, min("prompt-tps", 1000, Unit.TOKENS_PER_SECOND, "1000 tok/s"));
        var alone = Plans.with(loadTest, new Pace.Closed(1), loadTest.length());

        assertThat(PromptRates.problems(Plans.plan(alone))).isEmpty();
        assertThat(PromptRates.problems(Plans.plan(Plans.cached(alone, CacheState.WARM))))
                .extracting(Problem::toString)
                .containsExactly(
                        "thresholds.yaml:31:9: 'prompt-tps' of load test [c4] can be limited only at 1 in flight and without"
                                + " a cached prefix: a cache knows its prompts (prefix-cache: warm). Limit ttft, or take"
                                + " `prefix-cache` out.");
    }

    @Test
    void refusesItWhereRequestsComeAtARate() {
        var loadTest = Plans.loadTest(100, 3, max("prompt-tps-each.mean", 1, Unit.TOKENS_PER_SECOND, "1 tok/s"));

        assertThat(PromptRates.problems(Plans.plan(Plans.open(loadTest, 2, new Arrivals.Poisson()))))
                .extracting(Problem::toString)
                .containsExactly(
                        "thresholds.yaml:30:9: 'prompt-tps-each.mean' of load test [c4] can be limited only at 1 in flight"
                                + " and without a cached prefix: where requests come at a rate, ttft holds the wait for other"
                                + " requests. Limit ttft, or set `concurrency: 1`.");
    }

    private static List<String> problems(int concurrency, Limit... limits) {
        return problems(concurrency, new Prompts.Unique(), limits);
    }

    private static List<String> problems(int concurrency, Prompts prompts, Limit... limits) {
        var loadTest = Plans.loadTest(100, 3, limits);
        var test = new TestSpec.LoadTest(
                loadTest.name(),
                loadTest.workload(),
                new Pace.Closed(concurrency),
                loadTest.length(),
                loadTest.warmup(),
                prompts,
                loadTest.cache(),
                loadTest.objectives(),
                loadTest.source(),
                loadTest.limits(),
                loadTest.conditions(),
                loadTest.published(),
                loadTest.place());
        return PromptRates.problems(Plans.plan(test)).stream()
                .map(Problem::toString)
                .toList();
    }
}
