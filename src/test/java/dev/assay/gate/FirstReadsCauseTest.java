package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.RequestObjective;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.TextTokens;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten answers of 24 tokens: a first read with 12 of them, by a tokenizer that may be wrong by one, and the last 240 ms later. */
class FirstReadsCauseTest {
    private static final FigureTable FIGURES = table(List.of());

    private static FigureTable table(List<RequestObjective> objectives) {
        return FigureTable.of(
                IntStream.range(0, 10)
                        .mapToObj(i -> Traces.trace("c1-00" + i)
                                .text(280, " twelve")
                                .last(520, " more", "length")
                                .usage(32, 24)
                                .done()
                                .build()
                                .with(new TextTokens(12, 12)))
                        .toList(),
                objectives);
    }

    private static Verdict left(Limit limit, FigureTable figures) {
        return Believed.limit(limit, figures).verdict();
    }

    private static Verdict tpotAtMost(double millis) {
        return left(Plans.max("tpot.mean", millis, Unit.MILLISECONDS, millis + " ms"), FIGURES);
    }

    /** @param end such as {@code low as 18.462 ms, which would get PASS} */
    private static Unmeasured unmeasured(String end) {
        return new Unmeasured(
                "it could be as " + end
                        + ", since nobody knows exactly how many tokens its first reads brought, or how long these were held"
                        + " back (see the audit 'first reads')",
                "Reach the server without what holds its events back, or measure farther from the limit.");
    }

    /** 240 ms over 13 tokens are 18.462 ms, over 11 of them 21.818 ms. */
    @Test
    void leavesWhatEveryCountWouldGet() {
        assertThat(tpotAtMost(18.4)).isEqualTo(new Fail());
        assertThat(tpotAtMost(21.9)).isEqualTo(new Pass());
    }

    @Test
    void takesAwayWhatAnotherCountWouldChange() {
        assertThat(tpotAtMost(19)).isEqualTo(unmeasured("low as 18.462 ms, which would get PASS"));
        assertThat(tpotAtMost(21)).isEqualTo(unmeasured("high as 21.818 ms, which would get FAIL"));
        assertThat(left(Plans.min("decode-tps.mean", 49, Unit.TOKENS_PER_SECOND, "49 tok/s"), FIGURES))
                .isEqualTo(unmeasured("low as 45.833 tok/s, which would get FAIL"));
    }

    /** 10 answers in 520 ms are 19.231/s. */
    @Test
    void takesGoodputAwayWhereTheCountDecidesWhoKeepsTheObjective() {
        var limit = Plans.min("goodput", 10, Unit.PER_SECOND, "10/s");

        assertThat(left(
                        limit,
                        table(List.of(new RequestObjective(
                                RequestFigure.TPOT, new Quantity(21, Unit.MILLISECONDS, "21 ms"))))))
                .isEqualTo(unmeasured("low as 0.000/s, which would get FAIL"));
        assertThat(left(
                        limit,
                        table(List.of(new RequestObjective(
                                RequestFigure.TPOT, new Quantity(22, Unit.MILLISECONDS, "22 ms"))))))
                .isEqualTo(new Pass());
    }

    /** A gateway kept all 24 tokens until the end, 523 ms, and handed them on in two pieces 3 ms apart: a token took 22.739 ms at most. */
    @Test
    void takesAPassAwayThatAHeldAnswerWouldGet() {
        var trace = Traces.trace("c1-001");
        for (var i = 0; i < 23; i++) {
            trace.text(i < 13 ? 520 : 523, " x");
        }
        var held = FigureTable.of(
                List.of(trace.last(523, " x", "length").usage(32, 24).done().build()));

        assertThat(left(Plans.max("tpot.mean", 15, Unit.MILLISECONDS, "15 ms"), held))
                .isEqualTo(unmeasured("high as 22.739 ms, which would get FAIL"));
        assertThat(left(Plans.max("tpot.mean", 23, Unit.MILLISECONDS, "23 ms"), held))
                .isEqualTo(new Pass());
    }

    @Test
    void changesNothingOfOtherFigures() {
        assertThat(left(Plans.max("ttft.mean", 280, Unit.MILLISECONDS, "280 ms"), FIGURES))
                .isEqualTo(new Pass());
        assertThat(left(Plans.max("ttft.mean", 279, Unit.MILLISECONDS, "279 ms"), FIGURES))
                .isEqualTo(new Fail());
    }
}
