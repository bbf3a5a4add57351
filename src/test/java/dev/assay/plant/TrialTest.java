package dev.assay.plant;

import static dev.assay.plant.Faults.fault;
import static dev.assay.plant.Faults.repeats;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.MeasuredStarts;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.input.Location;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Unit;
import dev.assay.plant.LimitTrial.Kind;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.starts.RunSet;
import dev.assay.testing.Counted;
import dev.assay.testing.Figures;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final Limit TPOT = max("tpot.mean", 14.2, Unit.MILLISECONDS, "14.2 ms");
    private static final Limit TTFT = max("ttft.mean", 21, Unit.MILLISECONDS, "21 ms");

    /** Four requests at once: ttft 20 ms, tpot 10 ms, 5 tokens. */
    private static List<Trace> traces(double gap) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(i -> Traces.whole("c4-00" + i, 0, 20, gap, 5))
                .toList();
    }

    private static Trial trial(TestSpec test, Recording... recordings) {
        return new Trial(Plans.planned(test), repeats(recordings), References.NONE, 1);
    }

    private static Trial trial(Limit... limits) {
        return trial(Plans.loadTest(4, 5, limits), Plans.recording(traces(10)));
    }

    private static String said(LimitTrial limit) {
        return limit.kind() + " " + limit.limit() + ": " + limit.before() + " → " + limit.after()
                + limit.redFrom().stream()
                        .map(red -> ", " + red.verdict() + " from " + red.fault())
                        .collect(Collectors.joining());
    }

    @Test
    void namesTheSmallestSizeThatMakesALimitRed() {
        // 14.2 / 10 is +42 %, which is allowed; 43 % is not.
        assertThat(trial(TPOT, TTFT).of(fault("tpot+5%")).limits())
                .extracting(TrialTest::said)
                .containsExactly(
                        "STAYS_GREEN tpot.mean at most 14.2 ms: PASS → PASS, FAIL from tpot+43%",
                        "UNTOUCHED ttft.mean at most 21 ms: PASS → PASS");
        assertThat(trial(TPOT, TTFT).of(fault("tpot+50%")).limits().getFirst())
                .extracting(TrialTest::said)
                .isEqualTo("TURNS_RED tpot.mean at most 14.2 ms: PASS → FAIL, FAIL from tpot+43%");
    }

    @Test
    void searchesInTheUnitOfTheFault() {
        assertThat(trial(TPOT, TTFT).of(fault("ttft+0.2ms")).limits())
                .extracting(TrialTest::said)
                .containsExactly(
                        "STAYS_GREEN ttft.mean at most 21 ms: PASS → PASS, FAIL from ttft+1.1ms",
                        "UNTOUCHED tpot.mean at most 14.2 ms: PASS → PASS");
    }

    @Test
    void takesTheFaultItselfWhereNoSmallerSizeThatIsTriedIsRed() {
        assertThat(trial(TPOT).of(fault("tpot+42.1%")).limits().getFirst().redFrom())
                .contains(new LimitTrial.Red(fault("tpot+42.1%"), "FAIL"));
    }

    @Test
    void isABlindSpotIfNoLimitWhoseFigureChangesTurnsRed() {
        var unseen = trial(TPOT, TTFT).of(fault("tpot+5%"));
        var seen = trial(TPOT, TTFT).of(fault("e2e+10%"));

        assertThat(unseen.isBlindSpot()).isTrue();
        assertThat(seen.isBlindSpot()).isFalse();
        assertThat(seen.of(Kind.TURNS_RED)).extracting(LimitTrial::limit).containsExactly("ttft.mean at most 21 ms");
    }

    @Test
    void doesNotCountALimitThatWasRedBefore() {
        var trial = trial(max("tpot.mean", 9, Unit.MILLISECONDS, "9 ms")).of(fault("tpot+5%"));

        assertThat(trial.limits())
                .extracting(TrialTest::said)
                .containsExactly("WAS_RED tpot.mean at most 9 ms: FAIL → FAIL");
        assertThat(trial.isBlindSpot()).isFalse();
        assertThat(trial.touches()).isTrue();
    }

    @Test
    void doesNotTakeALimitThatIsOnlyShownForRed() {
        var tolerated = new Limit(TPOT.figure(), TPOT.bound(), false, false, TPOT.place());

        assertThat(trial(tolerated).of(fault("tpot+50%")).limits())
                .extracting(TrialTest::said)
                .containsExactly("STAYS_GREEN tpot.mean (tolerated) at most 14.2 ms: PASS → would FAIL");
    }

    @Test
    void showsTheLimitOnFailedRequestsThatEveryLoadTestHas() {
        var limits = trial(TPOT).of(fault("failed+1%")).limits();

        assertThat(limits)
                .extracting(TrialTest::said)
                .contains("TURNS_RED failed at most 0: PASS → FAIL, FAIL from failed+25%");
    }

    @Test
    void plantsIntoEveryRepeat() {
        var three = trial(
                Plans.loadTest(4, 5, TPOT),
                Plans.recording(traces(9)),
                Plans.recording(traces(10)),
                Plans.recording(traces(11)));

        // The mean is 10 ms.
        assertThat(three.of(fault("tpot+50%")).limits())
                .extracting(TrialTest::said)
                .containsExactly("TURNS_RED tpot.mean at most 14.2 ms: PASS → FAIL, FAIL from tpot+43%");
        assertThat(three.of(fault("tpot+50%")).limits().getFirst().measured())
                .startsWith("15.000 ms, the mean of 3 repeats (13.500 ms to 16.500 ms");
    }

    @Test
    void leavesWhatTheTestIsComparedWithAsItWasMeasured() {
        var against = new Against("bf16", Location.commandLine());
        var limit = new Limit(
                Figures.limited("accuracy"),
                new Bound.NoWorse(against, new Margin.Points(0.05, "5 pp")),
                true,
                false,
                new Location("thresholds.yaml", 30, 9));
        var test = Plans.accuracy(60, limit);
        var recording = answers(50, 60);
        var reference = new RunSet("bf16", List.of(MeasuredStarts.of(Plans.planned(test), recording, "run r-0")));
        var trial = new Trial(
                Plans.planned(test),
                repeats(recording),
                (planned, against1, measured) -> new Reference.Found(reference, false),
                1);

        var limits = trial.of(fault("accuracy-40pp")).limits();

        assertThat(limits)
                .extracting(each -> each.limit() + ": " + each.before() + " → " + each.after() + " " + each.kind())
                .containsExactly("accuracy no-worse against bf16, margin 5 pp: PASS → FAIL TURNS_RED");
        // Without a flip, 60 questions prove 2.7055 / 62.7055 = 4.3 points, and with one lost question no longer 5.
        // Of seven lost questions, the exact p-value is 1 / 128, which is below 0.01.
        assertThat(limits.getFirst().redFrom())
                .containsExactly(
                        new LimitTrial.Red(fault("accuracy-1.66pp"), "INCONCLUSIVE"),
                        new LimitTrial.Red(fault("accuracy-11.66pp"), "FAIL"));
    }

    /** The first questions are right, the others are wrong. */
    private static Recording answers(int right, int asked) {
        return Plans.recording(IntStream.rangeClosed(1, asked)
                .mapToObj(i -> Traces.trace("first_light_v1-q-" + i)
                        .role(1)
                        .says(2, i <= right ? "The answer is 42." : "The answer is 41.")
                        .finish(3, "stop")
                        .usage(30, 6)
                        .done()
                        .build())
                .toList());
    }

    @Test
    void countsAnswersOneByOne() {
        var trial = trial(Plans.accuracy(10, min("accuracy", 0.6, Unit.SHARE, "6/10")), answers(8, 10));

        assertThat(trial.of(fault("accuracy-2pp")).limits())
                .extracting(TrialTest::said)
                .containsExactly("STAYS_GREEN accuracy at least 6/10: PASS → PASS, FAIL from accuracy-30pp");
    }

    @Test
    void showsATestThatFailsWhateverItsLimitsSay() {
        var test = critical(Plans.accuracy(10, min("accuracy", 0.1, Unit.SHARE, "1/10")));

        assertThat(trial(test, answers(9, 10)).of(fault("accuracy-80pp")).limits())
                .extracting(TrialTest::said)
                .containsExactly(
                        "STAYS_GREEN accuracy at least 1/10: PASS → PASS, FAIL from accuracy-90pp",
                        "TURNS_RED what fails the test whatever its limits say: PASS → FAIL, FAIL from accuracy-10pp");
    }

    /** Returns the test with questions that are all critical, but for the last one. */
    private static TestSpec.Accuracy critical(TestSpec.Accuracy test) {
        var evalset = test.evalset();
        var questions = evalset.questions().stream()
                .map(each -> new Question(
                        each.id(),
                        each.text(),
                        each.expected(),
                        !each.id().equals("q-" + evalset.questions().size()),
                        List.of(),
                        each.place()))
                .toList();
        return new TestSpec.Accuracy(
                test.name(),
                new Evalset(
                        evalset.name(),
                        evalset.title(),
                        null,
                        evalset.maxTokens(),
                        evalset.thinking(),
                        null,
                        null,
                        null,
                        evalset.sha256(),
                        questions),
                test.concurrency(),
                false,
                test.source(),
                test.limits(),
                test.conditions(),
                test.place());
    }

    @Test
    void judgesWhatTheServerCounts() {
        var recording = Counted.requests(4)
                .with(ServerCount.OUTPUT_TOKENS, 20)
                .with(ServerCount.DRAFTS, 100)
                .with(ServerCount.ACCEPTED_TOKENS, 150)
                .over(traces(10).toArray(Trace[]::new));
        var trial = trial(Plans.loadTest(4, 5, min("accept-length", 2, Unit.TOKENS, "2 tokens")), recording);

        assertThat(trial.of(fault("accept-length=1.1")).limits())
                .extracting(TrialTest::said)
                .containsExactly(
                        "TURNS_RED accept-length at least 2 tokens: PASS → FAIL, FAIL from accept-length=1.99");
        assertThat(trial.of(fault("accept-length=2.2")).limits())
                .extracting(TrialTest::said)
                .containsExactly(
                        "STAYS_GREEN accept-length at least 2 tokens: PASS → PASS, FAIL from accept-length=1.99");
    }

    @Test
    void touchesNothingWhereTheTestCannotHaveTheFault() {
        var load = trial(TPOT).of(fault("accept-length=1.1"));
        var evalset = trial(Plans.accuracy(4, min("accuracy", 0.5, Unit.SHARE, "2/4")), answers(4, 4))
                .of(fault("tpot+5%"));

        assertThat(load.touches()).isFalse();
        assertThat(load.remarks()).containsExactly("smollm2-135m c4: the server's counters were not read");
        assertThat(evalset.touches()).isFalse();
        assertThat(evalset.remarks()).isEmpty();
    }

    @Test
    void saysWhyATestWasNotMeasured() {
        var trial = new Trial(
                Plans.planned(Plans.loadTest(4, 5, TPOT)),
                List.of(new Repeat.NotSent(1, new Verdict.Unmeasured("that run did not measure it", "Name another."))),
                References.NONE,
                1);

        assertThat(trial.of(fault("tpot+5%")))
                .isEqualTo(new FaultTrial(
                        fault("tpot+5%"), List.of(), List.of("smollm2-135m c4: that run did not measure it")));
        assertThat(trial.limits()).isEmpty();
    }
}
