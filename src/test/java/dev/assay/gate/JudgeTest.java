package dev.assay.gate;

import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static dev.assay.testing.Plans.steady;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every first line in full: it is all that a CI log shows. */
class JudgeTest {
    private static final Limit TPOT_KEPT = max("tpot.mean", 10, Unit.MILLISECONDS, "10 ms");
    private static final Limit TTFT_KEPT = max("ttft.mean", 0.42, Unit.MILLISECONDS, "420 ms");
    private static final Limit TPOT_MISSED = max("tpot.mean", 9.5, Unit.MILLISECONDS, "9.5 ms");
    private static final Limit QPS_MISSED = min("qps", 900, Unit.PER_SECOND, "900/s");
    private static final Limit LENGTH_KEPT = max("output-tokens.mean", 3, Unit.TOKENS, "3 tokens");
    private static final Limit P90_OPEN = max("ttft.p90", 21, Unit.MILLISECONDS, "21 ms");

    @Test
    void passesWhenEveryLimitIsKept() {
        var test = judge(forty(), TPOT_KEPT);

        assertThat(test.verdict()).isEqualTo(new Pass());
        assertThat(test.headline())
                .isEqualTo("PASS smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 10 ms, n=40"
                        + " (recorded 2026-11-21)");
    }

    @Test
    void judgesTheSteadyPartWhereALimitSaysSo() {
        var steady = judge(forty(), steady(TPOT_KEPT));
        var tooFew = judge(forty().subList(0, 19), steady(TPOT_KEPT));

        assertThat(steady.limits().getFirst().sentence())
                .isEqualTo("tpot.mean (steady) 10.000 ms, allowed at most 10 ms, n=32");
        assertThat(tooFew.limits().getFirst().sentence())
                .startsWith(
                        "tpot.mean (steady) 10.000 ms of the whole run, as a steady window needs 5 × concurrency = 20"
                                + " requests, and the run has 19, allowed at most 10 ms, n=19");
    }

    @Test
    void countsTheOtherLimitsThatAreKept() {
        assertThat(judge(forty(), TPOT_KEPT, TPOT_KEPT, TPOT_KEPT).headline())
                .isEqualTo("PASS smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 10 ms, n=40 (2 more limits kept)"
                        + " (recorded 2026-11-21)");
    }

    @Test
    void failsWithTheFirstLimitThatIsMissed() {
        var test = judge(forty(), TPOT_KEPT, TPOT_MISSED, P90_OPEN, QPS_MISSED);

        assertThat(test.verdict()).isEqualTo(new Fail());
        assertThat(test.headline())
                .isEqualTo(
                        "FAIL smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 9.5 ms, n=40 (1 more limit missed)"
                                + " (recorded 2026-11-21)");
        assertThat(test.limits())
                .extracting(limit -> limit.verdict().word())
                .containsExactly("PASS", "FAIL", "INCONCLUSIVE", "FAIL");
        assertThat(test.headline(test.limits().getFirst()))
                .isEqualTo("PASS smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 10 ms, n=40"
                        + " (recorded 2026-11-21)");
    }

    /** Not even if it is missed. */
    @Test
    void letsALimitThatIsNotEnforcedDecideOnlyIfNoOtherDoes() {
        var told = new Limit(TPOT_MISSED.figure(), TPOT_MISSED.bound(), false, false, TPOT_MISSED.place());

        assertThat(judge(forty(), told, P90_OPEN).word()).isEqualTo("INCONCLUSIVE");
        assertThat(judge(forty(), told, P90_OPEN).tolerated()).isFalse();
        assertThat(judge(forty(), told, LENGTH_KEPT).word()).isEqualTo("would FAIL");
    }

    private static TestVerdict modelled(Limit limit) {
        var recorded = Plans.recording(forty());
        var header = recorded.header();
        return Judge.judge(
                Plans.planned(Plans.loadTest(40, 3, limit)),
                new Recording(
                        new Recording.Header(
                                header.deployment(),
                                header.test(),
                                Provenance.MODELLED,
                                header.started(),
                                header.seed(),
                                header.plan(),
                                header.server(),
                                header.asked()),
                        recorded.traces()));
    }

