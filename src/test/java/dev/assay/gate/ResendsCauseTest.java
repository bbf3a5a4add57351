package dev.assay.gate;

import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Four slots that ask forty times, each answered after 40 ms: a first token after 20, two more 10 apart. One request of them may lose some
 * time, and those after it on its slot wait for it.
 */
class ResendsCauseTest {
    private static final Limit LONGEST = max("ttft.max", 22, Unit.MILLISECONDS, "22 ms");
    private static final Limit SHORTEST = max("ttft.max", 19, Unit.MILLISECONDS, "19 ms");

    private static List<Trace> forty(int slow, double lost) {
        var traces = new ArrayList<Trace>();
        for (var slot = 0; slot < 4; slot++) {
            var sent = 0.0;
            for (var i = 0; i < 10; i++) {
                var number = 10 * slot + i;
                var more = number == slow ? lost : 0;
                var trace = Traces.whole("c4-" + number, sent, 20 + more, 10, 3);
                traces.add(number == slow ? Traces.twice(trace, lost) : trace);
                sent += 40 + more;
            }
        }
        return traces;
    }

    private static TestVerdict judge(List<Trace> traces, Limit... limits) {
        return Judge.judge(Plans.planned(Plans.loadTest(40, 3, limits)), Plans.recording(traces));
    }

    private static LimitVerdict judged(double lost, Limit limit) {
        return judge(forty(5, lost), limit).limits().getFirst();
    }

    @Test
    void takesAFailAwayThatWhatWasLostMade() {
        assertThat(judged(5, LONGEST).sentence())
                .isEqualTo(
                        "ttft.max 25.000 ms, allowed at most 22 ms, n=40: it could be as low as 20.000 ms, which would"
                                + " get PASS, since requests that were sent twice lost time (see the audit 'requests sent twice'). See why kept connections are closed, and measure again.");
    }

    @Test
    void leavesAFailThatStandsWithoutIt() {
        assertThat(judged(5, SHORTEST).verdict()).isEqualTo(new Verdict.Fail());
    }

    @Test
    void leavesAPassWithAllThatWasLostInIt() {
        assertThat(judged(1.5, LONGEST).verdict()).isEqualTo(new Verdict.Pass());
        assertThat(judge(forty(5, 1.5), LONGEST).audits())
                .anySatisfy(
                        finding -> assertThat(finding.text()).startsWith("1 of 40 was sent twice, because the server"));
    }

    /** Each slot takes 400 ms for its ten, and the one that lost 5 takes 405: 40 requests in 405 ms are 98.765/s, in 400 ms 100. */
    @Test
    void reckonsWithThoseThatWaitedForTheSlot() {
        var rate = min("qps", 99.5, Unit.PER_SECOND, "99.5/s");

        assertThat(judged(5, rate).sentence())
                .isEqualTo(
                        "qps 98.765/s, allowed at least 99.5/s, n=40: it could be as high as 100.000/s, which"
                                + " would get PASS, since requests that were sent twice lost time (see the audit 'requests sent twice'). See why kept connections are closed, and measure again.");
    }

    /** 20 of 1620 ms are 1.23 %: the others may have been faster for it. */
    @Test
    void passesNothingThatFewerAtOnceMayHaveMadeFaster() {
        var tpot = max("tpot.mean", 10, Unit.MILLISECONDS, "10 ms");

        assertThat(judged(10, tpot).verdict()).isEqualTo(new Verdict.Pass());
        assertThat(judged(20, tpot).sentence())
                .isEqualTo(
                        "tpot.mean 10.000 ms, allowed at most 10 ms, n=40: the audit 'requests sent twice' is invalid."
                                + " See the audits.");
        assertThat(judged(20, max("output-tokens.mean", 3, Unit.TOKENS, "3 tokens"))
                        .verdict())
                .isEqualTo(new Verdict.Pass());
    }
}
