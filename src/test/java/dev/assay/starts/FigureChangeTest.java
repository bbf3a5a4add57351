package dev.assay.starts;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.set;
import static dev.assay.starts.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.Uncertainty;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FigureChangeTest {
    private static final String KEY = "tpot.mean";

    /** One start for each value, on different days where the first hour is different. */
    private static RunSet of(int hour, double... values) {
        var starts = new MeasuredStart[values.length];
        for (var i = 0; i < values.length; i++) {
            starts[i] = start(hour + i, conditions(), Map.of(KEY, Starts.value(values[i])), Map.of());
        }
        return set(starts);
    }

    private static FigureChange change(RunSet here, RunSet there) {
        return FigureChange.of(KEY, here, there).orElseThrow();
    }

    @Test
    void comparesGeometricMeansWithWelchsInterval() {
        // SciPy 1.17.1: r = ttest_ind(np.log([41, 42, 43]), np.log([40, 40.5, 39.5]), equal_var=False)
        // np.expm1(r.statistic * se), np.expm1(r.confidence_interval(0.95))
        var change = change(of(0, 41, 42, 43), of(10, 40, 40.5, 39.5));

        assertThat(change.here()).isCloseTo(41.9920619919, within(1e-9));
        assertThat(change.there()).isCloseTo(39.9979165582, within(1e-9));
        assertThat(change.change()).isCloseTo(0.0498562327, within(1e-9));
        assertThat(change.relative()).isTrue();
        assertThat(change.interval().orElseThrow().low()).isCloseTo(-0.0005405713, within(1e-9));
        assertThat(change.interval().orElseThrow().high()).isCloseTo(0.1027942482, within(1e-9));
        assertThat(change.isSure()).isFalse();
        assertThat(change(of(0, 44, 45, 46), of(10, 40, 40.5, 39.5)).isSure()).isTrue();
    }

    @Test
    void takesTheSpreadOfTheOtherSideForASingleStart() {
        // SciPy 1.17.1: the same with equal_var=True, of [41] and [40, 40.5, 39.5]
        var change = change(of(0, 41), of(10, 40, 40.5, 39.5));

        assertThat(change.interval().orElseThrow().low()).isCloseTo(-0.0366730203, within(1e-9));
        assertThat(change.interval().orElseThrow().high()).isCloseTo(0.0907350012, within(1e-9));
        assertThat(change.isSure()).isFalse();
    }

    @Test
    void knowsNoIntervalOfOneStartOnEachSideOrOfRepeatsOfOneStart() {
        var again = Starts.set(
                start(0, conditions(), Map.of(KEY, Starts.value(41)), Map.of()),
                start(0, conditions(), Map.of(KEY, Starts.value(42)), Map.of()));

        assertThat(change(of(0, 41), of(10, 40)).interval()).isEmpty();
        assertThat(change(of(0, 41), of(10, 40)).isSure()).isFalse();
        assertThat(change(again, of(10, 40, 41)).interval()).isEmpty();
        assertThat(change(again, of(10, 40, 41)).ofSeveralStarts()).isFalse();
        assertThat(change(of(0, 41), of(10, 40)).ofSeveralStarts()).isFalse();
    }

    @Test
    void isADifferenceWhereAValueIsZero() {
        var change = change(of(0, 0, 2), of(10, 1, 1));

        assertThat(change.relative()).isFalse();
        assertThat(change.change()).isZero();
        assertThat(change.here()).isEqualTo(1);
    }

    @Test
    void widensItsIntervalByWhatTheValuesMayBeOff() {
        var off = set(
                start(0, conditions(), Map.of(KEY, new StartValue(42, new Uncertainty(2, 0))), Map.of()),
                start(1, conditions(), Map.of(KEY, new StartValue(42, new Uncertainty(2, 0))), Map.of()));

        // Without any spread, from 40 / 40 to 42 / 40.
        var interval = change(off, of(10, 40, 40)).interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(0, within(1e-12));
        assertThat(interval.high()).isCloseTo(0.05, within(1e-12));

        var lost = set(start(0, conditions(), Map.of(KEY, new StartValue(42, Uncertainty.UNBOUNDED)), Map.of()));
        assertThat(change(lost, of(10, 40, 41)).interval()).isEmpty();
        assertThat(change(lost, of(10, 40, 41)).ofSeveralStarts()).isTrue();
    }

    @Test
    void keepsTheEndThatIsKnownWhereAValueMayBeOffWithoutABoundOnOneSide() {
        var slower = new Uncertainty(0, Double.POSITIVE_INFINITY);
        var here = set(
                start(0, conditions(), Map.of(KEY, new StartValue(50, slower)), Map.of()),
                start(1, conditions(), Map.of(KEY, Starts.value(50)), Map.of()));

        // Without any spread, at least 50 / 40.
        var change = change(here, of(10, 40, 40));
        assertThat(change.interval().orElseThrow().low()).isCloseTo(0.25, within(1e-12));
        assertThat(change.interval().orElseThrow().high()).isInfinite();
        assertThat(change.isSure()).isTrue();

        var faster = new Uncertainty(Double.POSITIVE_INFINITY, 0);
        var there = set(
                start(0, conditions(), Map.of(KEY, new StartValue(30, faster)), Map.of()),
                start(1, conditions(), Map.of(KEY, Starts.value(30)), Map.of()));
        assertThat(change(there, of(10, 40, 40)).interval().orElseThrow().low()).isEqualTo(-1);
        assertThat(change(there, of(10, 40, 40)).interval().orElseThrow().high())
                .isCloseTo(-0.25, within(1e-12));
        assertThat(change(there, of(10, 40, 40)).isSure()).isTrue();
    }

    @Test
    void isNotKnownWhereASideHasNoValue() {
        assertThat(FigureChange.of("qps", of(0, 1), of(10, 1))).isEqualTo(Optional.empty());
    }
}
