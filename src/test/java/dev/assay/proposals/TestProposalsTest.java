package dev.assay.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestProposalsTest {
    private static final Limit TPOT = Plans.max("tpot.mean", 99, Unit.MILLISECONDS, "99 ms");

    /** Requests of three tokens, four at a time: ttft 20 ms, then two gaps of so many ms, and up to 0.7 ms more, without a trend. */
    private static List<Trace> traces(int requests, double gap) {
        var traces = new ArrayList<Trace>();
        var start = 0.0;
        for (var k = 0; k < requests; k++) {
            var each = gap + k / 4 * 3 % 8 * 0.1;
            traces.add(Traces.whole(String.format(Locale.ROOT, "c4-%03d", k + 1), start, 20, each, 3));
            start += k % 4 == 3 ? 20 + 2 * each : 0;
        }
        return traces;
    }

    private static Repeat recorded(int number, List<Trace> traces, String start) {
        return new Repeat.Recorded(
                number, "run r-1, repeat " + number, () -> Plans.started(Plans.recording(traces), start));
    }

    private static TestVerdict judge(List<Limit> limits, List<Repeat> repeats, int requests) {
        return Judge.judge(
                Plans.planned(Plans.loadTest(requests, 3, limits.toArray(Limit[]::new))), repeats, References.NONE);
    }

    private static TestVerdict ofGaps(Limit limit, int requests, double... gaps) {
        var repeats = new ArrayList<Repeat>();
        for (var gap : gaps) {
            repeats.add(recorded(repeats.size() + 1, traces(requests, gap), "start " + repeats.size()));
        }
        return judge(List.of(limit), repeats, requests);
    }

    private static List<String> lines(TestVerdict verdict, int runs) {
        return TestProposals.of(verdict, runs, 0.01, "AMD EPYC").orElseThrow().lines();
    }

    /** 11 ± 2.6458, in the file 11.00 and 2.7; t.isf(0.01, 2) √(4/3) = 8.0420: 11 + 8.0420 · 2.7 = 32.7. */
    @Test
    void proposesWhatTheMeansOfTheRepeatsAllow() {
        assertThat(lines(ofGaps(TPOT, 4, 9, 10, 14), 3))
                .containsExactly(
                        "smollm2-135m c4",
                        "  tpot.mean at most 33 ms (was at most 99 ms): slack of 8.1 sd, from 3 runs: fails by chance in 1 of"
                                + " 103; sees a change of 31.104 ms (282.8 %) in 95 of 100 runs");
    }

    /** What 32 requests prove of their p90 is the largest of them, 0.7 ms above the first. */
    @Test
    void takesOfAQuantileWhatEachRepeatProves() {
        var p90 = Plans.max("tpot.p90", 99, Unit.MILLISECONDS, "99 ms");
        var proposals = TestProposals.of(ofGaps(p90, 32, 9, 10, 14), 3, 0.01, "AMD EPYC")
                .orElseThrow();

        var from = proposals.proposed().getFirst().origin().from().orElseThrow();
        assertThat(from.mean()).isEqualTo(11.7);
    }

    @Test
    void proposesNothingIfARepeatIsSpoilt() {
        var repeats = List.of(
                recorded(1, traces(4, 9), "1"),
                recorded(2, traces(4, 10), "2"),
                new Repeat.NotSent(3, new Unmeasured("the server ended", "See its log.")));

        assertThat(lines(judge(List.of(TPOT), repeats, 4), 3))
                .containsExactly("smollm2-135m c4: nothing is proposed: repeat 3 cannot be used: the server ended");
    }

    @Test
    void proposesNothingFromRepeatsOfOneStart() {
        var repeats = List.of(
                recorded(1, traces(4, 9), "1"), recorded(2, traces(4, 10), "1"), recorded(3, traces(4, 11), "1"));

        assertThat(lines(judge(List.of(TPOT), repeats, 4), 3))
                .containsExactly(
                        "smollm2-135m c4: nothing is proposed: its 3 repeats are of 1 start of a server, and a limit"
                                + " needs at least 3, each with a start of its own, because starts differ more than repeats of"
                                + " one");
    }

    @Test
    void proposesNothingFromAnotherNumberOfRepeats() {
        assertThat(lines(ofGaps(TPOT, 4, 9, 10, 14), 5))
                .containsExactly("smollm2-135m c4: nothing is proposed: it has 3 repeats, and not 5");
        assertThat(lines(ofGaps(TPOT, 4, 9), 3))
                .containsExactly("smollm2-135m c4: nothing is proposed: it was measured only once");
    }

    @Test
    void namesALimitThatStaysAndTheSourceThatMayBeWrongNow() {
        var tokens = Plans.max("input-tokens.mean", 300, Unit.TOKENS, "300 tokens");
        var repeats = List.of(
                recorded(1, traces(4, 9), "1"), recorded(2, traces(4, 10), "2"), recorded(3, traces(4, 14), "3"));
        var test = Plans.sourced("typed in", Plans.loadTest(4, 3, TPOT, tokens));

        assertThat(lines(Judge.judge(Plans.planned(test), repeats, References.NONE), 3))
                .hasSize(4)
                .contains(
                        "  input-tokens.mean stays at most 300 tokens: all 3 runs gave 256.0 tokens, and without a spread no"
                                + " limit follows: write it by hand",
                        "  'source' still says [typed in]: change it by hand if it is no longer so");
    }

    /** The repeats of 20 questions with so many right answers; the first questions are the wrong ones. */
    private static TestVerdict ofAnswers(int... right) {
        var repeats = new ArrayList<Repeat>();
        for (var each : right) {
            var traces = IntStream.rangeClosed(1, 20)
                    .mapToObj(i -> Traces.trace("first_light_v1-q-" + i)
                            .says(2, i > 20 - each ? "42" : "41")
                            .finish(3, "stop")
                            .usage(30, 2)
                            .done()
                            .build())
                    .toList();
            repeats.add(recorded(repeats.size() + 1, traces, "start " + repeats.size()));
        }
        return Judge.judge(
                Plans.planned(
                        Plans.accuracy(20, Plans.calibrate("accuracy"), Plans.max("wrong", 0.5, Unit.SHARE, "10/20"))),
                repeats,
                References.NONE);
    }

    /** Two are never right, one twice, 17 always. t.isf(0.005, 2) √(4/3) = 11.4602: 0.8833 − 11.4602 · 0.02887 = 0.55, so 11 of 20. */
    @Test
    void countsInHowManyRepeatsEachQuestionWasRightOrWrong() {
        var proposed = TestProposals.of(ofAnswers(18, 17, 18), 3, 0.01, "AMD EPYC")
                .orElseThrow()
                .proposed();

        assertThat(proposed)
                .extracting(each ->
                        each.bound() + " " + each.origin().from().orElseThrow().byQuestion())
                .containsExactly("at least 11/20 [2, 0, 1, 17]", "at most 9/20 [17, 1, 0, 2]");
    }
}
