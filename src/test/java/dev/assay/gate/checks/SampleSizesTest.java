package dev.assay.gate.checks;

import static dev.assay.testing.Plans.between;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static dev.assay.testing.Plans.steady;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.outlook.LimitPreview;
import dev.assay.input.Problem;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.GpuName;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSizesTest {
    /** DESIGN §13. */
    @ParameterizedTest
    @CsvSource({"p50, 5", "p90, 29", "p95, 59", "p99, 299"})
    void refusesAQuantileThatSoFewRequestsCannotProve(String quantile, int needed) {
        var limit = max("ttft." + quantile, 420, Unit.MILLISECONDS, "420 ms");

        assertThat(problems(needed, limit)).isEmpty();
        assertThat(problems(needed - 1, limit))
                .containsExactly("thresholds.yaml:30:9: 'ttft." + quantile
                        + "' of load test [c4] can never pass: it needs at least "
                        + needed + " requests, planned are " + (needed - 1)
                        + ". Raise `requests` or choose a lower quantile.");
    }

    @Test
    void asksLittleOfALowerLimitOnAHighQuantile() {
        assertThat(problems(1, min("ttft.p99", 1, Unit.MILLISECONDS, "1 ms"))).isEmpty();
        assertThat(problems(1, min("ttft.p90", 1, Unit.MILLISECONDS, "1 ms")))
                .containsExactly(
                        "thresholds.yaml:31:9: 'ttft.p90' of load test [c4] can never pass: it needs at least 2 requests,"
                                + " planned are 1. Raise `requests`.");
    }

    @Test
    void countsRequestsAndNotTheirGaps() {
        assertThat(problems(28, max("itl.p90", 1, Unit.MILLISECONDS, "1 ms")))
                .containsExactly(
                        "thresholds.yaml:30:9: 'itl.p90' of load test [c4] can never pass: it needs at least 29 requests,"
                                + " planned are 28. Raise `requests` or choose a lower quantile.");
    }

    @Test
    void asksForTheHarderSideOfBetween() {
        assertThat(problems(28, between("ttft.p90", 1, 2, Unit.MILLISECONDS, "1 ms", "2 ms")))
                .containsExactly(
                        "thresholds.yaml:32:9: 'ttft.p90' of load test [c4] can never pass: it needs at least 29 requests,"
                                + " planned are 28. Raise `requests` or choose a lower quantile.");
    }

    @Test
    void hasNothingAgainstOtherFigures() {
        assertThat(problems(
                        1,
                        max("ttft.mean", 1, Unit.MILLISECONDS, "1 ms"),
                        max("ttft.max", 1, Unit.MILLISECONDS, "1 ms"),
                        min("qps", 1, Unit.PER_SECOND, "1/s")))
                .isEmpty();
        assertThat(SampleSizes.problems(Plans.plan(Plans.accuracy(1, min("accuracy", 1, Unit.SHARE, "1/1")))))
                .isEmpty();
    }

    @Test
    void refusesASteadyPartOfTooFewRequests() {
        var limit = steady(max("ttft.mean", 420, Unit.MILLISECONDS, "420 ms"));

        assertThat(problems(20, limit)).isEmpty();
        assertThat(problems(19, limit))
                .containsExactly("thresholds.yaml:30:9: 'ttft.mean' of load test [c4] asks for the steady window, which"
                        + " needs at least 5 × concurrency = 20 requests, planned are 19. Raise `requests`, or remove"
                        + " `window`.");
    }

    /** At concurrency 4 the first four and the last four are no part of it. */
    @Test
    void countsTheRequestsOfTheSteadyPartAlone() {
        var limit = steady(max("ttft.p90", 420, Unit.MILLISECONDS, "420 ms"));

        assertThat(problems(37, limit)).isEmpty();
        assertThat(problems(36, limit))
                .containsExactly(
                        "thresholds.yaml:30:9: 'ttft.p90' of load test [c4] can never pass: it needs at least 29"
                                + " requests, planned are 36, of which 28 are in the steady window. Raise `requests` or choose a lower"
                                + " quantile.");
    }

    private static Bound onGpu(boolean upper, double value, Unit unit) {
        var quantities = new LinkedHashMap<GpuName, Quantity>();
        quantities.put(new GpuName("H100"), new Quantity(value, unit, "x"));
        quantities.put(new GpuName("L40S"), new Quantity(0.5, unit, "y"));
        return new Bound.OnGpu(upper, quantities);
    }

    /** At a lower limit a lower quantile needs more requests. */
    @Test
    void advisesALowerQuantileOnlyForAnUpperLimitOfAGpu() {
        var limit = max("ttft.p90", 1, Unit.MILLISECONDS, "1 ms");

        assertThat(problems(28, limit.with(onGpu(true, 1, Unit.MILLISECONDS))))
                .containsExactly(
                        "thresholds.yaml:30:9: 'ttft.p90' of load test [c4] can never pass: it needs at least 29 requests,"
                                + " planned are 28. Raise `requests` or choose a lower quantile.");
        assertThat(problems(1, limit.with(onGpu(false, 1, Unit.MILLISECONDS))))
                .containsExactly(
                        "thresholds.yaml:30:9: 'ttft.p90' of load test [c4] can never pass: it needs at least 2 requests,"
                                + " planned are 1. Raise `requests`.");
    }

    private static List<String> ofTenQuestions(Limit limit) {
        return SampleSizes.problems(Plans.plan(Plans.accuracy(10, limit))).stream()
                .map(Problem::toString)
                .toList();
    }

    /** 6/10 and 7/10 are shares of ten questions, and nothing between them is. */
    @Test
    void refusesAShareThatNoNumberOfQuestionsIs() {
        assertThat(ofTenQuestions(between("accuracy", 0.61, 0.69, Unit.SHARE, "61 %", "69 %")))
                .containsExactly(
                        "thresholds.yaml:32:9: 'accuracy' of evalset [first_light_v1] can never pass: no number"
                                + " of its 10 questions is a share between 61 % and 69 %. Make the limit wider.");
        assertThat(ofTenQuestions(between("accuracy", 0.61, 0.7, Unit.SHARE, "61 %", "70 %")))
                .isEmpty();
        assertThat(ofTenQuestions(min("accuracy", 0.5, Unit.SHARE, "50 %").with(onGpu(false, 1, Unit.SHARE))))
                .isEmpty();
        // On each of the GPUs.
        assertThat(ofTenQuestions(min("accuracy", 0.5, Unit.SHARE, "50 %").with(onGpu(false, 1.1, Unit.SHARE))))
                .hasSize(1);
    }

    @Test
    void refusesASteadyPartOfAnEvalset() {
        var limit = steady(min("accuracy", 1, Unit.SHARE, "1/1"));

        assertThat(SampleSizes.problems(Plans.plan(Plans.accuracy(1, limit))))
                .extracting(Problem::toString)
                .containsExactly("thresholds.yaml:31:9: 'accuracy' of evalset [first_light_v1] cannot judge the steady"
                        + " window: each question counts. Remove `window`.");
    }

    @Test
    void knowsOnlyTheMostOfWhatUsersAskInATime() {
        var loadTest = Plans.loadTest(28, 3, max("ttft.p90", 1, Unit.MILLISECONDS, "1 ms"));
        var minute = new TestLength(28, new Quantity(60_000, Unit.MILLISECONDS, "1 min"));

        assertThat(SampleSizes.problems(Plans.plan(Plans.with(loadTest, new Pace.Closed(4), minute))))
                .extracting(Problem::toString)
                .containsExactly(
                        "thresholds.yaml:30:9: 'ttft.p90' of load test [c4] can never pass: it needs at least 29 requests,"
                                + " planned are at most 28 in 1 min. Raise `requests` or choose a lower quantile.");
        assertThat(LimitPreview.of(
                        Plans.planned(Plans.with(loadTest, new Pace.Closed(4), new TestLength(50, minute.duration()))),
                        loadTest.limits().getFirst()))
                .isEqualTo("if all are sent, passes with at most 1 of 50 requests above it");
    }

    @Test
    void asksForMoreTimeWhereItSaysHowManyThereAre() {
        var loadTest = Plans.loadTest(28, 3, max("tpot.p90", 1, Unit.MILLISECONDS, "1 ms"));
        var minute = new TestLength(28, new Quantity(60_000, Unit.MILLISECONDS, "1 min"));
        var open = Plans.open(loadTest, 0.5, new Arrivals.Constant());

        assertThat(SampleSizes.problems(Plans.plan(Plans.with(open, open.pace(), minute))))
                .extracting(Problem::toString)
                .containsExactly(
                        "thresholds.yaml:30:9: 'tpot.p90' of load test [c4] can never pass: it needs at least 29 requests,"
                                + " planned are 28 in 1 min. Raise `duration` or choose a lower quantile.");
    }

    private static List<String> problems(int requests, Limit... limits) {
        return SampleSizes.problems(Plans.plan(Plans.loadTest(requests, 3, limits))).stream()
                .map(Problem::toString)
                .toList();
    }
}
