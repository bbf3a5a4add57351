package dev.assay.report;

import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;

import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.launch.Container;
import dev.assay.plan.launch.Launch;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerRecord;
import dev.assay.recording.SlotRelease;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Protocols;
import dev.assay.testing.Texts;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows with every kind of verdict, to be rendered. */
public final class Runs {
    private Runs() {}

    static TestVerdict keptProtocol() {
        return protocol(Protocols.FREED, Protocols.whole());
    }

    private static final LogProbabilities TEXTS =
            Texts.test(List.of("one", "two"), Texts.max(TextFigure.NLL, 2), Texts.max(TextFigure.PERPLEXITY, 20));
    private static final Trace FIRST_TEXT = Texts.answer("one", Texts.tokens(-1, -3, -3));
    private static final Trace SECOND_TEXT = Texts.answer("two", Texts.tokens(-2, -2));

    /** Returns texts that miss one of two limits. */
    public static TestVerdict texts() {
        return Judge.judge(Plans.planned(TEXTS), Texts.recording(FIRST_TEXT, SECOND_TEXT));
    }

    /** Returns texts of which one has no log-probabilities. */
    public static TestVerdict unmeasuredTexts() {
        return Judge.judge(Plans.planned(TEXTS), Texts.recording(FIRST_TEXT, Texts.answer("two", 3, 1, List.of())));
    }

    /** Returns texts that were measured twice. */
    public static TestVerdict repeatedTexts() {
        return Judge.judge(
                Plans.planned(TEXTS),
                List.of(
                        new Repeat.Recorded(1, "a", () -> Texts.recording(FIRST_TEXT, SECOND_TEXT)),
                        new Repeat.Recorded(
                                2,
                                "b",
                                () -> Texts.recording(FIRST_TEXT, Texts.answer("two", Texts.tokens(-2, -2.2))))),
                References.NONE);
    }

    /** Returns a protocol with a check of every kind. */
    static TestVerdict brokenProtocol() {
        var traces = new ArrayList<>(Protocols.whole().subList(0, 3));
        traces.set(1, Protocols.refused("protocol-chat", 500, "out of | memory"));
        return protocol(new SlotRelease.Unseen("the server runs other requests (3)"), traces);
    }

    private static TestVerdict protocol(SlotRelease release, List<Trace> traces) {
        var row = Protocols.test(true, true);
        return Judge.judge(Plans.planned(row), Protocols.recording(release, traces));
    }

    public static TestVerdict failingCell() {
        return judge(
                Plans.loadTest(
                        2,
                        3,
                        max("tpot.mean", 9.5, Unit.MILLISECONDS, "9.5 ms"),
                        max("ttft.mean", 420, Unit.MILLISECONDS, "420 ms")),
                Traces.whole("c4-001", 0, 20.25, 10, 3),
                Traces.whole("c4-002", 5, 1300.125, 10, 3));
    }

    /** Returns a cell of twenty requests, four at a time, that judges a limit in the steady part of its run. */
    public static TestVerdict steadyCell() {
        var traces = new ArrayList<Trace>();
        for (var i = 0; i < 20; i++) {
            traces.add(Traces.whole("c4-" + (100 + i), 40 * (i / 4) + i % 4, i < 4 ? 25 : 20, 10, 3));
        }
        return judge(
                Plans.loadTest(
                        20,
                        3,
                        Plans.steady(max("ttft.mean", 20, Unit.MILLISECONDS, "20 ms")),
                        max("e2e.mean", 45, Unit.MILLISECONDS, "45 ms")),
                traces.toArray(Trace[]::new));
    }

    /** Returns a cell of which fewer requests are in flight than are due. */
    public static TestVerdict throttledCell() {
        return judge(
                Plans.throttled(Plans.loadTest(2, 3, max("tpot.mean", 10, Unit.MILLISECONDS, "10 ms")), 2, 1),
                Traces.whole("c4-001", 0, 20, 10, 3),
                Traces.whole("c4-002", 40, 20, 10, 3));
    }

    /** Returns a cell of a server of another version, which was the experiment. */
    public static TestVerdict changedCell() {
        var changed = Plans.recordingOf(
                Map.of("model", "smollm2-135m", "changed", "engine-version 0.33.0 instead of 0.32.0"),
                List.of(Traces.whole("c4-001", 0, 20, 10, 3)));
        var cell = Plans.loadTest(1, 3, max("tpot.mean", 10, Unit.MILLISECONDS, "10 ms"));
        return Judge.judge(Plans.planned(cell), changed);
    }

    /** Returns a cell with objectives, which one of two requests keeps. */
    public static TestVerdict cellWithObjectives() {
        return judge(
                Plans.withObjectives(Plans.loadTest(2, 3, min("goodput", 1, Unit.PER_SECOND, "1/s"))),
                Traces.whole("c4-001", 0, 20, 10, 3),
                Traces.whole("c4-002", 0, 480, 60, 3));
    }

