package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.FigureName;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.input.Location;
import dev.assay.plan.limits.OverRepeats;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.GpuName;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Protocols;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.TextTokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatsJudgeTest {
    /** A request of three tokens: ttft 20 ms, then two gaps of so many ms. */
    private static List<Trace> traces(double gap) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(i -> Traces.whole("c4-00" + i, 0, 20, gap, 3))
                .toList();
    }

    private static Repeat recorded(int number, double gap) {
        return new Repeat.Recorded(
                number,
                "run r-1, repeat " + number,
                () -> Plans.started(Plans.recording(traces(gap)), "start " + number));
    }

    private static TestVerdict judge(Limit limit, double... gaps) {
        var repeats = new ArrayList<Repeat>();
        for (var gap : gaps) {
            repeats.add(recorded(repeats.size() + 1, gap));
        }
        return judge(limit, repeats);
    }

    private static TestVerdict judge(Limit limit, List<Repeat> repeats) {
        return Judge.judge(Plans.planned(Plans.loadTest(4, 3, limit)), repeats, References.NONE);
    }

    private static Limit tpot(double most, OverRepeats over) {
        var limit = Plans.max("tpot.mean", most, Unit.MILLISECONDS, most + " ms");
        return new Limit(
                limit.figure(),
                limit.bound(),
                limit.window(),
                true,
                false,
                false,
                over,
                limit.origin(),
                null,
                new Location("thresholds.yaml", 30, 11));
    }

    private static OverRepeats sure() {
        return new OverRepeats(false, OptionalDouble.of(0.95));
    }

    @Test
    void judgesTheMeanOfTheRepeats() {
        // (9 + 10 + 14) / 3 = 11; sd = √((4 + 1 + 9) / 2) = 2.646
        assertThat(judge(tpot(11, OverRepeats.MEAN), 9, 10, 14).headline())
                .isEqualTo("PASS smollm2-135m c4: tpot.mean 11.000 ms, the mean of 3 repeats (9.000 ms to 14.000 ms;"
                        + " sd 2.646 ms), allowed at most 11.0 ms, n=12 (recorded 2026-11-21)");
        assertThat(judge(tpot(10.9, OverRepeats.MEAN), 9, 10, 14).word()).isEqualTo("FAIL");
    }

    /** In doubles (8.9 + 9.3 + 9.4) / 3 is 9.200000000000001. */
    @Test
    void meanThatOnlyRoundingPutsBeyondALimitKeepsIt() {
        assertThat(judge(tpot(9.2, OverRepeats.MEAN), 8.9, 9.3, 9.4).word()).isEqualTo("PASS");
        assertThat(judge(tpot(9.1999999, OverRepeats.MEAN), 8.9, 9.3, 9.4).word())
                .isEqualTo("FAIL");
    }

    /** In doubles (903 + 388.5 + 822.9) / 3 is 704.8000000000001, and larger numbers are rounded by more. */
    @Test
    void largeMeanThatOnlyRoundingPutsBeyondALimitKeepsIt() {
        assertThat(judge(tpot(704.8, OverRepeats.MEAN), 903, 388.5, 822.9).word())
                .isEqualTo("PASS");
    }

    /** Two repeats never had four requests in flight, so that the times may be too short. */
    @Test
    void failsWhatNoSounderRepeatsCouldPass() {
        var alone = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> Traces.whole("c4-" + i, 100 * i, 20, 10, 3))
                .toList();
        var repeats = List.<Repeat>of(
                new Repeat.Recorded(1, "run r-1", () -> Plans.recording(alone)),
                new Repeat.Recorded(2, "run r-1", () -> Plans.recording(alone)));
        var test = Plans.planned(Plans.loadTest(40, 3, tpot(9.9, OverRepeats.MEAN), tpot(11, OverRepeats.MEAN)));

        assertThat(Judge.judge(test, repeats, References.NONE).limits())
                .extracting(LimitVerdict::word)
                .containsExactly("FAIL", "UNMEASURED");
    }

    /** Two limits share the false alarms of FAIL: t(0.995, 2) = 9.924843: 10 - 9.924843 × 0.1 / √3 = 9.4270. */
    @Test
    void limitsWithConfidenceShareTheirFalseAlarms() {
        var repeats = List.of(recorded(1, 9.9), recorded(2, 10), recorded(3, 10.1));
        var test = Plans.planned(Plans.loadTest(4, 3, tpot(9.42, sure()), tpot(9.43, sure())));

        assertThat(Judge.judge(test, repeats, References.NONE).limits())
                .extracting(LimitVerdict::word)
                .containsExactly("FAIL", "INCONCLUSIVE");
    }

    /** One of four requests failed in the second repeat, where none may. */
    @Test
    void failsForARequestThatTheServerFailedInOneRepeat() {
        var failed = new ArrayList<>(traces(10));
        failed.set(
                1,
                Traces.trace("c4-002")
                        .ending(new Ending.HttpError(503, "overloaded"))
                        .build());
        var repeats = List.<Repeat>of(
                recorded(1, 10), new Repeat.Recorded(2, "run r-1", () -> Plans.recording(List.copyOf(failed))));

        assertThat(judge(tpot(11, OverRepeats.MEAN), repeats).headline()).startsWith("FAIL smollm2-135m c4: failed 1");
    }

    @Test
    void tellsAMissedLimitWhileItsWaiverHolds() {
        assertThat(judge(Plans.waived(tpot(9, OverRepeats.MEAN), "2026-11-21"), 10, 10)
                        .word())
                .isEqualTo("FAIL (waived)");
        assertThat(judge(Plans.waived(tpot(9, OverRepeats.MEAN), "2026-11-20"), 10, 10)
                        .word())
                .isEqualTo("FAIL");
    }

    private static TestVerdict onGpus(String... gpus) {
        var quantities = new LinkedHashMap<GpuName, Quantity>();
        quantities.put(new GpuName("L40S"), new Quantity(8, Unit.MILLISECONDS, "8 ms"));
        quantities.put(new GpuName("H100"), new Quantity(35, Unit.MILLISECONDS, "35 ms"));
        var repeats = IntStream.range(0, gpus.length)
                .<Repeat>mapToObj(i -> new Repeat.Recorded(
                        i + 1, "run r-1", () -> Plans.recordingOf(Map.of("gpu", gpus[i], "mig", "off"), traces(10))))
                .toList();
        return judge(tpot(1, OverRepeats.MEAN).with(new Bound.OnGpu(true, quantities)), repeats);
    }

    @Test
    void judgesByTheBoundOfTheGpusOfAllRepeats() {
        assertThat(onGpus("NVIDIA H100", "NVIDIA H100").headline())
                .startsWith("PASS")
                .contains("allowed at most 35 ms on H100");
        assertThat(onGpus("NVIDIA L40S", "NVIDIA L40S").word()).isEqualTo("FAIL");
        assertThat(onGpus("NVIDIA H100", "NVIDIA L40S").headline())
                .startsWith("UNMEASURED")
                .contains("it was measured on [NVIDIA H100] and [NVIDIA L40S], which have different bounds, or none");
    }

    /** Ten questions, of which seven and nine are right: the mean is 8/10. */
    @Test
    void judgesTheMeanOfAnAccuracy() {
        var repeats = List.of(answers(1, 7), answers(2, 9));

        assertThat(judgeAccuracy(0.8, repeats).headline())
                .isEqualTo("PASS smollm2-135m first_light_v1: accuracy 80.0 %, the mean of 2 repeats (70.0 % to 90.0 %;"
                        + " sd 14.1 pp), allowed at least 80 %, n=20 (recorded 2026-11-21)");
        assertThat(judgeAccuracy(0.81, repeats).word()).isEqualTo("FAIL");
    }

    private static TestVerdict judgeAccuracy(double least, List<Repeat> repeats) {
        var limit = Plans.min("accuracy", least, Unit.SHARE, Math.round(100 * least) + " %");
        return Judge.judge(Plans.planned(Plans.accuracy(10, limit)), repeats, References.NONE);
    }

    private static Repeat answers(int repeat, int right) {
        var traces = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> Traces.trace("first_light_v1-q-" + i)
                        .role(1)
                        .says(2, i <= right ? "42" : "41")
                        .finish(3, "stop")
                        .usage(30, 6)
                        .done()
                        .build())
                .toList();
        return new Repeat.Recorded(repeat, "run r-1", () -> Plans.recording(traces));
    }

    /** Forty requests of a load test have a steady window, four do not. */
    @Test
    void hasTheFiguresOfTheSteadyWindowOfEachRepeat() {
        var forty = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> Traces.whole("c4-" + i, i, 20, 10, 3))
                .toList();
        var limit = Plans.steady(tpot(11, OverRepeats.MEAN));
        var repeats = List.<Repeat>of(
                new Repeat.Recorded(1, "run r-1", () -> Plans.recording(forty)),
                new Repeat.Recorded(2, "run r-1", () -> Plans.recording(forty)));

        var test = (TestVerdict.OfRepeats)
                Judge.judge(Plans.planned(Plans.loadTest(40, 3, limit)), repeats, References.NONE);

        assertThat(test.steady().values(FigureName.of(limit)).orElseThrow().size())
                .isEqualTo(2);
        assertThat(((TestVerdict.OfRepeats) judge(tpot(11, OverRepeats.MEAN), 10, 10))
                        .steady()
                        .values(FigureName.of(limit)))
                .isEmpty();
    }

    @Test
    void judgesTheMedianOnRequest() {
        assertThat(judge(tpot(10, new OverRepeats(true, OptionalDouble.empty())), 9, 10, 14)
                        .headline())
                .startsWith("PASS smollm2-135m c4: tpot.mean 10.000 ms, the median of 3 repeats");
    }

    @Test
    void judgesTheBoundOfTheMeanWithConfidence() {
        // t(0.95, 2) = 2.919986: 11 ± 2.919986 × 2.645751 / √3 = 11 ± 4.4604
        assertThat(judge(tpot(15.5, sure()), 9, 10, 14).word()).isEqualTo("PASS");
        assertThat(judge(tpot(15.4, sure()), 9, 10, 14).headline())
                .contains("95 % sure: at most 15.460 ms")
                .startsWith("INCONCLUSIVE");
        // t(0.99, 2) = 6.964557: 10 - 6.964557 × 0.1 / √3 = 9.5979
        assertThat(judge(tpot(9.59, sure()), 9.9, 10, 10.1).word()).isEqualTo("FAIL");
        assertThat(judge(tpot(9.6, sure()), 9.9, 10, 10.1).word()).isEqualTo("INCONCLUSIVE");
    }

    @Test
    void isInconclusiveWithConfidenceWhereAllRepeatsAreOfOneStart() {
        var repeats = IntStream.rangeClosed(1, 3)
                .<Repeat>mapToObj(i ->
                        new Repeat.Recorded(i, "run r-1", () -> Plans.started(Plans.recording(traces(10)), "one")))
                .toList();

        assertThat(judge(tpot(99, sure()), repeats).headline())
                .contains("the 3 repeats are of one start of the server, as far as is known");
    }

    @Test
    void isInconclusiveWithConfidenceAfterOneMeasurement() {
        assertThat(judge(tpot(99, sure()), 10).headline())
                .startsWith(
                        "INCONCLUSIVE smollm2-135m c4: tpot.mean 10.000 ms, 1 repeat, allowed at most 99.0 ms, n=4: ")
                .contains("one measurement has no spread. Measure it several times, with `repeats: 5`.");
    }

    @Test
    void isUnmeasuredAndNamesTheRepeatThatWasNotSent() {
        var repeats =
                List.of(recorded(1, 10), new Repeat.NotSent(2, new Unmeasured("the server ended", "See its log.")));

        assertThat(judge(tpot(99, OverRepeats.MEAN), repeats).headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m c4: repeat 2 of 2 is spoilt: the server ended. Measure it again with"
                                + " -Dassay.resume and the directory of this run. (recorded 2026-11-21)");
    }

    @Test
    void isUnmeasuredAndNamesTheRepeatThatAnAuditSpoilt() {
        var short1 = new ArrayList<>(traces(10));
        short1.set(0, Traces.whole("c4-001", 0, 20, 10, 2));
        var repeats = List.of(
                recorded(1, 10),
                new Repeat.Recorded(2, "run r-1", () -> Plans.started(Plans.recording(List.copyOf(short1)), "two")));

        assertThat(judge(tpot(99, OverRepeats.MEAN), repeats).headline())
                .startsWith("UNMEASURED smollm2-135m c4: repeat 2 of 2 is spoilt: tokens exact: ");
    }

    @Test
    void failsOnSoundRepeatsEvenIfAnotherIsSpoilt() {
        var repeats =
                List.of(recorded(1, 10), new Repeat.NotSent(2, new Unmeasured("the server ended", "See its log.")));

        assertThat(judge(tpot(9, OverRepeats.MEAN), repeats).word()).isEqualTo("FAIL");
    }

    @Test
    void keepsASpoiltRepeatThatWasMeasuredAgainAndDoesNotCountIt() {
        var repeats = List.of(
                new Repeat.Superseded(1, "run r-1", () -> Plans.started(Plans.recording(traces(99)), "zero")),
                recorded(1, 10),
                recorded(2, 10));

        var test = (TestVerdict.OfRepeats) judge(tpot(11, OverRepeats.MEAN), repeats);

        assertThat(test.word()).isEqualTo("PASS");
        assertThat(test.superseded()).hasSize(1);
        assertThat(test.repeats()).extracting(TestVerdict.OfRepeat::number).containsExactly(1, 2);
    }

    /** Four requests below a limit on p50 prove nothing (½⁴ = 0.06), eight do (½⁸ = 0.004). */
    @Test
    void provesAQuantileByTheRequestsOfAllRepeats() {
        var limit = Plans.max("ttft.p50", 21, Unit.MILLISECONDS, "21 ms");

        assertThat(judge(limit, 10).word()).isEqualTo("INCONCLUSIVE");
        assertThat(judge(limit, 10, 10).headline())
                .isEqualTo("PASS smollm2-135m c4: ttft.p50 20.000 ms, the mean of 2 repeats (20.000 ms to 20.000 ms; sd"
                        + " 0.000 ms), allowed at most 21 ms, n=8 (recorded 2026-11-21)");
        assertThat(judge(Plans.max("ttft.p50", 19, Unit.MILLISECONDS, "19 ms"), 10, 10)
                        .word())
                .isEqualTo("FAIL");
    }

    /** 9.9, 10 and 10.1: 95 % sure of 10 ± 0.1686, and 99 % of 10 ± 0.4021. */
    @Test
    void judgesBothSidesOfARangeWithConfidence() {
        assertThat(judge(between(9.8, 10.2), 9.9, 10, 10.1).headline())
                .contains("95 % sure: 9.831 ms to 10.169 ms")
                .startsWith("PASS");
        assertThat(judge(between(9.9, 10.2), 9.9, 10, 10.1).word()).isEqualTo("INCONCLUSIVE");
        assertThat(judge(between(9.8, 10.1), 9.9, 10, 10.1).word()).isEqualTo("INCONCLUSIVE");
        assertThat(judge(between(10.41, 11), 9.9, 10, 10.1).word()).isEqualTo("FAIL");
        assertThat(judge(between(9, 9.59), 9.9, 10, 10.1).word()).isEqualTo("FAIL");
    }

    private static Limit between(double low, double high) {
        var limit = Plans.between("tpot.mean", low, high, Unit.MILLISECONDS, low + " ms", high + " ms");
        return new Limit(
                limit.figure(),
                limit.bound(),
                limit.window(),
                true,
                false,
                false,
                sure(),
                limit.origin(),
                null,
                limit.place());
    }

    @Test
    void leavesALimitOpenThatIsYetToBeSet() {
        assertThat(judge(Plans.calibrate("tpot.mean"), 9, 10, 14).headline())
                .startsWith("INCONCLUSIVE smollm2-135m c4: tpot.mean 11.000 ms, the mean of 3 repeats (9.000 ms to"
                        + " 14.000 ms; sd 2.646 ms), to calibrate, n=12: there is no limit yet to compare it with.");
    }

    /** 20 ms after a first read with one or two of three tokens: a tpot of 10 to 20 ms. With a repeat of 10 ms exactly, the mean is 10 to 15 ms. */
    @Test
    void meanMayBeOffByTheMeanOfWhatItsRepeatsMayBe() {
        var unclear = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> Traces.trace("c4-00" + i)
                        .text(20, " a")
                        .last(40, " b c", "length")
                        .usage(256, 3)
                        .done()
                        .build()
                        .with(new TextTokens(1, 2)))
                .toList();
        var repeats = List.<Repeat>of(
                new Repeat.Recorded(1, "run r-1", () -> Plans.started(Plans.recording(unclear), "one")),
                recorded(2, 10));

        // A median may be off by as much as one repeat: the median of both may be 20 ms.
        assertThat(judge(tpot(15.1, new OverRepeats(true, OptionalDouble.empty())), repeats)
                        .headline())
                .startsWith("UNMEASURED")
                .contains("it could be as high as 20.000 ms, which would get FAIL");
        assertThat(judge(tpot(15.1, new OverRepeats(true, OptionalDouble.empty())), repeats.reversed())
                        .headline())
                .contains("it could be as high as 20.000 ms, which would get FAIL");
        // By the reciprocals the first repeat has 50 to 100 tokens a second, and the mean 75 to 100.
        assertThat(judge(decode(74), repeats).word()).isEqualTo("PASS");
        assertThat(judge(decode(76), repeats).headline()).contains("it could be as low as 75.0");
        assertThat(judge(tpot(15.1, OverRepeats.MEAN), repeats.subList(0, 1)).headline())
                .contains("it could be as high as 20.000 ms, which would get FAIL");
        assertThat(judge(tpot(15.1, OverRepeats.MEAN), repeats).word()).isEqualTo("PASS");
        assertThat(judge(tpot(9.9, OverRepeats.MEAN), repeats).word()).isEqualTo("FAIL");
        assertThat(judge(tpot(14.9, OverRepeats.MEAN), repeats).headline())
                .isEqualTo("UNMEASURED smollm2-135m c4: tpot.mean 10.000 ms, the mean of 2 repeats (10.000 ms to"
                        + " 10.000 ms; sd 0.000 ms), allowed at most 14.9 ms, n=8: it could be as high as 15.000 ms,"
                        + " which would get FAIL, since in repeat 1 nobody knows exactly how many tokens its first"
                        + " reads brought, or how long these were held back (see the audit 'first reads'). Reach the"
                        + " server without what holds its events back, or measure farther from the limit. (recorded"
                        + " 2026-11-21)");
    }

    private static Limit decode(double least) {
        return Plans.min("decode-tps.mean", least, Unit.TOKENS_PER_SECOND, least + " tok/s");
    }

    @Test
    void isOnlyShownWhereTheFileSaysThatAnUndecidedLimitWarns() {
        var limit = new Limit(
                tpot(15.4, sure()).figure(),
                tpot(15.4, sure()).bound(),
                Limit.Window.WHOLE,
                true,
                true,
                false,
                sure(),
                tpot(15.4, sure()).origin(),
                null,
                new Location("thresholds.yaml", 30, 11));

        var test = judge(limit, 9, 10, 14);

        assertThat(test.word()).isEqualTo("INCONCLUSIVE (warned)");
        assertThat(test.tolerated()).isTrue();
    }

    private static TestVerdict pickedQuestion(String... answers) {
        var repeats = new ArrayList<Repeat>();
        for (var answer : answers) {
            var trace = Traces.trace("first_light_v1-q-1")
                    .role(1)
                    .says(2, answer)
                    .finish(3, "stop")
                    .usage(30, 6)
                    .done()
                    .build();
            repeats.add(new Repeat.Recorded(repeats.size() + 1, "run r-1", () -> Plans.recording(List.of(trace))));
        }
        return Judge.judge(Plans.planned(Plans.accuracy(1)), repeats, References.NONE);
    }

    @Test
    void failsAPickedQuestionThatIsWrongInARepeat() {
        assertThat(pickedQuestion("42", "42").headline())
                .isEqualTo("PASS smollm2-135m first_light_v1: right in all 2 repeats; only this question was asked, no"
                        + " limit was judged (recorded 2026-11-21)");
        assertThat(pickedQuestion("42", "41").headline())
                .isEqualTo("FAIL smollm2-135m first_light_v1: repeat 2: q-1 WRONG, expected 42, found 41 (only number"
                        + " of the last line); only this question was asked, no limit was judged (recorded"
                        + " 2026-11-21)");
    }

    @Test
    void isUnmeasuredWhereNoRepeatOfAPickedQuestionIsSound() {
        var why = new Unmeasured("the server ended", "See its log.");

        assertThat(Judge.judge(
                                Plans.planned(Plans.accuracy(1)),
                                List.of(new Repeat.NotSent(1, why), new Repeat.NotSent(2, why)),
                                References.NONE)
                        .word())
                .isEqualTo("UNMEASURED");
    }

    private static Repeat protocol(int number, List<Trace> traces) {
        return new Repeat.Recorded(number, "run r-" + number, () -> Protocols.recording(Protocols.FREED, traces));
    }

    @Test
    void protocolOfJoinedRunsPassesIfItPassedInEach() {
        var planned = Plans.planned(Protocols.test(true, true));
        var whole = protocol(1, Protocols.whole());
        // Without an answer to a probe its checks are UNMEASURED.
        var cut = protocol(2, Protocols.whole().subList(1, Protocols.whole().size()));

        assertThat(Judge.judge(planned, List.of(whole, protocol(2, Protocols.whole())), References.NONE)
                        .headline())
                .isEqualTo("PASS smollm2-135m protocol: 7 of 7 checks hold (measured 2026-11-21)");
        // One that was measured again does not count.
        assertThat(Judge.judge(
                                planned,
                                List.of(
                                        new Repeat.Superseded(
                                                1, "run r-1", () -> Protocols.recording(Protocols.FREED, List.of())),
                                        whole),
                                References.NONE)
                        .word())
                .isEqualTo("PASS");
        assertThat(Judge.judge(planned, List.of(cut, whole), References.NONE).word())
                .isEqualTo(Judge.judge(planned, List.of(cut), References.NONE).word())
                .isNotEqualTo("PASS");
        assertThat(Judge.judge(
                                planned,
                                List.of(whole, new Repeat.NotSent(2, new Unmeasured("nobody answers", "Start it."))),
                                References.NONE)
                        .word())
                .isEqualTo("UNMEASURED");
    }
}
