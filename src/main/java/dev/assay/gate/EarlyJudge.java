package dev.assay.gate;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.accuracy.asking.AskingOrder;
import dev.assay.gate.comparison.Levels;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.recording.Recording;
import dev.assay.stats.EarlyLook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges an evalset whose questions are asked in parts. After each part every limit that is still open is judged by all answers so far, with the error
 * probabilities of that look ({@link EarlyLook}). The first PASS or FAIL of a limit stands. All looks follow from the recording, so that it is judged
 * again with the same result.
 */
final class EarlyJudge {
    private final Planned planned;
    private final TestSpec.Accuracy accuracy;
    private final Recording recording;
    private final String source;
    private final References references;
    private final Map<Limit, Belief.Ruling> decided = new HashMap<>();

    private EarlyJudge(
            Planned planned, TestSpec.Accuracy accuracy, Recording recording, String source, References references) {
        this.planned = planned;
        this.accuracy = accuracy;
        this.recording = recording;
        this.source = source;
        this.references = references;
    }

    /**
     * What the answers say.
     *
     * @param measurement of the questions up to the last look
     * @param limits the rulings on the limits, in their order
     * @param isDecided whether every limit has a PASS or a FAIL, so that no more questions need to be asked
     */
    record Judged(AccuracyMeasurement measurement, List<Belief.Ruling> limits, boolean isDecided) {}

    static Judged judge(
            Planned planned, TestSpec.Accuracy accuracy, Recording recording, String source, References references) {
        return new EarlyJudge(planned, accuracy, recording, source, references).judge();
    }

    private Judged judge() {
        var order = AskingOrder.of(accuracy.evalset(), recording.header().seed());
        var looks = order.looks(accuracy.evalset(), recording);
        for (var look = 1; look <= looks; look++) {
            var asked = accuracy.asking(order.until(look));
            var measurement = measurement(asked);
            var open = new HashMap<Limit, Belief.Ruling>();
            for (var limit : accuracy.limits()) {
                if (!decided.containsKey(limit)) {
                    var ruling = ruling(asked, limit, measurement, look);
                    (isDecided(ruling.verdict().verdict(), look) ? decided : open).put(limit, ruling);
                }
            }
            if (open.isEmpty() || look == looks) {
                return judged(measurement, open, look);
            }
        }
        return judged(measurement(accuracy), Map.of(), 0);
    }

    private AccuracyMeasurement measurement(TestSpec.Accuracy asked) {
        return AccuracyMeasurement.of(
                new Planned(planned.deployment(), asked), asked, EvalsetScorer.recordingOf(asked.evalset(), recording));
    }

    private Belief.Ruling ruling(TestSpec.Accuracy asked, Limit limit, AccuracyMeasurement measurement, int look) {
        if (!(limit.bound() instanceof Bound.Compared compared)) {
            throw new IllegalArgumentException("'" + limit.subject() + "' needs all questions");
        }
        var ruling = ComparedTest.judge(
                new Planned(planned.deployment(), asked),
                limit,
                compared,
                MeasuredStarts.of(measurement, source),
                references,
                levels(EarlyLook.of(look, planned.deployment().statisticalLimits())));
        return look == EarlyLook.LOOKS
                ? ruling
                : early(ruling, asked.evalset().questions().size());
    }

    /** Returns the ruling with how many questions it rests on. */
    private Belief.Ruling early(Belief.Ruling ruling, int asked) {
        var verdict = ruling.verdict();
        var after = ", after " + asked + " of " + accuracy.evalset().questions().size() + " questions";
        return new Belief.Ruling(
                new LimitVerdict(
                        verdict.limit(),
                        verdict.verdict(),
                        verdict.measured() + after,
                        verdict.samples(),
                        verdict.on(),
                        verdict.compared() == null ? null : verdict.compared().after(after)),
                ruling.against());
    }

    /** At a look without a chance of PASS its level plays no part, because a PASS does not count there. */
    private static Levels levels(EarlyLook look) {
        return new Levels(look.passAlpha() == 0 ? Levels.PASS : 1 - look.passAlpha(), look.failAlpha());
    }

    private static boolean isDecided(Verdict verdict, int look) {
        return switch (verdict) {
            case Pass ignored -> EarlyLook.of(look, 1).passAlpha() > 0;
            case Fail ignored -> true;
            case Verdict.Inconclusive ignored -> false;
            case Unmeasured ignored -> false;
        };
    }

    private Judged judged(AccuracyMeasurement measurement, Map<Limit, Belief.Ruling> open, int look) {
        var asked = measurement.scores().all().size();
        return new Judged(
                measurement,
                accuracy.limits().stream()
                        .map(limit -> decided.containsKey(limit)
                                ? decided.get(limit)
                                : undecided(limit, Optional.ofNullable(open.get(limit)), look, asked))
                        .toList(),
                decided.size() == accuracy.limits().size());
    }

    /** After the last look an open limit is INCONCLUSIVE, or UNMEASURED for a reason of its own; before it, more questions should have been asked. */
    private Belief.Ruling undecided(Limit limit, Optional<Belief.Ruling> open, int look, int asked) {
        if (open.isPresent() && (look == EarlyLook.LOOKS || open.get().verdict().verdict() instanceof Unmeasured)) {
            return open.get();
        }
        var why = new Unmeasured(
                look == 0
                        ? "not even the first part of its questions was asked whole"
                        : "only " + asked + " of "
                                + accuracy.evalset().questions().size()
                                + " questions were asked, and they decide nothing by this limit",
                "Measure it again.");
        var measured = open.map(ruling -> ruling.verdict().measured()).orElse("not compared");
        return new Belief.Ruling(new LimitVerdict(limit, why, measured, asked), Optional.empty());
    }
}
