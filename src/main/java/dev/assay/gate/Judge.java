package dev.assay.gate;

import dev.assay.accuracy.Scores;
import dev.assay.audits.Audits;
import dev.assay.audits.answers.Resends;
import dev.assay.audits.answers.TracesKept;
import dev.assay.audits.server.ServerLives;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.protocol.CheckResult;
import dev.assay.protocol.ProtocolChecks;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.starts.RunSet;
import dev.assay.tools.definitions.Tool;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Judges a test from its recording, and from nothing else. */
public final class Judge {
    private Judge() {}

    /** Returns the verdict on a test whose requests were sent, and which is compared with nothing. */
    public static TestVerdict judge(Planned planned, Recording recording) {
        return judge(planned, recording, "this run", References.NONE);
    }

    /**
     * Returns the verdict on a test.
     *
     * @param repeats how often it was measured, at least once, in this order
     * @param references what it is compared with
     */
    public static TestVerdict judge(Planned planned, List<Repeat> repeats, References references) {
        return repeats.size() == 1 && !(repeats.getFirst() instanceof Repeat.Superseded)
                ? judge(planned, repeats.getFirst(), references)
                : RepeatsJudge.judge(planned, repeats, references);
    }

    private static TestVerdict judge(Planned planned, Repeat repeat, References references) {
        return switch (repeat) {
            case Repeat.Recorded recorded -> judge(planned, recorded.recording().get(), recorded.source(), references);
            case Repeat.NotSent notSent -> new TestVerdict.NotRun(planned, notSent.why());
            case Repeat.Superseded ignored -> throw new IllegalArgumentException("it decides nothing");
        };
    }

    private static TestVerdict judge(Planned planned, Recording recording, String source, References references) {
        return switch (planned.test()) {
            case Protocol protocol -> protocol(planned, protocol, recording);
            case TestSpec.LoadTest loadTest -> {
                var measurement = LoadTestMeasurement.of(planned, loadTest, recording);
                yield verdict(
                        planned,
                        measurement,
                        FailureLimit.with(loadTest, measurement.figures()).stream()
                                .map(limit -> limit.bound() instanceof Bound.Compared compared
                                        ? ComparedTest.judge(
                                                planned,
                                                limit,
                                                compared,
                                                MeasuredStarts.of(measurement, List.of(limit), source),
                                                references)
                                        : onGpu(
                                                limit,
                                                recording,
                                                chosen -> judge(planned, chosen, measurement, source)))
                                .map(ruling -> ruling.on(recording.header().started()))
                                .toList());
            }
            case TestSpec.Accuracy accuracy
            when accuracy.early() -> {
                var judged = EarlyJudge.judge(planned, accuracy, recording, source, references);
                yield verdict(
                        planned,
                        judged.measurement(),
                        judged.limits().stream()
                                .map(ruling -> ruling.on(recording.header().started()))
                                .toList());
            }
            case TestSpec.Accuracy accuracy -> {
                var measurement = AccuracyMeasurement.of(planned, accuracy, recording);
                yield verdict(
                        planned,
                        measurement,
                        accuracy.limits().stream()
                                .map(limit -> limit.bound() instanceof Bound.Compared compared
                                        ? ComparedTest.judge(
                                                planned,
                                                limit,
                                                compared,
                                                MeasuredStarts.of(measurement, source),
                                                references)
                                        : onGpu(
                                                limit,
                                                recording,
                                                chosen -> judge(planned, chosen, measurement, source)))
                                .map(ruling -> ruling.on(recording.header().started()))
                                .toList());
            }
        };
    }

    /** Returns whether the answers so far decide a test whose questions are asked in parts. */
    public static boolean isDecided(
            Planned planned, TestSpec.Accuracy accuracy, Recording recording, References references) {
        return EarlyJudge.judge(planned, accuracy, recording, "this run", references)
                .isDecided();
    }

    private static Belief.Ruling onGpu(Limit limit, Recording recording, Function<Limit, Belief.Ruling> judge) {
        return GpuLimits.judge(limit, recording.header().server(), judge);
    }

    private static Belief.Ruling judge(Planned planned, Limit limit, LoadTestMeasurement measurement, String source) {
        if (limit.isStatistical()) {
            var set = new RunSet(
                    planned.deployment().name(), List.of(MeasuredStarts.of(measurement, List.of(limit), source)));
            return RepeatedLimit.judge(
                    limit,
                    List.of(RepeatsJudge.part(1, limit, measurement)),
                    set,
                    planned.deployment().statisticalLimits());
        }
        return judge(limit, measurement);
    }

    private static Belief.Ruling judge(Planned planned, Limit limit, AccuracyMeasurement measurement, String source) {
        if (limit.isStatistical()) {
            var set = new RunSet(planned.deployment().name(), List.of(MeasuredStarts.of(measurement, source)));
            return RepeatedLimit.judge(
                    limit,
                    List.of(RepeatsJudge.part(1, limit, measurement)),
                    set,
                    planned.deployment().statisticalLimits());
        }
        return believed(limit, measurement.scores(), measurement.findings());
    }

    private static Belief.Ruling judge(Limit limit, LoadTestMeasurement measurement) {
        return believed(
                LoadTestLimits.judge(limit, measurement.figures(), measurement.steady()),
                measurement.judged(limit),
                measurement.causes(limit));
    }

    /** Returns why a recording cannot be used for any limit: what an audit found; empty if it is sound. */
    public static Optional<String> spoilt(Planned planned, Recording recording) {
        return new Findings(Audits.examine(planned, recording)).spoilt();
    }

