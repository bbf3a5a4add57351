package dev.assay.gate.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.References;
import dev.assay.plan.limits.OverRepeats;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Protocols;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private static final Limit TPOT = Plans.max("tpot.mean", 11, Unit.MILLISECONDS, "11 ms");
    private static final Limit GOODPUT = Plans.min("goodput", 1, Unit.PER_SECOND, "1/s");
    private static final Trace THREE = Traces.whole("c4-001", 0, 20, 10, 3);

    private static TestVerdict loadTest(Trace trace, Limit... limits) {
        return Judge.judge(Plans.planned(Plans.loadTest(1, 3, limits)), Plans.recording(List.of(trace)));
    }

    @Test
    void namesBesideTheLimitsTheAuditThatSpoiltThemAll() {
        var spoilt = loadTest(Traces.whole("c4-001", 0, 20, 10, 2), TPOT);

        assertThat(new Headline(spoilt).besideLimits()).hasValue("c4-001: 256 tokens in and 2 out, planned 256 and 3");
    }

    @Test
    void namesNothingBesideALimitThatHasTheVerdict() {
        assertThat(new Headline(loadTest(THREE, TPOT)).besideLimits()).isEmpty();
        assertThat(loadTest(THREE, GOODPUT).word()).isEqualTo("UNMEASURED");
        assertThat(new Headline(loadTest(THREE, GOODPUT)).besideLimits()).isEmpty();
        assertThat(new Headline(loadTest(THREE, TPOT, GOODPUT)).besideLimits()).isEmpty();
    }

    private static TestVerdict critical(String answer) {
        var trace = Traces.trace("first_light_v1-q-1")
                .role(1)
                .says(2, answer)
                .finish(3, "stop")
                .usage(30, 6)
                .done()
                .build();
        return Judge.judge(
                Plans.planned(Plans.critical(1, Plans.min("accuracy", 0, Unit.SHARE, "0"))),
                Plans.recording(List.of(trace)));
    }

    @Test
    void namesBesideTheLimitsTheQuestionThatFailedTheTest() {
        assertThat(new Headline(critical("41")).besideLimits())
                .hasValue("critical question q-1 WRONG, expected 42, found 41 (only number of the last line)");
        assertThat(new Headline(critical("42")).besideLimits()).isEmpty();
    }

    @Test
    void ofPickedQuestionsSaysThatOnlyTheseWereAsked() {
        var traces = IntStream.rangeClosed(1, 2)
                .mapToObj(i -> Traces.trace("first_light_v1-q-" + i)
                        .role(1)
                        .says(2, i == 1 ? "42" : "41")
                        .finish(3, "stop")
                        .usage(30, 6)
                        .done()
                        .build())
                .toList();

        assertThat(Judge.judge(Plans.planned(Plans.accuracy(2)), Plans.recording(traces))
                        .headline())
                .isEqualTo(
                        "FAIL smollm2-135m first_light_v1: 1 of 2 wrong; only these questions were asked, no limit was"
                                + " judged (recorded 2026-11-21)");
    }

    /** 0.1 + 0.2 is 0.30000000000000004 in doubles. */
    @Test
    void showsTwelveMoreDecimalsAtMost() {
        assertThat(LimitVerdict.shown(new Bound.Max(new Quantity(0.3, Unit.SHARE, "30 %")), Unit.SHARE, 0.1 + 0.2))
                .isEqualTo("30.0000000000000 %");
    }

    @Test
    void ofAProtocolSaysWhatWasNotShown() {
        var test = (ProtocolVerdict) Judge.judge(
                Plans.planned(Protocols.test(false, true)), Protocols.recording(Protocols.FREED, Protocols.whole()));

        assertThat(test.said())
                .isEqualTo(
                        "6 of 7 checks hold; not shown: exact-lengths, the deployment has no load test, and only load"
                                + " tests ask for exact lengths");
        assertThat(Protocol.Check.values())
                .allSatisfy(check -> assertThat(test.of(check).check()).isEqualTo(check));
    }

    /** A bound with a confidence needs several repeats, so one of them alone has no limit. */
    @Test
    void ofOneRepeatSaysThatItsLimitsAreJudgedOverAll() {
        var limit = new Limit(
                TPOT.figure(),
                TPOT.bound(),
                TPOT.window(),
                true,
                false,
                false,
                new OverRepeats(false, OptionalDouble.of(0.95)),
                TPOT.origin(),
                null,
                TPOT.place());
        var repeats = List.<Repeat>of(
                new Repeat.Recorded(1, "run r-1", () -> Plans.recording(List.of(THREE))),
                new Repeat.Recorded(2, "run r-1", () -> Plans.recording(List.of(THREE))));
        var both = (TestVerdict.OfRepeats)
                Judge.judge(Plans.planned(Plans.loadTest(1, 3, limit)), repeats, References.NONE);

        assertThat(both.repeats().getFirst().alone().headline())
                .isEqualTo(
                        "PASS smollm2-135m c4: measured; its limits are judged over all repeats (recorded 2026-11-21)");
    }
}
