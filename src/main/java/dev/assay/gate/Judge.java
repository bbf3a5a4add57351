package dev.assay.gate;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.Scores;
import dev.assay.audits.Audits;
import dev.assay.audits.answers.Resends;
import dev.assay.audits.answers.TracesKept;
import dev.assay.audits.server.ServerLives;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.PowerAndPrice;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.protocol.CheckResult;
import dev.assay.protocol.ProtocolChecks;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.tools.definitions.Tool;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges a test from its recording, and from nothing else. */
public final class Judge {
    private Judge() {}

    /** Returns the verdict on a test whose requests were sent. */
    public static TestVerdict judge(Planned planned, Recording recording) {
        return switch (planned.test()) {
            case Protocol protocol -> protocol(planned, protocol, recording);
            case TestSpec.LoadTest loadTest -> loadTest(planned, loadTest, recording);
            case TestSpec.Accuracy accuracy -> accuracy(planned, accuracy, recording);
        };
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

    private static TestVerdict loadTest(Planned planned, TestSpec.LoadTest loadTest, Recording recording) {
        var powerAndPrice = PowerAndPrice.of(planned, recording);
        var figures = FigureTable.of(loadTest, recording, powerAndPrice);
        var steady = SteadyWindowFigures.of(loadTest, recording, powerAndPrice);
        var findings = new Findings(Audits.examine(planned, recording));
        var unlost = Resends.without(recording);
        var unlostFigures = unlost.map(without -> FigureTable.of(loadTest, without, powerAndPrice));
        var unlostSteady = unlost.map(without -> SteadyWindowFigures.of(loadTest, without, powerAndPrice));
        var limits = FailureLimit.with(loadTest, figures).stream()
                .map(planLimit -> GpuLimits.judge(planLimit, recording.header().server(), limit -> {
                    var judged = steady.judged(limit, figures);
                    var without = unlostSteady.map(other -> other.judged(limit, unlostFigures.orElseThrow()));
                    var causes = new Causes(loadTest, recording, findings, limit, judged, without);
                    return believed(LoadTestLimits.judge(limit, figures, steady), judged, causes);
                }))
                .map(ruling -> ruling.on(recording.header().started()))
                .toList();
        var byLimits = findings.failure().isPresent() ? new Fail() : overall(findings, limits);
        var modelled = recording.header().provenance() == Provenance.MODELLED && byLimits instanceof Pass;
        return new TestVerdict.OfLoadTest(
                planned,
                modelled ? new Unmeasured("nothing was measured", "Give -Dassay.endpoint=URL.") : byLimits,
                verdicts(limits),
                recording.header(),
                findings.all(),
                figures,
                steady,
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

    private static TestVerdict accuracy(Planned planned, TestSpec.Accuracy accuracy, Recording recording) {
        var scores = EvalsetScorer.score(accuracy.evalset(), recording);
        var findings = new Findings(Audits.examine(planned, recording));
        var limits = accuracy.limits().stream()
                .map(limit -> GpuLimits.judge(
                                limit, recording.header().server(), chosen -> believed(chosen, scores, findings))
                        .on(recording.header().started()))
                .toList();
        var byLimits = overall(findings, limits);
        var fails = !(byLimits instanceof Unmeasured)
                && !decisive(scores, verdicts(limits)).isEmpty();
        return new TestVerdict.OfAccuracy(
                planned, fails ? new Fail() : byLimits, verdicts(limits), recording.header(), findings.all(), scores);
    }

    static Belief.Ruling believed(Limit limit, Scores scores, Findings findings) {
        var judged = AccuracyLimits.judge(limit, scores);
        var belief = new Belief(findings.causes(limit).toList());
        return AccuracyLimits.value(limit, scores)
                .map(value -> belief.in(
                        judged, value, limit.figure().unit(), (bound, by) -> AccuracyLimits.verdict(bound, by, value)))
                .orElseGet(() -> belief.withoutValue(judged));
    }

    /** Returns the wrong questions that fail a test whatever its limits say: the critical ones, and any if only picked questions were asked. */
    static List<ScoredQuestion> decisive(Scores scores, List<LimitVerdict> limits) {
        return scores.all().stream()
                .filter(each -> limits.isEmpty() || each.question().critical())
                .filter(each -> each.outcome().measured() && each.outcome() != Outcome.CORRECT)
                .toList();
    }

    private static List<LimitVerdict> verdicts(List<Belief.Ruling> limits) {
        return limits.stream().map(Belief.Ruling::verdict).toList();
    }

    /** The first of FAIL, UNMEASURED, INCONCLUSIVE and PASS among the limits; limits that are tolerated count only if no other limit decides. */
    private static Verdict overall(Findings findings, List<Belief.Ruling> limits) {
        // If only picked questions were asked, no limit is judged.
        if (limits.isEmpty()) {
            return findings.unmeasured().orElse(new Pass());
        }
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
