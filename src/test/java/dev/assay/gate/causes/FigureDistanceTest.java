package dev.assay.gate.causes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.FigureTable;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.Uncertainty;
import dev.assay.testing.Figures;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten requests with a ttft of 20 ms and a tpot of 10 ms. */
class FigureDistanceTest {
    private static final FigureTable TEN = table(20, 20);
    private static final Quantity LIMIT = new Quantity(50, Unit.MILLISECONDS, "50 ms");

    /** The last of them, and the others. */
    private static FigureTable table(double last, double others) {
        return FigureTable.of(IntStream.range(0, 10)
                .mapToObj(i -> Traces.whole("c1-00" + i, 100 * i, i == 9 ? last : others, 10, 3))
                .toList());
    }

    private static Uncertainty distance(FigureTable from, FigureTable to, String name) {
        return FigureDistance.of(from, to, Figures.named(name), new Bound.Max(LIMIT));
    }

    @Test
    void isThatOfTheValuesOfAMean() {
        assertThat(distance(TEN, table(40, 20), "ttft.mean")).isEqualTo(new Uncertainty(0, 2));
        assertThat(distance(table(40, 20), TEN, "ttft.mean")).isEqualTo(new Uncertainty(2, 0));
        assertThat(distance(TEN, table(40, 20), "tpot.mean")).isEqualTo(Uncertainty.NONE);
    }

    /** Of ten, one over a limit still proves a median (binom.cdf(1, 10, .5) = 0.011), two do not: the second largest decides. */
    @Test
    void isTheLargestOfWhatDecidesAQuantile() {
        assertThat(distance(TEN, table(40, 20), "ttft.p50")).isEqualTo(Uncertainty.NONE);
        assertThat(distance(TEN, table(20, 23), "ttft.p50")).isEqualTo(new Uncertainty(0, 3));
        var twoSlow = FigureTable.of(IntStream.range(0, 10)
                .mapToObj(i -> Traces.whole("c1-00" + i, 100 * i, i >= 8 ? 40 : 20, 10, 3))
                .toList());
        assertThat(distance(TEN, twoSlow, "ttft.p50")).isEqualTo(new Uncertainty(0, 20));
    }

    @Test
    void isAnyWhereTheOtherTableHasNoValue() {
        var oneToken = FigureTable.of(List.of(Traces.whole("c1-000", 0, 20, 10, 1)));

        assertThat(distance(TEN, oneToken, "tpot.mean")).isEqualTo(Uncertainty.UNBOUNDED);
        assertThat(distance(oneToken, TEN, "tpot.mean")).isEqualTo(Uncertainty.NONE);
    }
}
