package dev.assay.gate;

import static dev.assay.testing.Figures.ofEvalset;
import static dev.assay.testing.Plans.calibrate;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccuracyLimitsTest {
    /** statsmodels 0.15.0: proportion_confint(k, n, method='wilson'), in percent with one decimal. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            6  | 10 | 0.6   | 6/10  | PASS | accuracy 6/10 (95 % interval 31.3 % to 83.2 %), allowed at least 6/10, n=10
            5  | 10 | 0.6   | 6/10  | FAIL | accuracy 5/10 (95 % interval 23.7 % to 76.3 %), allowed at least 6/10, n=10
            10 | 10 | 1     | 100 % | PASS | accuracy 10/10 (95 % interval 72.2 % to 100.0 %), allowed at least 100 %, n=10
            0  | 10 | 0.1   | 10 %  | FAIL | accuracy 0/10 (95 % interval 0.0 % to 27.8 %), allowed at least 10 %, n=10
            31 | 40 | 0.775 | 31/40 | PASS | accuracy 31/40 (95 % interval 62.5 % to 87.7 %), allowed at least 31/40, n=40
            34 | 40 | 0.85  | 85 %  | PASS | accuracy 34/40 (95 % interval 70.9 % to 92.9 %), allowed at least 85 %, n=40
            """)
    void judgeTheShareAndShowItsInterval(
            int right, int asked, double least, String written, String verdict, String sentence) {
        var test = judge(answers(right, asked), asked, min("accuracy", least, Unit.SHARE, written));

        assertThat(test.headline())
                .isEqualTo(verdict + " smollm2-135m first_light_v1: " + sentence + " (recorded 2026-11-21)");
    }

    @Test
    void judgeTheShareOfAnOutcome() {
        var test = judge(answers(3, 4), 4, max("wrong", 0, Unit.SHARE, "0"));

        assertThat(test.headline())
                .isEqualTo(
                        "FAIL smollm2-135m first_light_v1: wrong 1/4 (95 % interval 4.6 % to 69.9 %), allowed at most 0,"
                                + " n=4 (recorded 2026-11-21)");
    }

    @Test
    void judgeTheShareOfAFinishReason() {
        var test = judge(answers(4, 4), 4, max(ofEvalset("finish.stop"), 0.5, Unit.SHARE, "50 %"));

        assertThat(test.headline())
                .isEqualTo(
                        "FAIL smollm2-135m first_light_v1: finish.stop 4/4 (95 % interval 51.0 % to 100.0 %), allowed at"
                                + " most 50 %, n=4 (recorded 2026-11-21)");
    }

    @Test
    void measureWhatIsYetToBeCalibrated() {
        var test = judge(answers(3, 4), 4, calibrate("accuracy"));

        assertThat(test.headline())
                .isEqualTo("INCONCLUSIVE smollm2-135m first_light_v1: accuracy 3/4 (95 % interval 30.1 % to 95.4 %),"
                        + " to calibrate, n=4: there is no limit yet to compare it with. Let -Dassay.calibrate=5 compute one"
                        + " (docs/thresholds.md). (recorded 2026-11-21)");
    }

    @Test
    void neverCountAFailedRequestAsWrong() {
        var traces = new ArrayList<>(answers(4, 4));
        traces.set(
                1,
                Traces.trace("first_light_v1-q-2")
                        .ending(new Ending.Truncated("cut"))
                        .build());

        var test = judge(traces, 4, min("accuracy", 0.5, Unit.SHARE, "2/4"));

        assertThat(test.headline())
                .isEqualTo("UNMEASURED smollm2-135m first_light_v1: 3 of 4 requests complete: 1 × TRUNCATED"
                        + " (first_light_v1-q-2: cut). No limit was judged; see the traces. (recorded 2026-11-21)");
        assertThat(test.limits())
                .extracting(LimitVerdict::sentence)
                .containsExactly("accuracy 3/3 (95 % interval 43.9 % to 100.0 %), allowed at least 2/4, n=3: the audit"
                        + " 'every planned request complete' is invalid. See the audits.");
    }

    @Test
    void haveNoValueWhereNothingWasAnswered() {
        var test = judge(List.of(), 4, min("accuracy", 0.5, Unit.SHARE, "2/4"));

        assertThat(test.headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m first_light_v1: 0 of 4 requests complete: 4 not sent. No limit was judged;"
                                + " see the traces. (recorded 2026-11-21)");
    }

    private static TestVerdict judge(List<Trace> traces, int asked, Limit limit) {
        return Judge.judge(Plans.planned(Plans.accuracy(asked, limit)), Plans.recording(traces));
    }

    private static List<Trace> answers(int right, int asked) {
        return IntStream.rangeClosed(1, asked)
                .mapToObj(i -> Traces.trace("first_light_v1-q-" + i)
                        .role(1)
                        .says(2, i <= right ? "The answer is 42." : "The answer is 41.")
                        .finish(3, "stop")
                        .usage(30, 6)
                        .done()
                        .build())
                .toList();
    }
}