    /** Returns a cell whose requests come at a rate that the server does not keep up with. */
    static TestVerdict saturatedCell() {
        var cell = Plans.loadTest(40, 3, max("e2e.scheduled.mean", 600_000, Unit.MILLISECONDS, "10 min"));
        return judge(
                Plans.open(cell, 10, new Arrivals.Constant()),
                IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> Traces.whole("c4-" + i, 100 * i, 100 * i, 10, 3))
                        .toArray(Trace[]::new));
    }

    /** Returns a cell of whose server everything is known. */
    public static TestVerdict countedCell() {
        var cell = Plans.loadTest(1, 3, max("preemptions", 0, Unit.COUNT, "0"));
        var counted = Counted.requests(1)
                .with(ServerCount.DRAFTS, 32)
                .with(ServerCount.ACCEPTED_TOKENS, 122)
                .ttft(1, 20)
                .itl(2, 10);
        return Judge.judge(Plans.planned(cell), counted.over(Traces.whole("c4-001", 0, 20.25, 10, 3)));
    }

    /** Returns a cell of which nobody could see what its server counts. */
    public static TestVerdict unseenCell() {
        var cell = Plans.loadTest(1, 3, max("preemptions", 0, Unit.COUNT, "0"));
        var unseen = ServerRecord.unseen(0, 1, "http://127.0.0.1:8000/metrics answers 404, expected 200");
        return Judge.judge(Plans.planned(cell), Counted.over(unseen, Traces.whole("c4-001", 0, 20.25, 10, 3)));
    }

    /** Returns a cell of forty requests, whose first tokens take 1 to 40 ms. */
    public static TestVerdict fortyRequests() {
        return judge(
                Plans.loadTest(40, 3, max("tpot.mean", 10, Unit.MILLISECONDS, "10 ms")),
                IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> Traces.whole("c4-" + i, 100 * i, i, 10, 3))
                        .toArray(Trace[]::new));
    }

    public static TestVerdict unmeasuredCell() {
        return judge(
                Plans.loadTest(2, 3, max("tpot.mean", 9.5, Unit.MILLISECONDS, "9.5 ms")),
                Traces.trace("c4-001")
                        .ending(new Ending.HttpError(404, "no such model"))
                        .build());
    }

    /** Returns a cell one of whose requests the server failed. */
    static TestVerdict cellWithAFailure() {
        return judge(
                Plans.loadTest(2, 3, max("tpot.mean", 4.5, Unit.MILLISECONDS, "4.5 ms")),
                Traces.whole("c4-001", 0, 20.25, 10, 3),
                Traces.trace("c4-002")
                        .ending(new Ending.HttpError(503, "overloaded"))
                        .build());
    }

    public static TestVerdict evalsetToCalibrate() {
        return judge(
                Plans.accuracy(2, Plans.calibrate("accuracy"), max("truncated", 0, Unit.SHARE, "0")),
                answer(1, "42", "stop"),
                answer(2, "41", "stop"));
    }

    public static TestVerdict failingEvalset() {
        return judge(
                Plans.accuracy(5, min("accuracy", 0.8, Unit.SHARE, "4/5"), max("truncated", 0.2, Unit.SHARE, "20 %")),
                answer(1, "The answer is 42.", "stop"),
                answer(2, "It is 41, İstanbul says.", "stop"),
                answer(3, "Let me see: 4", "length"),
                answer(4, "Nobody knows.", "stop"),
                answer(5, "42", "stop"));
    }

    public static TestVerdict failingEvalset(int wrong) {
        return judge(
                Plans.accuracy(wrong, min("accuracy", 0.8, Unit.SHARE, "80 %")),
                IntStream.rangeClosed(1, wrong)
                        .mapToObj(question -> answer(question, "41", "stop"))
                        .toArray(Trace[]::new));
    }

    /** Returns an evalset that keeps its limit, and one of whose critical questions is wrong. */
    public static TestVerdict evalsetWithACriticalQuestion() {
        return judge(
                Plans.critical(2, min("accuracy", 0.5, Unit.SHARE, "50 %")),
                answer(1, "42", "stop"),
                answer(2, "41", "stop"));
    }

    public static TestVerdict passingEvalset() {
        return judge(Plans.accuracy(1, min("accuracy", 0.8, Unit.SHARE, "80 %")), answer(1, "42", "stop"));
    }

    /** Returns an evalset of which one question was picked, so that no limit is judged. */
    public static TestVerdict pickedQuestion() {
        return judge(Plans.accuracy(1), answer(1, "42", "stop"));
    }

    /** Returns a cell whose missed limit may be missed for a time. */
    public static TestVerdict waivedCell() {
        return judge(
                Plans.loadTest(1, 3, Plans.waived(max("tpot.mean", 9.5, Unit.MILLISECONDS, "9.5 ms"), "2027-03-01")),
                Traces.whole("c4-001", 0, 20, 10, 3));
    }

    /** Returns the same questions in a test with another name. */
    public static TestVerdict renamedEvalset() {
        return judge(
                Plans.named("alone", Plans.accuracy(1, min("accuracy", 0.8, Unit.SHARE, "80 %"))),
                answer(1, "42", "stop"));
    }

    /** Returns a cell whose first limit is missed and only told, on a deployment that says how it is started. */
    public static TestVerdict toldCell() {
        var cell = Plans.loadTest(1, 3, told(max("tpot.mean", 9.5, Unit.MILLISECONDS, "9.5 ms")));
        var planned = Plans.planned(cell);
        var deployment = planned.deployment();
        var launch = new Launch(
                List.of(),
                List.of("--max-model-len", "4096", "--api-key", "sk-1", "sk-2", "--hf-token=hf-1", "--enforce-eager"),
                Container.DEFAULT,
                Map.of("HF_TOKEN", "hf-1"));
        var started = Plans.started(deployment, launch, deployment.deadlines());
        return Judge.judge(
                new Planned(started, cell), Plans.recording(List.of(Traces.whole("c4-001", 0, 20.25, 10, 3))));
    }

    /** Returns a cell that keeps the first of two limits on one figure, and not the second, which is only told. */
    public static TestVerdict cellWithSeveralLimits() {
        var kept = Plans.oneOfSeveral(max("tpot.mean", 11, Unit.MILLISECONDS, "11 ms"), true);
        var told = Plans.oneOfSeveral(max("tpot.mean", 9.5, Unit.MILLISECONDS, "9.5 ms"), false);
        return judge(Plans.loadTest(1, 3, kept, told), Traces.whole("c4-001", 0, 20.25, 10, 3));
    }

    private static Limit told(Limit limit) {
        return new Limit(limit.figure(), limit.bound(), false, true, limit.place());
    }

    /** Returns a cell that keeps its limit, of which an audit says something that the limit does not rest on. */
    public static TestVerdict remarkedCell() {
        return judge(
                Plans.loadTest(1, 3, max("ttft.mean", 420, Unit.MILLISECONDS, "420 ms")),
                Traces.trace("c4-001")
                        .text(20, " a")
                        .text(20, " b")
                        .last(30, " c", "length")
                        .usage(256, 3, 2)
                        .done()
                        .build());
    }

    /** Returns a cell that keeps its limit with figures that were published and not measured. */
    public static TestVerdict modelledCell() {
        var measured = Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 3)));
        var header = measured.header();
        return Judge.judge(
                Plans.planned(Plans.loadTest(1, 3, max("tpot.mean", 11, Unit.MILLISECONDS, "11 ms"))),
                new Recording(
                        new Recording.Header(
                                header.deployment(),
                                header.test(),
                                Provenance.MODELLED,
                                header.started(),
                                header.seed(),
                                header.plan(),
                                header.server()),
                        measured.traces()));
    }

    /** Returns a cell that fails by one limit, and of whose other limit an audit does not believe the figure. */
    public static TestVerdict partlyUnmeasuredCell() {
        return judge(
                Plans.loadTest(
                        1,
                        3,
                        max("e2e.mean", 10, Unit.MILLISECONDS, "10 ms"),
                        max("itl.mean", 12, Unit.MILLISECONDS, "12 ms")),
                Traces.trace("c4-001")
                        .text(20, " a")
                        .text(20, " b")
                        .last(30, " c", "length")
                        .usage(256, 3, 2)
                        .done()
                        .build());
    }

    public static TestVerdict undecidedCell() {
        return judge(
                Plans.loadTest(1, 3, max("ttft.p50", 420, Unit.MILLISECONDS, "420 ms")),
                Traces.whole("c4-001", 0, 20.25, 10, 3));
    }

    public static TestVerdict unmeasuredEvalset() {
        return judge(
                Plans.accuracy(2, min("accuracy", 0.8, Unit.SHARE, "80 %")),
                answer(1, "42", "stop"),
                Traces.trace("first_light_v1-q-2")
                        .ending(new Ending.HttpError(503, "overloaded | <b>"))
                        .build());
    }

    public static TestVerdict notRun(Planned planned) {
        return new TestVerdict.NotRun(
                planned, new Verdict.Unmeasured("there is no recording of it", "Give -Dassay.endpoint=URL."));
    }

    /** Returns a run with a failing evalset, a failing cell, a broken protocol, a row that was not run and one without a verdict. */
    public static RunVerdict mixed() {
        var evalset = failingEvalset();
        var cell = failingCell();
        var notRun = Plans.planned(Plans.loadTest(7, 3));
        var missing = Plans.planned(Plans.loadTest(8, 3));
        var protocol = brokenProtocol();
        var plan = new Plan(List.of(evalset.planned(), cell.planned(), protocol.planned(), notRun, missing), true);
        return new RunVerdict(
                "20261121-210400-000", "recordings in tapes", plan, List.of(evalset, cell, protocol, notRun(notRun)));
    }

    private static TestVerdict judge(TestSpec row, Trace... traces) {
        return Judge.judge(Plans.planned(row), Plans.recording(List.of(traces)));
    }

    private static Trace answer(int question, String text, String finish) {
        return Traces.trace("first_light_v1-q-" + question)
                .role(1)
                .says(2, text)
                .finish(3, finish)
                .usage(30, 6)
                .done()
                .build();
    }
}
