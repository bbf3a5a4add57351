package dev.assay.figures;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.figures.Figure.Measured;
import dev.assay.figures.Figure.Undefined;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values worked out by hand; the arithmetic stands beside them. */
class RunFigureTest {
    @Test
    void weighsTheRateOfPromptTokensByTime() {
        // ttft 20 and 60 ms: 512 tokens in 0.080 s. The mean of the rates, 12,800 and 4,266.67, is another number.
        var table = FigureTable.of(List.of(Traces.whole("a", 0, 20, 10, 2), Traces.whole("b", 0, 60, 10, 2)));

        assertThat(value(table, "prompt-tps")).isEqualTo(6_400);
        assertThat(value(table, "prompt-tps-each.mean")).isCloseTo(8_533.333333, within(1e-6));
    }

    @Test
    void hasNoRateOfPromptTokensWhereNoTimePassed() {
        var table = FigureTable.of(List.of(Traces.whole("a", 0, 0, 10, 2)));

        assertThat(table.get(named("prompt-tps")))
                .isEqualTo(new Undefined(named("prompt-tps"), "no time passed before the first output"));
        assertThat(table.get(named("prompt-tps-each.mean")))
                .isEqualTo(new Undefined(named("prompt-tps-each.mean"), "no complete request has it"));
    }

    @Test
    void takesTheWindowFromTheFirstSentToTheLastEnded() {
        // Sent at 0 and 30 ms; ended at 0 + 10 + 9 × 5 = 55 and 30 + 10 + 9 × 5 = 85 ms: 2 requests and 20 tokens in 85
        // ms.
        var table = FigureTable.of(List.of(Traces.whole("b", 30, 10, 5, 10), Traces.whole("a", 0, 10, 5, 10)));

        assertThat(value(table, "qps")).isEqualTo(2 * 1e9 / 85e6);
        assertThat(value(table, "output-tps")).isEqualTo(20 * 1e9 / 85e6);
    }

    /** Sent at 0; the last ended at 540 ms. Kept are ttft 500 and tpot 50 ms, each just so. */
    @Test
    void countsTheRequestsThatKeepEveryObjective() {
        var table = FigureTable.of(
                List.of(
                        Traces.whole("kept", 0, 400, 50, 2),
                        Traces.whole("just kept", 0, 500, 40, 2),
                        Traces.whole("late", 0, 500.001, 10, 2),
                        Traces.whole("slow", 0, 20, 50.001, 2),
                        Traces.whole("one token, so no tpot", 0, 20, 10, 1)),
                Plans.withObjectives(Plans.loadTest(5, 2)).objectives());

        assertThat(table.get(named("goodput"))).isEqualTo(new Measured(named("goodput"), 2 * 1e9 / 540e6, 5));
        assertThat(value(table, "qps")).isEqualTo(5 * 1e9 / 540e6);
    }

    /** Of two whole answers and one that was given up; a fourth was cut before it said why. */
    @Test
    void sharesAnswersOutByWhyTheyEnded() {
        var stopped = Traces.trace("a").last(20, " a", "eos_token").done().build();
        var cut = Traces.trace("b").last(20, " a", "length").done().build();
        var givenUp = Traces.trace("c")
                .last(20, " a", "abort")
                .ending(new Ending.StreamError("the server gave the answer up (finish_reason: abort)"))
                .build();
        var silent = Traces.trace("d")
                .text(20, " a")
                .ending(new Ending.Truncated("the stream ended"))
                .build();

        var table = FigureTable.of(List.of(stopped, cut, givenUp, silent));

        assertThat(table.get(named("finish.stop"))).isEqualTo(new Measured(named("finish.stop"), 1 / 3.0, 3));
        assertThat(table.get(named("finish.length"))).isEqualTo(new Measured(named("finish.length"), 1 / 3.0, 3));
        assertThat(table.get(named("finish.gave-up"))).isEqualTo(new Measured(named("finish.gave-up"), 1 / 3.0, 3));
        assertThat(table.get(named("finish.unknown"))).isEqualTo(new Measured(named("finish.unknown"), 0, 3));
        assertThat(FigureTable.of(List.of(Traces.bare("e", 0, 0, 1))).get(named("finish.stop")))
                .isEqualTo(new Undefined(named("finish.stop"), "no answer says why it ended"));
    }

    @Test
    void hasNoGoodputWithoutObjectives() {
        assertThat(FigureTable.of(List.of(Traces.whole("a", 0, 20, 10, 4))).get(named("goodput")))
                .isEqualTo(new Undefined(named("goodput"), "the load test has no objectives"));
    }

    @Test
    void weighsTheCachedPartOfPromptsByTheirLength() {
        var known = Traces.trace("a")
                .last(20, " a", "length")
                .usage(100, 1, 96)
                .done()
                .build();
        var fresh =
                Traces.trace("b").last(20, " a", "length").usage(300, 1).done().build();

        var table = FigureTable.of(List.of(known, fresh));

        assertThat(table.get(named("cached-share")))
                .isEqualTo(new Measured(named("cached-share"), 0.24, 2)); // 96 / 400
    }

    /** The event with the finish reason has the details, the usage at the end has them no more. */
    @Test
    void keepsTheCachedTokensThatAnEarlierUsageTells() {
        var trace = Traces.trace("a").data(20, """
                        {"choices":[{"index":0,"text":" a","finish_reason":"length"}],"usage":{"prompt_tokens":32,\
                        "completion_tokens":1,"prompt_tokens_details":{"cached_tokens":16}}}""").data(20, """
                        {"choices":[],"usage":{"prompt_tokens":32,"completion_tokens":1}}""").done().build();

        assertThat(FigureTable.of(List.of(trace)).get(named("cached-share")))
                .isEqualTo(new Measured(named("cached-share"), 0.5, 1));
    }

    @Test
    void hasNoCacheHitRateWhereNoAnswerSaysIt() {
        var silent =
                Traces.trace("a").text(20, " a").last(30, " b", "length").done().build();

        assertThat(FigureTable.of(List.of(silent)).get(named("cached-share")))
                .isEqualTo(new Undefined(
                        named("cached-share"), "no answer says how many tokens of its prompt were cached"));
    }

    private static double value(FigureTable table, String name) {
        return ((Measured) table.get(named(name))).value();
    }

    @Test
    void hasNoGoodputWhereNoRequestHasTheFigureOfAnObjective() {
        var table = FigureTable.of(
                List.of(Traces.whole("one token, so no tpot", 0, 20, 10, 1)),
                Plans.withObjectives(Plans.loadTest(5, 2)).objectives());

        assertThat(table.get(named("goodput")))
                .isEqualTo(
                        new Undefined(named("goodput"), "no complete request has the figure of one of the objectives"));
    }
}
