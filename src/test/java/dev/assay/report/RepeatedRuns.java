package dev.assay.report;

import static dev.assay.testing.Figures.limited;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;

import dev.assay.gate.Judge;
import dev.assay.gate.MeasuredStarts;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.input.Location;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.limits.OverRepeats;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.starts.RunSet;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Tests that were measured several times, and tests that are compared with a reference, to be rendered. */
public final class RepeatedRuns {
    private static final Location PLACE = new Location("thresholds.yaml", 40, 9);
    private static final Against BF16 = new Against("bf16", PLACE);

    private RepeatedRuns() {}

    /** Returns a load test with tpot 9, 10 and 14 ms at three starts; the first repeat was spoilt and measured again. */
    public static TestVerdict.OfRepeats loadTest() {
        var limits = List.of(
                max("tpot.mean", 11, Unit.MILLISECONDS, "11 ms"),
                over(max("e2e.mean", 60, Unit.MILLISECONDS, "60 ms"), new OverRepeats(false, OptionalDouble.of(0.95))),
                over(min("qps", 1, Unit.PER_SECOND, "1/s"), new OverRepeats(true, OptionalDouble.empty())));
        var spoilt = new ArrayList<>(requests(9));
        spoilt.set(0, Traces.whole("c4-001", 0, 20, 9, 2));
        return (TestVerdict.OfRepeats) Judge.judge(
                Plans.planned(Plans.loadTest(4, 3, limits.toArray(Limit[]::new))),
                List.of(
                        new Repeat.Superseded(1, "run r-1", () -> started(spoilt, "start 0")),
                        recorded(1, requests(9)),
                        recorded(2, requests(10)),
                        recorded(3, requests(14))),
                References.NONE);
    }

    /** Returns a load test whose second repeat an audit spoilt, and whose third was not sent. */
    public static TestVerdict.OfRepeats spoiltLoadTest() {
        var spoilt = new ArrayList<>(requests(10));
        spoilt.set(0, Traces.whole("c4-001", 0, 20, 10, 2));
        return (TestVerdict.OfRepeats) Judge.judge(
                Plans.planned(Plans.loadTest(4, 3, max("tpot.mean", 11, Unit.MILLISECONDS, "11 ms"))),
                List.of(
                        recorded(1, requests(10)),
                        recorded(2, spoilt),
                        new Repeat.NotSent(3, new Verdict.Unmeasured("the server ended", "See its log."))),
                References.NONE);
    }

    /** Returns a load test of which nothing was sent in any repeat. */
    public static TestVerdict.OfRepeats nothingSent() {
        var why = new Verdict.Unmeasured("the server ended", "See its log.");
        return (TestVerdict.OfRepeats) Judge.judge(
                Plans.planned(Plans.loadTest(4, 3, max("tpot.mean", 11, Unit.MILLISECONDS, "11 ms"))),
                List.of(new Repeat.NotSent(1, why), new Repeat.NotSent(2, why)),
                References.NONE);
    }

    /** Returns an evalset of four questions, asked three times: q-2 and q-3 are right twice, q-4 never. */
    public static TestVerdict.OfRepeats evalset() {
        return (TestVerdict.OfRepeats) Judge.judge(
                Plans.planned(Plans.accuracy(4, min("accuracy", 0.5, Unit.SHARE, "2/4"))),
                List.of(
                        recorded(1, answers("42", "41", "42", "7")),
                        recorded(2, answers("42", "42", "41", "7")),
                        recorded(3, answers("42", "42", "42", "8"))),
                References.NONE);
    }

    /** Returns a load test with a tpot of 12 ms at two starts, compared with one of 10 ms. */
    public static TestVerdict.OfRepeats comparedLoadTest() {
        var limit = limit("tpot.mean", new Bound.Regression(BF16, new Margin(0.03, 0, "3 %"), Margin.NONE));
        var planned = Plans.planned(Plans.loadTest(4, 3, limit));
        return (TestVerdict.OfRepeats) Judge.judge(
                planned,
                List.of(recorded(1, requests(12)), recorded(2, requests(12.1))),
                against(planned, requests(10), requests(10.1)));
    }