    /** Returns the verdict that one of several repeats would have alone, by the limits that can judge a single measurement. */
    static TestVerdict alone(Planned planned, LoadTestMeasurement measurement) {
        return verdict(
                planned,
                measurement,
                FailureLimit.with(measurement.loadTest(), measurement.figures()).stream()
                        .filter(limit -> !limit.isStatistical() && !(limit.bound() instanceof Bound.Compared))
                        .map(limit -> onGpu(limit, measurement.recording(), chosen -> judge(chosen, measurement)))
                        .map(ruling ->
                                ruling.on(measurement.recording().header().started()))
                        .toList());
    }

    /** The same for an evalset. */
    static TestVerdict alone(Planned planned, TestSpec.Accuracy accuracy, AccuracyMeasurement measurement) {
        return verdict(
                planned,
                measurement,
                accuracy.limits().stream()
                        .filter(limit -> !limit.isStatistical() && !(limit.bound() instanceof Bound.Compared))
                        .map(limit -> onGpu(
                                limit,
                                measurement.recording(),
                                chosen -> believed(chosen, measurement.scores(), measurement.findings())))
                        .map(ruling ->
                                ruling.on(measurement.recording().header().started()))
                        .toList());
    }

    private static TestVerdict protocol(Planned planned, Protocol protocol, Recording recording) {
        var checks = ProtocolChecks.examine(protocol, recording);
        var worst =
                checks.stream().max(Comparator.comparing(CheckResult::result)).orElseThrow();
        var verdict = switch (worst.result()) {
            case HOLDS, NOT_SHOWN -> new Pass();
            case UNMEASURED -> new Unmeasured(worst.check() + ": " + worst.text(), "See the traces.");
            case BROKEN -> new Fail();
        };
        var audits = Stream.of(ServerLives.of(recording), TracesKept.of(recording), Resends.audit(planned, recording))
                .flatMap(Optional::stream)
                .toList();
        return new TestVerdict.OfProtocol(planned, verdict, recording.header(), audits, checks);
    }

    private static TestVerdict verdict(Planned planned, LoadTestMeasurement measurement, List<Belief.Ruling> limits) {
        var recording = measurement.recording();
        var findings = measurement.findings();
        var byLimits = findings.failure().isPresent() ? new Fail() : overall(findings, limits);
        var modelled = recording.header().provenance() == Provenance.MODELLED && byLimits instanceof Pass;
        return new TestVerdict.OfLoadTest(
                planned,
                modelled ? new Unmeasured("nothing was measured", "Give -Dassay.endpoint=URL.") : byLimits,
                verdicts(limits),
                recording.header(),
                findings.all(),
                measurement.figures(),
                measurement.steady(),
                Tool.all(recording.measured()),
                recording.counted().orElse(null));
    }

    /** Returns the verdict on a limit if it can be believed in spite of these causes of error; otherwise UNMEASURED. */
    static Belief.Ruling believed(LimitVerdict judged, FigureTable figures, Causes causes) {
        var belief = new Belief(causes.all());
        return switch (figures.get(FigureName.of(judged.limit()))) {
            case Figure.Measured measured ->
                belief.in(
                        judged,
                        measured.value(),
                        measured.unit(),
                        (bound, by) -> LoadTestLimits.verdict(bound, by, measured, figures));
            case Figure.Undefined ignored -> belief.withoutValue(judged);
        };
    }

    private static TestVerdict verdict(Planned planned, AccuracyMeasurement measurement, List<Belief.Ruling> limits) {
        var scores = measurement.scores();
        var findings = measurement.findings();
        var byLimits = overall(findings, limits);
        var fails = !(byLimits instanceof Unmeasured)
                && !TestVerdict.OfAccuracy.decisive(planned, scores).isEmpty();
        return new TestVerdict.OfAccuracy(
                planned,
                fails ? new Fail() : byLimits,
                verdicts(limits),
                measurement.recording().header(),
                findings.all(),
                scores);
    }

    static Belief.Ruling believed(Limit limit, Scores scores, Findings findings) {
        var judged = AccuracyLimits.judge(limit, scores);
        var belief = new Belief(findings.causes(limit).toList());
        return AccuracyLimits.value(limit, scores)
                .map(value -> belief.in(
                        judged, value, limit.figure().unit(), (bound, by) -> AccuracyLimits.verdict(bound, by, value)))
                .orElseGet(() -> belief.withoutValue(judged));
    }

    static List<LimitVerdict> verdicts(List<Belief.Ruling> limits) {
        return limits.stream().map(Belief.Ruling::verdict).toList();
    }

    /** The first of FAIL, UNMEASURED, INCONCLUSIVE and PASS among the limits; limits that are tolerated count only if no other limit decides. */
    private static Verdict overall(Findings findings, List<Belief.Ruling> limits) {
        // If only picked questions were asked, no limit is judged.
        return limits.isEmpty() ? findings.unmeasured().orElse(new Pass()) : overall(limits);
    }

    static Verdict overall(List<Belief.Ruling> limits) {
        var binding =
                limits.stream().filter(limit -> !limit.verdict().tolerated()).toList();
        return worst(binding, limits).or(() -> worst(limits, limits)).orElse(new Pass());
    }

    private static Optional<Verdict> worst(List<Belief.Ruling> limits, List<Belief.Ruling> all) {
        return first(limits, Fail.class)
                .or(() -> Findings.unmeasured(limits, all))
                .or(() -> first(limits, Unmeasured.class))
                .or(() -> first(limits, Inconclusive.class));
    }

    private static Optional<Verdict> first(List<Belief.Ruling> limits, Class<? extends Verdict> kind) {
        return limits.stream()
                .map(limit -> limit.verdict().verdict())
                .filter(kind::isInstance)
                .findFirst();
    }
}
