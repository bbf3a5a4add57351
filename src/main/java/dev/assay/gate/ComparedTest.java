package dev.assay.gate;

import dev.assay.gate.comparison.Comparison;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Question;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import java.util.List;
import java.util.Optional;

/** Judges a limit that compares a test with a reference. */
final class ComparedTest {
    private ComparedTest() {}

    static Belief.Ruling judge(
            Planned planned, Limit limit, Bound.Compared bound, MeasuredStart measured, References references) {
        return judge(planned, limit, bound, new RunSet(planned.deployment().name(), List.of(measured)), references);
    }

    static Belief.Ruling judge(
            Planned planned, Limit limit, Bound.Compared bound, RunSet measured, References references) {
        var reference = bound.against()
                .map(against -> references.of(planned, against, measured))
                .orElse(new Reference.Missing("a published score has no measurements", "See the limit."));
        var compared = Comparison.judge(
                limit, measured, reference, planned.deployment().statisticalLimits(), questions(planned.test()));
        // Of a first measurement nobody can ask what only a second one could show.
        var shown = reference instanceof Reference.First ? limit.warning() : limit;
        return new Belief.Ruling(
                new LimitVerdict(shown, compared.verdict(), compared.measured(), compared.samples()), Optional.empty());
    }

    private static List<Question> questions(TestSpec test) {
        return test instanceof TestSpec.Accuracy accuracy ? accuracy.evalset().questions() : List.of();
    }
}
