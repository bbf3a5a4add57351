package dev.assay.report.against;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.texts.TextScore;
import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.Difference;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.MeasuredText;
import dev.assay.starts.RunSet;
import dev.assay.starts.StartValue;
import dev.assay.starts.Starts;
import dev.assay.stats.Uncertainty;
import dev.assay.testing.Plans;
import dev.assay.testing.Texts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparedRunTest {
    private static final String OTHER = "runs/20261120-080000-000";

    private static MeasuredStart load(int hour, double ttft, double tpot, double qps) {
        var values = new LinkedHashMap<String, StartValue>();
        values.put("ttft.mean", Starts.value(ttft));
        values.put("ttft.p99", Starts.value(2 * ttft));
        values.put("tpot.mean", Starts.value(tpot));
        values.put("qps", Starts.value(qps));
        values.put("input-tokens.mean", Starts.value(256));
        return start(hour, conditions(), values, Map.of());
    }

    private static RunSet set(String name, MeasuredStart... starts) {
        return new RunSet(name, List.of(starts));
    }

    private static ComparedPair.Compared load(RunSet here, RunSet there) {
        return new ComparedPair.Compared(Plans.planned(Plans.loadTest(20, 64)), here, there, List.of());
    }

    private static RunSet answered(String name, String digits) {
        var answers = new LinkedHashMap<String, Boolean>();
        for (var i = 0; i < digits.length(); i++) {
            answers.put("q" + (i + 1), digits.charAt(i) == '1');
        }
        return set(name, start(0, conditions(), Map.of(), answers));
    }

    @Test
    void saysWhoIsBetterAtWhatByHowMuchHowSure() {
        var pair = load(
                set("small", load(0, 100, 44, 1), load(1, 102, 44.2, 1.2), load(2, 98, 44.4, 1.1)),
                set(OTHER, load(10, 100, 40, 0.5), load(11, 101, 40.2, 0.51), load(12, 99, 40.4, 0.52)));

        // Welch's intervals of the logarithms, by SciPy 1.17.1: ttest_ind(...,
        // equal_var=False).confidence_interval(0.95).
        assertThat(new ComparedRun(OTHER, List.of(pair)).lines())
                .containsExactly(
                        "compared with " + OTHER + ":",
                        "  smollm2-135m c4: 3 measurements here, 3 measurements there",
                        "    figure     here       there      change    95 % interval",
                        "    ttft.mean  99.987 ms  99.997 ms  0.0 %     -4.1 % to +4.2 %",
                        "    tpot.mean  44.200 ms  40.200 ms  +10.0 %   +8.8 % to +11.1 %",
                        "    qps        1.097/s    0.510/s    +115.1 %  +73.7 % to +166.4 %",
                        "    smollm2-135m is worse than " + OTHER
                                + " at tpot.mean (+10.0 %, 95 % interval +8.8 % to +11.1 %) and better at qps (+115.1 %, 95 %"
                                + " interval +73.7 % to +166.4 %); not sure: ttft.mean");
    }

    @Test
    void showsFiguresWithLimitsAndAllOnRequest() {
        var limit = Plans.max("ttft.p99", 500, Unit.MILLISECONDS, "500 ms");
        var pair = new ComparedPair.Compared(
                Plans.planned(Plans.loadTest(20, 64, limit)),
                set("small", load(0, 100, 44, 1)),
                set(OTHER, load(10, 100, 40, 0.5)),
                List.of());

        assertThat(pair.rows(false))
                .extracting(List::getFirst)
                .containsExactly("ttft.mean", "tpot.mean", "qps", "ttft.p99");
        assertThat(load(pair.here(), pair.there()).rows(true))
                .extracting(List::getFirst)
                .containsExactly("ttft.mean", "ttft.p99", "tpot.mean", "qps");
    }

    @Test
    void isSureOfNothingWithOneStartOnEachSide() {
        var pair = load(set("small", load(0, 100, 44, 1)), set(OTHER, load(10, 100, 40, 0.5)));

        assertThat(pair.sentence())
                .isEqualTo("no difference between smollm2-135m and " + OTHER
                        + " is sure; without an interval, which needs several"
                        + " starts of the server: ttft.mean, tpot.mean, qps");
        assertThat(pair.rows(false).get(1)).containsExactly("tpot.mean", "44.000 ms", "40.000 ms", "+10.0 %", "–");
    }

    @Test
    void saysWhichEndOfAnIntervalIsNotKnownAndWhy() {
        var infinite = Double.POSITIVE_INFINITY;
        var here = set(
                "small",
                off(0, new Uncertainty(0, infinite), new Uncertainty(infinite, 0), Uncertainty.UNBOUNDED),
                off(1, Uncertainty.NONE, Uncertainty.NONE, Uncertainty.NONE));
        var there = set(OTHER, load(10, 80, 80, 1), load(11, 80, 80, 1));

        var pair = load(here, there);

        assertThat(pair.rows(false))
                .extracting(List::getLast)
                .containsExactly("+25.0 % or more", "-50.0 % or less", "–");
        assertThat(pair.sentence())
                .isEqualTo("smollm2-135m is worse than " + OTHER
                        + " at ttft.mean (+25.0 %, 95 % interval +25.0 % or more) and better at tpot.mean (-50.0 %, 95 %"
                        + " interval -50.0 % or less); without an interval, because an audit found that they may be off"
                        + " without a bound: qps");
    }

    private static MeasuredStart off(int hour, Uncertainty ttft, Uncertainty tpot, Uncertainty qps) {
        return start(
                hour,
                conditions(),
                Map.of(
                        "ttft.mean", new StartValue(100, ttft),
                        "tpot.mean", new StartValue(40, tpot),
                        "qps", new StartValue(1, qps)),
                Map.of());
    }

    @Test
    void namesTheQuestionsAndSaysWhatTheConditionsDifferIn() {
        var pair = new ComparedPair.Compared(
                Plans.planned(Plans.accuracy(10)),
                answered("small", "0000000001"),
                answered(OTHER, "1111111110"),
                List.of(new Difference(Difference.Kind.SERVER, "version", "0.32.0", "0.31.0")));

        assertThat(new ComparedRun(OTHER, List.of(pair)).lines())
                .containsExactly(
                        "compared with " + OTHER + ":",
                        "  smollm2-135m first_light_v1: 1 measurement here, 1 measurement there; version [0.32.0] here and [0.31.0] there",
                        "    accuracy 1/10 here, 9/10 there: -80.0 pp, 95 % interval -96.4 pp to -19.2 pp",
                        "    lost: q1, q2, q3, q4, q5, q6, q7, q8, q9",
                        "    gained: q10",
                        "    smollm2-135m is worse than " + OTHER
                                + " at accuracy (-80.0 pp, 95 % interval -96.4 pp to -19.2 pp)");
    }

    @Test
    void saysWhyATestIsNotCompared() {
        var no = new ComparedPair.NotCompared("small c1", "load differs: concurrency [4] here and [8] there");

        assertThat(new ComparedRun(OTHER, List.of(no)).lines())
                .containsExactly(
                        "compared with " + OTHER + ":",
                        "  small c1: not compared, since load differs: concurrency [4] here and [8] there");
    }

    @Test
    void countsTheQuestionsThatItDoesNotName() {
        var pair = new ComparedPair.Compared(
                Plans.planned(Plans.accuracy(10)),
                answered("small", "0".repeat(22)),
                answered(OTHER, "1".repeat(22)),
                List.of());

        assertThat(pair.questions().get(1)).endsWith("q19, q20 and 2 more");
    }

    private static RunSet texts(String name, double[]... logprobs) {
        var texts = new LinkedHashMap<String, MeasuredText>();
        for (var each : logprobs) {
            var id = "text-" + texts.size();
            texts.put(id, MeasuredText.of(new TextScore(id, Texts.tokens(each))));
        }
        return set(
                name,
                new MeasuredStart(
                        name,
                        Instant.parse("2026-11-29T02:00:00Z"),
                        Optional.empty(),
                        conditions(),
                        Map.of(),
                        Map.of(),
                        texts,
                        Optional.empty()));
    }

    private static List<String> compared(RunSet here, RunSet there) {
        var planned = Plans.planned(Texts.test(List.of("text-0", "text-1", "text-2")));
        return new ComparedRun(OTHER, List.of(new ComparedPair.Compared(planned, here, there, List.of()))).lines();
    }

    /** NumPy 2.4.6 and SciPy 1.17.1: Σ is 15.61 and 14 over 9 tokens, the standard error 0.0012371 by text, t(0.975, 2) = 4.3026527. */
    @Test
    void saysByHowMuchTextsAreLessProbable() {
        var there = texts(OTHER, new double[] {-1, -2, -3}, new double[] {-2, -2}, new double[] {-1, -1, -1, -1});
        var here = texts("small", new double[] {-1.2, -2.2, -3.3}, new double[] {-2.2, -2.25}, new double[] {
            -1.1, -1.1, -1.1, -1.16
        });

        assertThat(compared(here, there))
                .containsExactly(
                        "compared with " + OTHER + ":",
                        "  smollm2-135m t: 1 measurement here, 1 measurement there",
                        "    nll 1.7344 nats here, 1.5556 nats there: +11.5 %, 95 % interval +11.0 % to +12.0 %",
                        "    smollm2-135m is worse than " + OTHER
                                + " at nll (+11.5 %, 95 % interval +11.0 % to +12.0 %)");
        assertThat(compared(there, here))
                .last()
                .asString()
                .startsWith("    smollm2-135m is better than small at nll (-10.3 %");
        assertThat(compared(there, there))
                .last()
                .isEqualTo("    no difference between smollm2-135m and " + OTHER + " is sure; not sure: nll");
    }

    @Test
    void textsOfOtherTokensAreNotCompared() {
        var here = texts("small", new double[] {-1, -2}, new double[] {-2, -2});
        var there = texts(OTHER, new double[] {-1, -2, -3}, new double[] {-2, -2});

        assertThat(compared(here, there))
                .last()
                .isEqualTo("    no difference between smollm2-135m and " + OTHER + " is sure");
    }
}
