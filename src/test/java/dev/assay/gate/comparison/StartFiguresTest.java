package dev.assay.gate.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.comparison.StartFigures.End;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.Uncertainty;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A count, of which less is better. */
class StartFiguresTest {
    private static final Scale COUNT = new Scale(Unit.COUNT, Direction.LESS, false);

    /** No count is negative, however far it may be off. A figure that is negative, such as a drift, may be more so. */
    @ParameterizedTest
    @CsvSource({
        "5,  3,        5,  2",
        "5,  9,        5,  0",
        "0,  3,        0,  0",
        "-2, 1,        -2, -3",
        "5,  Infinity, 5,  -Infinity",
    })
    void areMovedToAnEndButNotBelowZero(double value, double below, double measured, double better) {
        var start = RunSets.start("now", 1, "one", "preemptions", value, new Uncertainty(below, 0));
        var figures = StartFigures.each(List.of(start), "preemptions");

        assertThat(figures.places(COUNT, End.MEASURED)).containsExactly(measured);
        assertThat(figures.places(COUNT, End.WORSE)).containsExactly(measured);
        assertThat(figures.places(COUNT, End.BETTER)).containsExactly(better);
    }
}
