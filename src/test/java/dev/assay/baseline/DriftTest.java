package dev.assay.baseline;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.set;
import static dev.assay.starts.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.Scores;
import dev.assay.baseline.BaselineTest.Accepted;
import dev.assay.figures.FigureName;
import dev.assay.input.Location;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final Location PLACE = new Location("thresholds.yaml", 9, 9);
    private static final Against BASELINE = new Against(Against.BASELINE, PLACE);

    private static NamedFigure figure(String key) {
        return FigureName.all().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Limit limit(NamedFigure figure, Bound bound) {
        return new Limit(figure, bound, true, false, PLACE);
    }

    private static Limit regression(String key, Margin margin) {
        return limit(figure(key), new Bound.Regression(BASELINE, margin, Margin.NONE));
    }

    /** A baseline that was accepted once a month with these means. */
    private static BaselineTest accepted(String key, double... means) {
        var history = new ArrayList<Accepted>();
        for (var mean : means) {
            history.add(new Accepted(LocalDate.parse("2026-01-01").plusMonths(history.size()), 5, Map.of(key, mean)));
        }
        return new BaselineTest(
                "c10", set(start(0, conditions(), Map.of(), Map.of())).starts(), history);
    }

    private static final Margin THREE_PERCENT = new Margin(0.03, 0, "3 %");

    @Test
    void isToldWhereEachStepIsWithinTheMarginAndTheirSumIsNot() {
        var drift = Drift.of(regression("tpot.mean", THREE_PERCENT), accepted("tpot.mean", 40, 41, 42));

        assertThat(drift.orElseThrow())
                .hasToString(
                        "its baselines drifted: tpot.mean was 40.000 ms on 2026-01-01 and is 42.000 ms on 2026-03-01, which"
                                + " is worse by more than the limit allows, in 2 steps that each were within it. Compare with the"
                                + " older server, or accept it knowingly");
    }

    @Test
    void isNotToldOfWhatGotBetterOrStayedWithin() {
        assertThat(Drift.of(regression("tpot.mean", THREE_PERCENT), accepted("tpot.mean", 42, 41, 40)))
                .isEmpty();
        assertThat(Drift.of(regression("tpot.mean", THREE_PERCENT), accepted("tpot.mean", 40, 40.5, 41)))
                .isEmpty();
        assertThat(Drift.of(regression("qps", THREE_PERCENT), accepted("qps", 1, 1.02, 1.05)))
                .isEmpty();
    }

    @Test
    void knowsThatFewerRequestsASecondAreWorse() {
        assertThat(Drift.of(regression("qps", THREE_PERCENT), accepted("qps", 1, 0.98, 0.96))
                        .orElseThrow()
                        .steps())
                .isEqualTo(2);
    }

    @Test
    void beginsAfterAStepThatWasBeyondTheMargin() {
        // 40 to 44 was accepted knowingly.
        assertThat(Drift.of(regression("tpot.mean", THREE_PERCENT), accepted("tpot.mean", 40, 44, 45)))
                .isEmpty();
        assertThat(Drift.of(regression("tpot.mean", THREE_PERCENT), accepted("tpot.mean", 40, 44, 45, 46))
                        .orElseThrow()
                        .from()
                        .on())
                .isEqualTo("2026-02-01");
    }

    @Test
    void takesTheLargerOfAMarginInPercentAndInMilliseconds() {
        assertThat(Drift.of(
                        regression("tpot.mean", new Margin(0.03, 3, "3 % or 3 ms")), accepted("tpot.mean", 40, 41, 42)))
                .isEmpty();
    }

    @Test
    void isToldOfAccuracyInPointsAndAsARatio() {
        var accuracy = Scores.FIGURES.stream()
                .filter(each -> each.key().equals("accuracy"))
                .findFirst()
                .orElseThrow();
        var points = limit(accuracy, new Bound.NoWorse(BASELINE, new Margin.Points(0.03, "3 pp")));
        var ratio = limit(accuracy, new Bound.Recovery(BASELINE, new Quantity(0.95, Unit.SHARE, "95 %")));

        assertThat(Drift.of(points, accepted("accuracy", 0.9, 0.885, 0.87)).orElseThrow())
                .hasToString(
                        "its baselines drifted: accuracy was 90.0 % on 2026-01-01 and is 87.0 % on 2026-03-01, which is"
                                + " worse by more than the limit allows, in 2 steps that each were within it. Compare with the"
                                + " older server, or accept it knowingly");
        assertThat(Drift.of(points, accepted("accuracy", 0.9, 0.885, 0.88))).isEmpty();
        assertThat(Drift.of(ratio, accepted("accuracy", 0.9, 0.87, 0.85))).isPresent();
        assertThat(Drift.of(ratio, accepted("accuracy", 0.9, 0.88, 0.86))).isEmpty();
    }

    @Test
    void isNotToldOfALimitThatComparesNothingOrHasNoHistory() {
        var max = limit(figure("tpot.mean"), new Bound.Max(new Quantity(40, Unit.MILLISECONDS, "40 ms")));

        assertThat(Drift.of(max, accepted("tpot.mean", 40, 41, 42))).isEmpty();
        assertThat(Drift.of(regression("ttft.mean", THREE_PERCENT), accepted("tpot.mean", 40, 41, 42)))
                .isEmpty();
        assertThat(List.of(Drift.of(regression("tpot.mean", THREE_PERCENT), accepted("tpot.mean", 40))))
                .containsExactly(java.util.Optional.empty());
    }
}