    /** Returns an evalset of four questions of which q-2 and q-3 were lost and q-4 was gained, compared in three ways. */
    public static TestVerdict comparedEvalset() {
        var limits = new Limit[] {
            limit("accuracy", new Bound.NoWorse(BF16, new Margin.Points(0.03, "3 pp"))),
            limit("accuracy", new Bound.Recovery(BF16, new Quantity(0.95, Unit.SHARE, "95 %"))),
            limit(
                    "accuracy",
                    new Bound.NoWorseThanScore(
                            new Quantity(0.92, Unit.SHARE, "0.92"), 1319, new Margin.Points(0.03, "3 pp")))
        };
        var planned = Plans.planned(Plans.accuracy(4, limits));
        return Judge.judge(
                planned,
                List.of(recorded(1, answers("42", "41", "41", "42"))),
                against(planned, answers("42", "42", "42", "41")));
    }

    /** Returns an evalset whose reference was not measured. */
    public static TestVerdict uncomparedEvalset() {
        var limit = limit("accuracy", new Bound.NoWorse(BF16, new Margin.Points(0.03, "3 pp")));
        return Judge.judge(
                Plans.planned(Plans.accuracy(1, limit)), List.of(recorded(1, answers("42"))), References.NONE);
    }

    /** Returns a run of all of them. */
    public static RunVerdict all() {
        return run(loadTest(), spoiltLoadTest(), evalset(), comparedLoadTest(), comparedEvalset());
    }

    public static RunVerdict run(TestVerdict... tests) {
        var plan = new Plan(List.of(tests).stream().map(TestVerdict::planned).toList(), false);
        return new RunVerdict("20261121-210400-000", "recordings in tapes", plan, List.of(tests));
    }

    @SafeVarargs
    private static References against(Planned planned, List<Trace>... measured) {
        var starts = IntStream.range(0, measured.length)
                .mapToObj(i -> MeasuredStarts.of(
                        planned, started(measured[i], "bf16 start " + i), "run r-0, repeat " + (i + 1)))
                .toList();
        return (test, against, mine) -> new Reference.Found(new RunSet("bf16", starts), false);
    }

    private static Limit limit(String figure, Bound bound) {
        return new Limit(limited(figure), bound, true, false, PLACE);
    }

    private static Limit over(Limit limit, OverRepeats over) {
        return new Limit(
                limit.figure(),
                limit.bound(),
                limit.window(),
                limit.enforced(),
                limit.warns(),
                limit.several(),
                over,
                limit.origin(),
                limit.waiver(),
                limit.place());
    }

    /** Returns four requests of three tokens: ttft 20 ms, then two gaps of so many ms. */
    private static List<Trace> requests(double gap) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(i -> Traces.whole("c4-00" + i, 0, 20, gap, 3))
                .toList();
    }

    private static List<Trace> answers(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> Traces.trace("first_light_v1-q-" + (i + 1))
                        .role(1)
                        .says(2, texts[i])
                        .finish(3, "stop")
                        .usage(30, 6)
                        .done()
                        .build())
                .toList();
    }

    private static Repeat recorded(int number, List<Trace> traces) {
        return new Repeat.Recorded(number, "run r-1, repeat " + number, () -> started(traces, "start " + number));
    }

    /** Returns the recording of a server that started then. */
    private static Recording started(List<Trace> traces, String start) {
        var recording = Plans.recording(traces);
        var header = recording.header();
        var server = new LinkedHashMap<>(header.server());
        server.put(Recording.Header.SERVER_START, start);
        return new Recording(
                new Recording.Header(
                        header.deployment(),
                        header.test(),
                        header.provenance(),
                        header.started(),
                        header.seed(),
                        header.plan(),
                        server,
                        header.asked()),
                recording.traces(),
                recording.sideRecords());
    }
}
