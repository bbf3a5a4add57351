package dev.assay.gate;

import static dev.assay.testing.Plans.planned;
import static dev.assay.testing.Texts.against;
import static dev.assay.testing.Texts.answer;
import static dev.assay.testing.Texts.max;
import static dev.assay.testing.Texts.recording;
import static dev.assay.testing.Texts.token;
import static dev.assay.testing.Texts.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.starts.RunSet;
import dev.assay.testing.Texts;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsMeasurementTest {
    private static final Trace ONE = answer("one", tokens(-1, -3, -3));
    private static final Trace TWO = answer("two", tokens(-2, -2));

    private static TestVerdict judge(Limit limit, Trace... traces) {
        return Judge.judge(planned(Texts.test(List.of("one", "two"), limit)), recording(traces));
    }

    /** NumPy 2.4.6 and SciPy 1.17.1: 11 / 5, ± 12.7062 · 0.16; e to the power of these. */
    @Test
    void judgesTheFigureAndShowsItsInterval() {
        assertThat(judge(max(TextFigure.NLL, 2.2), ONE, TWO).headline())
                .isEqualTo(
                        "PASS smollm2-135m t: nll 2.2000 nats (95 % interval 0.1670 nats to 4.2330 nats), allowed at most 2.2 nats, n=5"
                                + " (recorded 2026-11-21)");
        assertThat(judge(max(TextFigure.NLL, 2.19999), ONE, TWO).headline())
                .isEqualTo(
                        "FAIL smollm2-135m t: nll 2.2000 nats (95 % interval 0.1670 nats to 4.2330 nats), allowed at most 2.19999 nats,"
                                + " n=5 (recorded 2026-11-21)");
        assertThat(judge(max(TextFigure.PERPLEXITY, 9), ONE, TWO).headline())
                .isEqualTo(
                        "FAIL smollm2-135m t: perplexity 9.025 (95 % interval 1.182 to 68.923), allowed at most 9, n=5"
                                + " (recorded 2026-11-21)");
    }

    @Test
    void aTextWithoutLogProbabilitiesMakesItUnmeasured() {
        var broken = answer("two", List.of(token("a", null, null), token("b", -9999.0, "b")));

        assertThat(judge(max(TextFigure.NLL, 9), ONE, broken).headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m t: 1 of 2 texts have none that can be used, first text two: token 2 of 2 [b] has the"
                                + " log-probability -9999.0, which stands for minus infinity: its probability is 0. No limit was judged; see the"
                                + " traces. (recorded 2026-11-21)");
    }

    @Test
    void aRequestThatFailedMakesItUnmeasured() {
        var failed = TWO.endedAs(new Ending.Truncated("cut"));

        assertThat(judge(max(TextFigure.NLL, 9), ONE, failed).headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m t: 1 of 2 requests complete: 1 × TRUNCATED (t-two: cut). No limit was judged; see the"
                                + " traces. (recorded 2026-11-21)");
    }

    @Test
    void noneOfTheTextsGivesNoFigure() {
        var none = answer("one", 3, 1, List.of());

        assertThat(judge(max(TextFigure.NLL, 9), none, answer("two", 3, 1, List.of()))
                        .headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m t: 2 of 2 texts have none that can be used, first text one: the answer has no"
                                + " log-probabilities: the server does not give them for a streamed completion with 'echo', or a gateway removes them."
                                + " No limit was judged; see the traces. (recorded 2026-11-21)");
    }

    @Test
    void isComparedTextByText() {
        var test = Texts.test(List.of("one", "two"), against(1));
        References bf16 = (planned, against, measured) -> new Reference.Found(
                new RunSet("bf16", List.of(MeasuredStarts.of(planned, recording(ONE, TWO), "bf16"))), false);
        var repeat = new Repeat.Recorded(
                1, "here", () -> recording(answer("one", tokens(-1, -3, -3)), answer("two", tokens(-2, -2))));

        assertThat(Judge.judge(planned(test), List.of(repeat), bf16).headline())
                .isEqualTo(
                        "PASS smollm2-135m t: nll against bf16 2.2000 nats, was 2.2000 nats: +0.0 % (95 % sure: at most +0.0 %, 99 %: at"
                                + " least +0.0 %), +0.0000 nats per token (95 % interval 0.0000 nats to 0.0000 nats), the same most probable token at"
                                + " 100.0 % of the places (95 % interval 100.0 % to 100.0 %), 2 texts, 5 tokens, margin 1 %, n=2 (recorded 2026-11-21)");
    }

    @Test
    void aReferenceWithoutLogProbabilitiesIsNoReference() {
        var test = Texts.test(List.of("one", "two"), against(1));
        References bf16 = (planned, against, measured) -> new Reference.Found(
                new RunSet(
                        "bf16",
                        List.of(MeasuredStarts.of(planned, recording(ONE, answer("two", 3, 1, List.of())), "its run"))),
                false);

        assertThat(Judge.judge(planned(test), List.of(new Repeat.Recorded(1, "here", () -> recording(ONE, TWO))), bf16)
                        .headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m t: nll against bf16 not compared, margin 1 %, n=0: no measurement of the reference (bf16)"
                                + " can be used: its run: log-probabilities: 1 of 2 texts have none that can be used, first text two: the answer has no"
                                + " log-probabilities: the server does not give them for a streamed completion with 'echo', or a gateway removes them."
                                + " Measure it again. (recorded 2026-11-21)");
    }

    @Test
    void overRepeatsItsMeanIsJudged() {
        var test = Texts.test(List.of("one", "two"), max(TextFigure.NLL, 2.1));
        var repeats = List.<Repeat>of(
                new Repeat.Recorded(1, "here", () -> recording(ONE, TWO)),
                new Repeat.Recorded(
                        2, "here", () -> recording(answer("one", tokens(-1, -2, -2)), answer("two", tokens(-2, -2)))));

        var judged = (TestVerdict.OfRepeats) Judge.judge(planned(test), repeats, References.NONE);

        assertThat(judged.texts(TextFigure.NLL)).containsExactly(2.2, 1.8);
        assertThat(judged.headline())
                .isEqualTo(
                        "PASS smollm2-135m t: nll 2.0000 nats, the mean of 2 repeats (1.8000 nats to 2.2000 nats; sd 0.2828 nats), allowed"
                                + " at most 2.1 nats, n=10 (recorded 2026-11-21)");
    }
}
