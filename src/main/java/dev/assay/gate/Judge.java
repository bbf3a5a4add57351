package dev.assay.gate;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.Scores;
import dev.assay.audits.Audits;
import dev.assay.audits.answers.Resends;
import dev.assay.audits.answers.TracesKept;
import dev.assay.audits.client.ClientShift;
import dev.assay.audits.server.ServerLives;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.PowerAndPrice;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.Verdict.Fail;
import dev.assay.gate.Verdict.Inconclusive;
import dev.assay.gate.Verdict.Pass;
import dev.assay.gate.Verdict.Unmeasured;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.tests.Limit;
import dev.assay.plan.tests.Protocol;
import dev.assay.plan.tests.TestSpec;
import dev.assay.protocol.CheckResult;
import dev.assay.protocol.ProtocolChecks;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.tools.definitions.Tool;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges a test from its traces alone. */
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
        var upkeep = PowerAndPrice.of(planned, recording);
        var figures = FigureTable.of(loadTest, recording, upkeep);
        var steady = SteadyWindowFigures.of(loadTest, recording, upkeep);
        var trust = new Trust(Audits.examine(planned, recording));
        var unlost = Resends.without(recording);
        var limits = MissingRequestLimits.limits(loadTest, figures).stream()
                .map(limit -> {
                    var judged = steady.judged(limit, figures);
                    var counted = CountMargin.of(LoadTestLimits.judge(limit, figures, steady), judged);
                    var inTime = LagMargin.of(loadTest, counted, judged);
                    var verdict = ClientShift.of(recording, judged)
                            .map(shift -> ClientMargin.of(inTime, judged, shift))
                            .orElse(inTime);
                    var kept = unlost.map(without -> without(loadTest, without, upkeep, verdict))
                            .orElse(verdict);
                    return trust.in(kept, value(judged, limit));
                })
                .toList();
        var byLimits = trust.failure().isPresent() ? new Fail() : overall(trust, limits);
        var modelled = recording.header().provenance() == Provenance.MODELLED && byLimits instanceof Pass;
        return new TestVerdict.OfLoadTest(
                planned,
                modelled ? new Unmeasured("nothing was measured", "Give -Dassay.endpoint=URL.") : byLimits,
                verdicts(limits),
                recording.header(),
                trust.findings(),
                figures,
                steady,
                Tool.all(recording.measured()),
                recording.counted().orElse(null));
    }

    private static LimitVerdict without(
            TestSpec.LoadTest loadTest, Recording unlost, PowerAndPrice upkeep, LimitVerdict judged) {
        return ResendMargin.of(
                judged, FigureTable.of(loadTest, unlost, upkeep), SteadyWindowFigures.of(loadTest, unlost, upkeep));
    }

    private static double value(FigureTable figures, Limit limit) {
        return switch (figures.get(FigureName.of(limit))) {
            case Figure.Measured measured -> MissingRequestLimits.decisive(limit.bound(), measured, figures);
            case Figure.Undefined ignored -> Double.NaN;
        };
    }

    private static TestVerdict accuracy(Planned planned, TestSpec.Accuracy accuracy, Recording recording) {
        var scores = EvalsetScorer.score(accuracy.evalset(), recording);
        var trust = new Trust(Audits.examine(planned, recording));
        var limits = accuracy.limits().stream()
                .map(limit -> trust.in(
                        AccuracyLimits.judge(limit, scores),
                        scores.figure(limit.figure()).map(Scores.Share::value).orElse(Double.NaN)))
                .toList();
        var byLimits = overall(trust, limits);
        var fails = !(byLimits instanceof Unmeasured)
                && !decisive(scores, verdicts(limits)).isEmpty();
        return new TestVerdict.OfAccuracy(
                planned, fails ? new Fail() : byLimits, verdicts(limits), recording.header(), trust.findings(), scores);
    }

    /** Returns the questions that fail a test whatever its limits say: critical ones that are wrong, and a picked one, which has no limits. */
    static List<ScoredQuestion> decisive(Scores scores, List<LimitVerdict> limits) {
        return scores.all().stream()
                .filter(each -> limits.isEmpty() || each.question().critical())
                .filter(each -> each.outcome().measured() && each.outcome() != Outcome.CORRECT)
                .toList();
    }

    private static List<LimitVerdict> verdicts(List<Trust.Ruling> limits) {
        return limits.stream().map(Trust.Ruling::verdict).toList();
    }

    /** A FAIL decides; then what an audit or a missing figure leaves unmeasured, then what is open; last, what is only told. */
    private static Verdict overall(Trust trust, List<Trust.Ruling> limits) {
        // As of a picked question, which has none.
        if (limits.isEmpty()) {
            return trust.inAll().orElse(new Pass());
        }
        var binding =
                limits.stream().filter(limit -> !limit.verdict().tolerated()).toList();
        return worst(binding, limits).or(() -> worst(limits, limits)).orElse(new Pass());
    }

    private static Optional<Verdict> worst(List<Trust.Ruling> limits, List<Trust.Ruling> all) {
        return first(limits, Fail.class)
                .or(() -> Trust.unmeasured(limits, all))
                .or(() -> first(limits, Unmeasured.class))
                .or(() -> first(limits, Inconclusive.class));
    }

    private static Optional<Verdict> first(List<Trust.Ruling> limits, Class<? extends Verdict> kind) {
        return limits.stream()
                .map(limit -> limit.verdict().verdict())
                .filter(kind::isInstance)
                .findFirst();
    }
}
