package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PredictionLimitTest {
    private static final MeanAndSd FIVE = new MeanAndSd(5, 36, 0.4);

    static List<GoldenValue> limits() {
        return GoldenValue.of("prediction-limit");
    }

    /** SciPy's {@code mean + t.isf(rate / limits, K - 1) * sd * sqrt(1 + 1 / K)}. */
    @ParameterizedTest
    @MethodSource("limits")
    void limitsAgreeWithScipy(GoldenValue golden) {
        var runs = new MeanAndSd(golden.count(0), golden.number(1), golden.number(2));

        var above = PredictionLimit.above(runs, golden.number(3), golden.count(4));

        assertThat(above).isCloseTo(golden.value(), within(1e-9));
        assertThat(PredictionLimit.below(runs, golden.number(3), golden.count(4)))
                .isCloseTo(2 * golden.number(1) - golden.value(), within(1e-9));
        assertThat(PredictionLimit.falseAlarmAbove(runs, above))
                .isCloseTo(golden.number(3) / golden.number(4), within(1e-9));
    }

    @Test
    void aSlackOfTwoPointThreeDeviationsFromFiveRunsFailsInOneOfTwenty() {
        assertThat(PredictionLimit.falseAlarmAbove(FIVE, 36 + 2.335 * 0.4)).isCloseTo(0.05, within(1e-4));
        assertThat(PredictionLimit.falseAlarmBelow(FIVE, 36 - 2.335 * 0.4)).isCloseTo(0.05, within(1e-4));
    }

    @Test
    void aLimitAtTheMeanFailsInHalfOfTheRuns() {
        assertThat(PredictionLimit.falseAlarmAbove(FIVE, 36)).isEqualTo(0.5);
    }

    @Test
    void theSmallestChangeSeenMakesTheLimitAFalseAlarmOfThePower() {
        var change = PredictionLimit.smallestChangeSeenAbove(FIVE, 37, 0.95);

        assertThat(PredictionLimit.falseAlarmAbove(new MeanAndSd(5, 36 + change, 0.4), 37))
                .isCloseTo(0.95, within(1e-9));
        assertThat(PredictionLimit.smallestChangeSeenBelow(FIVE, 35, 0.95)).isCloseTo(change, within(1e-9));
    }

    @Test
    void withoutSpreadTheLimitIsTheMean() {
        var equal = MeanAndSd.of(0, 0, 0, 0, 0);

        assertThat(PredictionLimit.above(equal, 0.01, 3)).isZero();
        assertThat(PredictionLimit.falseAlarmAbove(equal, 0)).isZero();
        assertThat(PredictionLimit.falseAlarmAbove(equal, -1)).isEqualTo(1);
        assertThat(PredictionLimit.smallestChangeSeenAbove(equal, 2, 0.95)).isEqualTo(2);
    }

    @Test
    void refusesOneRunAndRatesThatAreNone() {
        assertThatThrownBy(() -> PredictionLimit.above(MeanAndSd.of(3), 0.01, 1))
                .hasMessage("A limit from runs needs at least two, found [1].");
        assertThatThrownBy(() -> PredictionLimit.above(FIVE, 0.5, 1))
                .hasMessage(
                        "A false-alarm rate must be between 0 and 0.5, shared by at least one limit, found [0.5 for 1"
                                + " limits].");
        assertThatThrownBy(() -> PredictionLimit.above(FIVE, 0, 1))
                .hasMessage(
                        "A false-alarm rate must be between 0 and 0.5, shared by at least one limit, found [0.0 for 1"
                                + " limits].");
        assertThatThrownBy(() -> PredictionLimit.above(FIVE, 0.01, 0))
                .hasMessage(
                        "A false-alarm rate must be between 0 and 0.5, shared by at least one limit, found [0.01 for 0"
                                + " limits].");
    }
}
