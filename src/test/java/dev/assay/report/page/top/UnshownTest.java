package dev.assay.report.page.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.report.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run says that it does not show depends on what it measured. */
class UnshownTest {
    private static final String TODAY = "how the server behaves today";
    private static final String OTHERS = "what the other tests would say";
    private static final String INSIDE = "what happened inside the server: its queue, preemptions, use of the KV cache";
    private static final String SLOW = "whether single requests are slow";
    private static final String UNJUDGED = "whether the accuracy is good enough";
    private static final String SMALL = "a change of accuracy that is smaller than these 95 % intervals are wide";

    private static List<String> of(boolean partial, boolean again, TestVerdict test) {
        var plan = new Plan(List.of(test.planned()), partial);
        return Unshown.of(new RunVerdict("run", "recordings in tapes", again, plan, List.of(test))).stream()
                .map(each -> each.what().english())
                .toList();
    }

    private static List<String> of(TestVerdict test) {
        return of(false, false, test);
    }

    @Test
    void namesTheServerOfTodayIfARunIsJudgedAgain() {
        assertThat(of(false, true, Runs.passingEvalset())).contains(TODAY);
    }

    @Test
    void namesTheTestsThatWereLeftOut() {
        assertThat(of(true, false, Runs.passingEvalset())).contains(OTHERS);
        assertThat(of(Runs.passingEvalset())).doesNotContain(OTHERS);
    }

    @Test
    void namesTheInsideOfAServerWhoseCountersWereNotRead() {
        assertThat(of(Runs.failingCell())).contains(INSIDE);
        assertThat(of(Runs.countedCell())).doesNotContain(INSIDE);
    }

    @Test
    void namesSlowRequestsWhereALimitIsOnAMeanOnly() {
        assertThat(of(Runs.failingCell())).contains(SLOW);
        assertThat(of(Runs.passingEvalset())).doesNotContain(SLOW);
    }

    @Test
    void namesSmallChangesOfEvalsetsWithTheirIntervals() {
        var test = Runs.failingEvalset();
        var said =
                Unshown.of(new RunVerdict("run", "x", new Plan(List.of(test.planned()), false), List.of(test))).stream()
                        .filter(each -> each.what().english().equals(SMALL))
                        .findFirst();

        assertThat(said.orElseThrow().since().english())
                .isEqualTo("so few questions were asked: smollm2-135m first_light_v1 2/5 (11.8 % – 76.9 %)");
        assertThat(of(Runs.failingCell())).doesNotContain(SMALL);
    }

    @Test
    void namesEvalsetsWhoseAccuracyNobodyJudges() {
        assertThat(of(Runs.passingEvalset())).doesNotContain(UNJUDGED);
        assertThat(of(Runs.pickedQuestion())).contains(UNJUDGED);
    }

    @Test
    void saysNothingOfWhatWasNotMeasured() {
        assertThat(of(Runs.notRun(Runs.failingCell().planned()))).isEmpty();
    }
}
