package dev.assay.gate.comparison;

import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.starts.RunSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares accuracy with that of a reference on the same questions. The first sound measurement of each side is compared, never the best; further ones show
 * how much whole runs differ.
 */
final class PairedJudge {
    private final Limit limit;
    private final Against against;
    private final AccuracyRule rule;
    private final PairedQuestions pairs;
    private final String runs;

    private PairedJudge(Limit limit, Against against, AccuracyRule rule, PairedQuestions pairs, String runs) {
        this.limit = limit;
        this.against = against;
        this.rule = rule;
        this.pairs = pairs;
        this.runs = runs;
    }

    /**
     * Returns the verdict.
     *
     * @param questions those that were asked; none if they are not known
     */
    static ComparedVerdict judge(
            Limit limit, Bound.Compared bound, RunSet mine, RunSet reference, Levels levels, List<Question> questions) {
        var now = mine.first().orElseThrow();
        var then = reference.first().orElseThrow();
        var ids = PairedQuestions.ids(questions, now, then);
        var unpaired = PairedQuestions.unpaired(ids, now, then);
        if (unpaired.isPresent() || ids.isEmpty()) {
            return Texts.unmeasured(
                    limit,
                    new Unmeasured(
                            unpaired.map(PairedQuestions.Unpaired::reason).orElse("no question was answered"),
                            "Ask both sides the same questions, and see the traces of those without an answer."),
                    now.right() + "/" + now.answers().size() + ", was " + then.right() + "/"
                            + then.answers().size());
        }
        var here = RunDispersion.of(mine);
        var there = RunDispersion.of(reference);
        var rule = rule(bound, levels, Math.max(here.factor(), there.factor()));
        var runs = Stream.of(here.text("the test"), there.text("the reference"))
                .flatMap(Optional::stream)
                .map(text -> "; " + text)
                .collect(Collectors.joining());
        return new PairedJudge(
                        limit, bound.against().orElseThrow(), rule, PairedQuestions.of(ids, questions, now, then), runs)
                .judge();
    }

    private static AccuracyRule rule(Bound.Compared bound, Levels levels, double inflation) {
        return switch (bound) {
            case Bound.NoWorse noWorse -> new NoWorseRule(noWorse.margin(), levels, inflation);
            case Bound.Recovery recovery -> new RecoveryRule(recovery.min(), levels, inflation);
            case Bound.LessLikely ignored -> throw new IllegalArgumentException("it pairs texts");
            case Bound.NoWorseThanScore ignored -> throw new IllegalArgumentException("it pairs no questions");
            case Bound.Ratio ignored -> throw new IllegalArgumentException("it is a limit on another figure");
            case Bound.Regression ignored -> throw new IllegalArgumentException("it is a limit on another figure");
        };
    }

    private ComparedVerdict judge() {
        var counts = pairs.counts();
        var flips = pairs.flips();
        var right = (counts.both() + counts.gained()) + "/" + counts.n();
        var reference = (counts.both() + counts.lost()) + "/" + counts.n();
        var text = right + ", was " + reference + ": " + rule.change(pairs) + ", " + flips + runs;
        return new ComparedVerdict(
                rule.verdict(pairs),
                text,
                counts.n(),
                Optional.of(flips),
                Optional.of(rule.judged(pairs, right, reference)),
                Texts.subject(limit, against) + " " + text + ", "
                        + limit.bound().asked() + ", " + counts.n() + (counts.n() == 1 ? " question" : " questions"));
    }
}
