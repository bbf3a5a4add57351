package dev.assay.gate;

import dev.assay.audits.Audits;
import dev.assay.audits.answers.Resends;
import dev.assay.audits.answers.TracesKept;
import dev.assay.audits.server.ServerLives;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.protocol.CheckResult;
import dev.assay.protocol.ProtocolChecks;
import dev.assay.recording.Recording;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
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
        if (planned.test() instanceof Protocol) {
            return protocols(planned, repeats, references);
        }
        return repeats.size() == 1 && !(repeats.getFirst() instanceof Repeat.Superseded)
                ? judge(planned, repeats.getFirst(), references)
                : RepeatsJudge.judge(planned, repeats, references);
    }

    /** A protocol has no figures to average: of the runs that are joined, the first that did not pass decides, otherwise the last. */
    private static TestVerdict protocols(Planned planned, List<Repeat> repeats, References references) {
        var judged = repeats.stream()
                .filter(repeat -> !(repeat instanceof Repeat.Superseded))
                .map(repeat -> judge(planned, repeat, references))
                .toList();
        return Stream.<Class<? extends Verdict>>of(Fail.class, Unmeasured.class)
                .flatMap(kind -> judged.stream().filter(test -> kind.isInstance(test.verdict())))
                .findFirst()
                .orElseGet(judged::getLast);
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
            case TestSpec.Accuracy accuracy
            when accuracy.early() -> {
                var judged = EarlyJudge.judge(planned, accuracy, recording, source, references);
                yield verdict(planned, judged.measurement(), judged.limits().stream());
            }
            case LogProbabilities ignored -> once(planned, TestMeasurement.of(planned, recording), source, references);
            case TestSpec.LoadTest ignored -> once(planned, TestMeasurement.of(planned, recording), source, references);
            case TestSpec.Accuracy ignored -> once(planned, TestMeasurement.of(planned, recording), source, references);
        };
    }

    private static TestVerdict once(
            Planned planned, TestMeasurement measurement, String source, References references) {
        var limits = measurement.limits();
        // Only limits that know of starts need the values as those of a start.
        var start = limits.stream().anyMatch(Judge::isAboutStarts)
                ? List.of(measurement.start(source))
                : List.<MeasuredStart>of();
        var set = new RunSet(planned.deployment().name(), start);
        return verdict(
                planned,
                measurement,
                limits.stream().map(limit -> ruling(planned, limit, measurement, set, references)));
    }

    private static boolean isAboutStarts(Limit limit) {
        return limit.isStatistical() || limit.bound() instanceof Bound.Compared;
    }

    private static Belief.Ruling ruling(
            Planned planned, Limit limit, TestMeasurement measurement, RunSet set, References references) {
        if (limit.bound() instanceof Bound.Compared compared) {
            return ComparedTest.judge(planned, limit, compared, set, references);
        }
        return onGpu(
                limit,
                measurement,
                chosen -> chosen.isStatistical()
                        ? RepeatedLimit.judge(
                                chosen,
                                List.of(measurement.part(1, chosen)),
                                set,
                                planned.deployment().statisticalLimits())
                        : measurement.ruling(chosen));
    }

    private static Belief.Ruling onGpu(Limit limit, TestMeasurement measurement, Function<Limit, Belief.Ruling> judge) {
        return GpuLimits.judge(limit, measurement.recording().header().server(), judge);
    }

    private static TestVerdict verdict(Planned planned, TestMeasurement measurement, Stream<Belief.Ruling> limits) {
        var started = measurement.recording().header().started();
        return measurement.verdict(
                planned, limits.map(ruling -> ruling.on(started)).toList());
    }

    /** Returns whether the answers so far decide a test whose questions are asked in parts. */
    public static boolean isDecided(
            Planned planned, TestSpec.Accuracy accuracy, Recording recording, References references) {
        return EarlyJudge.judge(planned, accuracy, recording, "this run", references)
                .isDecided();
    }

    /** Returns why a recording cannot be used for any limit: what an audit found; empty if it is sound. */
    public static Optional<String> spoilt(Planned planned, Recording recording) {
        return new Findings(Audits.examine(planned, recording)).spoilt();
    }

    /** Returns the verdict that one of several repeats would have alone, by the limits that can judge a single measurement. */
    static TestVerdict alone(Planned planned, TestMeasurement measurement) {
        return verdict(
                planned,
                measurement,
                measurement.limits().stream()
                        .filter(limit -> !isAboutStarts(limit))
                        .map(limit -> onGpu(limit, measurement, measurement::ruling)));
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
        return new ProtocolVerdict(planned, verdict, recording.header(), audits, checks);
    }

    static List<LimitVerdict> verdicts(List<Belief.Ruling> limits) {
        return limits.stream().map(Belief.Ruling::verdict).toList();
    }

    /** The first of FAIL, UNMEASURED, INCONCLUSIVE and PASS among the limits; limits that are tolerated count only if no other limit decides. */
    static Verdict overall(Findings findings, List<Belief.Ruling> limits) {
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
