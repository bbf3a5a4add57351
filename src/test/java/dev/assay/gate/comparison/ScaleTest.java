package dev.assay.gate.comparison;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Unit;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleTest {
    private static final Scale TIME = new Scale(Unit.MILLISECONDS, Direction.LESS, true);
    private static final Scale RATE = new Scale(Unit.TOKENS_PER_SECOND, Direction.MORE, true);
    private static final Scale PLAIN_TIME = new Scale(Unit.MILLISECONDS, Direction.LESS, false);
    private static final Scale PLAIN_RATE = new Scale(Unit.PER_SECOND, Direction.MORE, false);

    private static Margin margin(double relative, double absolute) {
        return new Margin(relative, absolute, "margin");
    }

    @Test
    void isOfLogarithmsWhereNoValueCanBeZeroAndNoneIs() {
        assertThat(Scale.of(named("tpot.mean"), DoubleStream.of(1, 2)).logs()).isTrue();
        assertThat(Scale.of(named("tpot.mean"), DoubleStream.of(1, 0)).logs()).isFalse();
        assertThat(Scale.of(named("failed-share"), DoubleStream.of(1, 2)).logs())
                .isFalse();
        assertThat(Scale.of(named("preemptions"), DoubleStream.of(1, 2)).logs()).isFalse();
        assertThat(Scale.of(named("qps"), DoubleStream.of(1, 2)))
                .isEqualTo(new Scale(Unit.PER_SECOND, Direction.MORE, true));
    }

    @Test
    void growsWhereAValueGetsWorse() {
        assertThat(TIME.of(10)).isEqualTo(Math.log(10));
        assertThat(RATE.of(10)).isEqualTo(-Math.log(10));
        assertThat(PLAIN_TIME.of(10)).isEqualTo(10);
        assertThat(PLAIN_RATE.of(10)).isEqualTo(-10);
        assertThat(TIME.of(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(TIME.of(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(TIME.isHigher(true)).isTrue();
        assertThat(TIME.isHigher(false)).isFalse();
        assertThat(RATE.isHigher(true)).isFalse();
        assertThat(RATE.isHigher(false)).isTrue();
    }

    @Test
    void givesTheValueOfAPlaceBack() {
        assertThat(TIME.value(Math.log(10))).isCloseTo(10, within(1e-12));
        assertThat(RATE.value(-Math.log(10))).isCloseTo(10, within(1e-12));
        assertThat(PLAIN_TIME.value(10)).isEqualTo(10);
        assertThat(PLAIN_RATE.value(-10)).isEqualTo(10);
    }

    @Test
    void roundsTimesToTheNanosecond() {
        assertThat(TIME.rounded(1.0000004)).isEqualTo(1);
        assertThat(TIME.rounded(1.0000006)).isCloseTo(1.000001, within(1e-12));
        assertThat(RATE.rounded(1.0000004)).isEqualTo(1.0000004);
    }

    /** A nanosecond is 1e-8 of 100 ms, and would be 1e-12 of 1000 s. */
    @Test
    void tellsANanosecondOrABillionthApart() {
        assertThat(PLAIN_TIME.resolution(100)).isEqualTo(1e-6);
        assertThat(TIME.resolution(100)).isCloseTo(1e-8, within(1e-20));
        assertThat(TIME.resolution(1e6)).isEqualTo(1e-11);
        assertThat(RATE.resolution(100)).isEqualTo(1e-9);
        assertThat(PLAIN_RATE.resolution(100)).isCloseTo(1e-7, within(1e-20));
        assertThat(PLAIN_RATE.resolution(0)).isEqualTo(1e-9);
    }

    /** 5 % of 10 is 0.5: 0.2 is less, 0.7 is more. */
    @Test
    void takesTheLargerOfBothMargins() {
        assertThat(PLAIN_TIME.margin(margin(0.05, 0.2), 10)).isEqualTo(0.5);
        assertThat(PLAIN_TIME.margin(margin(0.05, 0.7), -10)).isEqualTo(0.7);
        assertThat(PLAIN_RATE.margin(margin(0.05, 0.2), -10)).isEqualTo(0.5);
        assertThat(TIME.margin(margin(0.05, 0.7), 10)).isCloseTo(Math.log(1.07), within(1e-12));
        assertThat(RATE.margin(margin(0.05, 0.2), 10)).isCloseTo(-Math.log(0.95), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "COUNT, LESS, 2, +2.0",
        "NUMBER, LESS, 2, +2.000",
        "SHARE, LESS, 0.015, +1.5 pp",
        "SHARE, MORE, 0.015, -1.5 pp",
        "PER_SECOND, MORE, 0.5, -0.500/s",
        "PER_MTOK, LESS, 0.5, +0.500/Mtok",
        "MILLISECONDS, LESS, -1.25, -1.250 ms",
        "NATS, LESS, 0.01, +0.010 nats",
        "TOKENS_PER_SECOND, MORE, -2.5, +2.500 tok/s",
        "WATT_HOURS_PER_MTOK, LESS, 0, +0.000 Wh/Mtok",
    })
    void saysAChangeInTheUnitOfTheFigure(Unit unit, Direction better, double difference, String text) {
        assertThat(new Scale(unit, better, false).change(difference)).isEqualTo(text);
    }

    @Test
    void saysAChangeOfLogarithmsInPercent() {
        assertThat(TIME.change(Math.log(1.05))).isEqualTo("+5.0 %");
        assertThat(RATE.change(Math.log(1.25))).isEqualTo("-20.0 %"); // 1 / 1.25
        assertThat(TIME.change(0)).isEqualTo("+0.0 %");
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void saysAChangeWithoutABoundAsAny(Unit unit) {
        assertThat(new Scale(unit, Direction.LESS, false).change(Double.POSITIVE_INFINITY))
                .isEqualTo("any");
    }

    /** 3.04 % must not read as the margin of 3 % beside it. */
    @Test
    void takesAsManyDecimalsAsTellAChangeFromWhatStandsBesideIt() {
        assertThat(PLAIN_TIME.change(1.25, 1.24)).isEqualTo("+1.250 ms");
        assertThat(PLAIN_TIME.change(1.2504, 1.25)).isEqualTo("+1.2504 ms");
        assertThat(PLAIN_TIME.change(1.2504, Double.POSITIVE_INFINITY, 1.25)).isEqualTo("+1.2504 ms");
        assertThat(PLAIN_TIME.change(1.25, 1.25)).isEqualTo("+1.250 ms");
        // Seven decimals at most.
        assertThat(PLAIN_TIME.change(1.25000004, 1.25)).isEqualTo("+1.2500000 ms");
        assertThat(new Scale(Unit.SHARE, Direction.LESS, false).change(0.0304, 0.03))
                .isEqualTo("+3.04 pp");
    }

    @Test
    void saysHowFarAChangeLiesBeyondAMargin() {
        assertThat(TIME.beyond(Math.log(1.25), Math.log(1.081))).isEqualTo("16.9 %");
        assertThat(PLAIN_RATE.beyond(2, 0.5)).isEqualTo("1.500/s");
    }
}