    /** A model says that a limit cannot be kept, but no model passes one. */
    @Test
    void passesNothingThatWasOnlyModelled() {
        assertThat(modelled(TPOT_KEPT).verdict())
                .isEqualTo(new Unmeasured("nothing was measured", "Give -Dassay.endpoint=URL."));
        assertThat(modelled(TPOT_KEPT).word()).isEqualTo("UNMEASURED");
        assertThat(modelled(TPOT_KEPT).tolerated()).isTrue();
        assertThat(modelled(TPOT_MISSED).verdict()).isEqualTo(new Fail());
        assertThat(modelled(TPOT_MISSED).tolerated()).isFalse();
    }

    @Test
    void isInconclusiveWhenNothingFailsButOneLimitIsOpen() {
        var test = judge(forty(), TPOT_KEPT, P90_OPEN);

        assertThat(test.verdict()).isInstanceOf(Inconclusive.class);
        assertThat(test.headline())
                .isEqualTo(
                        "INCONCLUSIVE smollm2-135m c4: ttft.p90 20.000 ms (proven at most 30.000 ms at 95 %), allowed at most"
                                + " 21 ms, n=40: 1 of 40 requests"
                                + " lie above the limit, at most 0 may to be 95 % sure that it is kept. With no more than 1"
                                + " there, 46 requests would prove it. (recorded 2026-11-21)");
    }

    @Test
    void isUnmeasuredWhenAnAuditThatAffectsEverythingIsInvalidWhateverTheLimitsSay() {
        var traces = new ArrayList<>(forty());
        traces.set(
                7,
                Traces.trace("c4-008")
                        .ending(new Ending.Truncated("the connection was cut"))
                        .build());

        var test = judge(traces, TPOT_KEPT, TPOT_MISSED);

        assertThat(Judge.spoilt(test.planned(), Plans.recording(traces)))
                .hasValue(
                        "every planned request complete: 39 of 40 requests complete: 1 × TRUNCATED (c4-008: the connection was cut)");
        assertThat(Judge.spoilt(test.planned(), Plans.recording(forty()))).isEmpty();
        assertThat(test.headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m c4: 39 of 40 requests complete: 1 × TRUNCATED (c4-008: the connection was cut)."
                                + " No limit was judged; see the traces. (recorded 2026-11-21)");
        assertThat(test.limits())
                .extracting(LimitVerdict::sentence)
                .containsExactly(
                        "tpot.mean 10.000 ms, allowed at most 10 ms, n=39: the audit 'every planned request complete' is invalid. See the audits.",
                        "tpot.mean 10.000 ms, allowed at most 9.5 ms, n=39: the audit 'every planned request complete' is invalid. See the audits.");
    }

    @Test
    void namesTheFindingFirstWhereItLeavesALimitUnmeasured() {
        var test = judge(oneByOne(), TPOT_KEPT, LENGTH_KEPT, P90_OPEN);

        assertThat(test.headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m c4: there were never 4 requests in flight. 2 of 3 limits not judged; see the"
                                + " traces. (recorded 2026-11-21)");
        assertThat(test.limits())
                .extracting(limit -> limit.verdict().word())
                .containsExactly("UNMEASURED", "PASS", "UNMEASURED");
    }

    @Test
    void failsWhatNoSounderMeasurementCouldPass() {
        var test = judge(oneByOne(), TPOT_KEPT, TPOT_MISSED);

        assertThat(test.headline())
                .isEqualTo(
                        "FAIL smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 9.5 ms, n=40 (recorded 2026-11-21)");
        assertThat(test.limits()).extracting(limit -> limit.verdict().word()).containsExactly("UNMEASURED", "FAIL");
    }

