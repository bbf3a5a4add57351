package dev.assay.gate;

import dev.assay.gate.comparison.ComparedVerdict;
import dev.assay.gate.comparison.Comparison;
import dev.assay.gate.comparison.Levels;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.starts.Difference;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges a limit that compares a test with a reference. */
final class ComparedTest {
    /** Facts that two tests of one deployment share if they were measured in one run. Their arguments may differ: a test may have its own. */
    private static final Set<String> OF_A_SERVER = Set.of("engine that answers", "version", "driver", "image digest");

    private ComparedTest() {}

    /** Judges with levels of its own. */
    static Belief.Ruling judge(
            Planned planned,
            Limit limit,
            Bound.Compared bound,
            MeasuredStart measured,
            References references,
            Levels levels) {
        return judge(
                planned, limit, bound, new RunSet(planned.deployment().name(), List.of(measured)), references, levels);
    }

    static Belief.Ruling judge(
            Planned planned, Limit limit, Bound.Compared bound, RunSet measured, References references) {
        return judge(planned, limit, bound, measured, references, levels(planned));
    }

    private static Levels levels(Planned planned) {
        return Levels.of(planned.deployment().statisticalLimits());
    }

    private static Belief.Ruling judge(
            Planned planned, Limit limit, Bound.Compared bound, RunSet measured, References references, Levels levels) {
        if (bound instanceof Bound.Ratio ratio) {
            return ratio(planned, limit, ratio, measured, references);
        }
        var reference = bound.against()
                .map(against -> find(planned, against, measured, references))
                .orElse(new Reference.Missing("a published score has no measurements", "See the limit."));
        var compared = Comparison.judge(limit, measured, reference, levels, questions(planned.test()));
        // Of a first measurement nobody can ask what only a second one could show.
        return ruling(reference instanceof Reference.First ? limit.warning() : limit, bound, reference, compared);
    }

    private static Reference find(Planned planned, Against against, RunSet measured, References references) {
        var found = references.find(planned, against, measured);
        return against.ofTests() ? ofOneServer(new RunSet(planned.test().name(), measured.starts()), found) : found;
    }

    private static Belief.Ruling ruling(
            Limit limit, Bound.Compared bound, Reference reference, ComparedVerdict compared) {
        var with = new LimitVerdict.Compared(
                name(bound, reference),
                measurements(reference),
                compared.flips(),
                compared.texts(),
                compared.change(),
                compared.sentence());
        // What was stored is named with its day, and with what has changed since.
        var stored = reference instanceof Reference.Found found
                ? found.stored().map(text -> ", with " + text).orElse("")
                : "";
        return new Belief.Ruling(
                new LimitVerdict(
                        limit, compared.verdict(), compared.measured() + stored, compared.samples(), null, with),
                Optional.empty());
    }

    private static String name(Bound.Compared bound, Reference reference) {
        if (reference instanceof Reference.Found found) {
            return found.stored().orElse(found.set().name());
        }
        return switch (bound) {
            case Bound.NoWorseThanScore limit -> "a score of " + limit.score() + " of " + limit.n() + " questions";
            case Bound.NoWorse limit -> limit.reference().toString();
            case Bound.LessLikely limit -> limit.reference().toString();
            case Bound.Recovery limit -> limit.reference().toString();
            case Bound.Regression limit -> limit.reference().toString();
            case Bound.Ratio limit -> limit.other();
        };
    }

    private static List<String> measurements(Reference reference) {
        return reference instanceof Reference.Found found
                ? found.set().sound().stream().map(MeasuredStart::source).toList()
                : List.of();
    }

    private static Belief.Ruling ratio(
            Planned planned, Limit limit, Bound.Ratio ratio, RunSet measured, References references) {
        var mine = new RunSet(planned.test().name(), measured.starts());
        var other = ofOneServer(mine, references.otherTest(planned, ratio.other()));
        return ruling(limit, ratio, other, Comparison.judge(limit, mine, other, 1, List.of()));
    }

    /** Recordings of two tests may have been made on different machines, or with different versions of the engine. */
    private static Reference ofOneServer(RunSet mine, Reference other) {
        if (!(other instanceof Reference.Found found)) {
            return other;
        }
        var differences = Difference.between(mine, found.set()).stream()
                .filter(each -> each.kind() == Difference.Kind.GPU || OF_A_SERVER.contains(each.fact()))
                .map(each -> each.fact() + " [" + each.here() + "] and [" + each.there() + "]")
                .collect(Collectors.joining("; "));
        return differences.isEmpty()
                ? found
                : new Reference.Missing(
                        "[" + mine.name() + "] and [" + found.set().name() + "] were measured on different servers: "
                                + differences,
                        "Measure both in one run.");
    }

    private static List<Question> questions(TestSpec test) {
        return test instanceof TestSpec.Accuracy accuracy ? accuracy.evalset().questions() : List.of();
    }
}