    @Test
    void passesWhatAnInvalidAuditDoesNotTouch() {
        var test = judge(oneByOne(), LENGTH_KEPT);

        assertThat(test.headline())
                .isEqualTo("PASS smollm2-135m c4: output-tokens.mean 3.0 tokens, allowed at most 3 tokens, n=40"
                        + " (recorded 2026-11-21)");
        assertThat(test.audits()).extracting(Finding::severity).contains(Finding.Severity.INVALID);
    }

    @Test
    void onlyTellsWhatAnAuditLeavesUnmeasuredOfALimitThatIsNotEnforced() {
        var told = new Limit(TPOT_KEPT.figure(), TPOT_KEPT.bound(), false, false, TPOT_KEPT.place());

        var test = judge(oneByOne(), LENGTH_KEPT, told);

        assertThat(test.tolerated()).isTrue();
        assertThat(test.headline())
                .isEqualTo(
                        "would be UNMEASURED smollm2-135m c4: there were never 4 requests in flight. 1 of 2 limits not judged;"
                                + " see the traces. (recorded 2026-11-21)");
    }

    @Test
    void isUnmeasuredWhenAFigureHasNoValue() {
        var oneToken = many(i -> Traces.whole("c4-" + i, i, 20, 10, 1));

        var test = Judge.judge(Plans.planned(Plans.loadTest(40, 1, TTFT_KEPT, TPOT_KEPT)), Plans.recording(oneToken));

        assertThat(test.headline()).startsWith("FAIL smollm2-135m c4: ttft.mean"); // FAIL goes first
        assertThat(judgeOneToken(oneToken, TPOT_KEPT).headline())
                .isEqualTo("UNMEASURED smollm2-135m c4: tpot.mean has no value, allowed at most 10 ms, n=0: no complete"
                        + " request has it. See the traces. (recorded 2026-11-21)");
    }

    @Test
    void isUnmeasuredWhenAnswersComeInOnePiece() {
        var buffered = many(i -> Traces.whole("c4-" + i, i, 20, i <= 30 ? 10 : 0, 3));

        var test = judge(buffered, TPOT_KEPT);

        assertThat(test.verdict()).isInstanceOf(Unmeasured.class);
        assertThat(test.headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 10 ms, n=30: in 10 complete"
                                + " answers it was not seen: one read brought all output, or nothing counts the tokens that the"
                                + " first read brought. Something between server and client holds answers back, such as a buffering"
                                + " proxy. (recorded 2026-11-21)");
    }

    @Test
    void saysWhyATestWasNotRun() {
        var planned = Plans.planned(Plans.loadTest(40, 3, TPOT_KEPT));
        var test = new TestVerdict.NotRun(
                planned, new Unmeasured("there is no recording of it", "Give -Dassay.endpoint."));

        assertThat(test.headline())
                .isEqualTo("UNMEASURED smollm2-135m c4: there is no recording of it. Give -Dassay.endpoint.");
    }

    private static TestVerdict judgeOneToken(List<Trace> traces, Limit... limits) {
        return Judge.judge(Plans.planned(Plans.loadTest(40, 1, limits)), Plans.recording(traces));
    }

    private static TestVerdict judge(List<Trace> traces, Limit... limits) {
        return Judge.judge(Plans.planned(Plans.loadTest(40, 3, limits)), Plans.recording(traces));
    }

    /** Forty answers of three tokens: ttft 20 ms, one of them 30 ms, tpot 10 ms; sent 1 ms apart, ended after 79 ms. */
    private static List<Trace> forty() {
        return many(i -> Traces.whole("c4-" + i, i, i == 40 ? 30 : 20, 10, 3));
    }

    /** The same, each sent when the one before has long ended. */
    private static List<Trace> oneByOne() {
        return many(i -> Traces.whole("c4-" + i, 100 * i, 20, 10, 3));
    }

    private static List<Trace> many(java.util.function.IntFunction<Trace> trace) {
        return IntStream.rangeClosed(1, 40).mapToObj(trace).toList();
    }
}
