package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the limits that compare a test with a reference. Whether the reference exists is checked when the whole file is read. */
final class ComparedLimits {
    private static final String NO_WORSE = "no-worse";
    private static final String RECOVERY = "recovery";
    private static final String REGRESSION = "regression";

    /** The figure that these keys limit. */
    static final String ACCURACY = "accuracy";

    /** The figure of texts that can be compared. */
    static final String NLL = "nll";

    /** The keys in the limits of an evalset that are forms of limits, and no figures. */
    static final List<String> KEYS = List.of(NO_WORSE, RECOVERY);

    private static final String AGAINST_TEST = "against-test";

    private static final int MOST_QUESTIONS = 100_000_000;

    private ComparedLimits() {}

    /** Returns where a form of limit belongs that stands among the figures of a test; empty if the key is no form. */
    static Optional<String> misplaced(String key) {
        return switch (key) {
            case NO_WORSE, RECOVERY ->
                Optional.of("'" + key
                        + "' is a limit of evalsets; compare a figure of a load test with 'regression', such as"
                        + " 'tpot.mean: {regression: {against: baseline, margin: 3 %}}'");
            case REGRESSION ->
                Optional.of(
                        "'" + key + "' is the limit of a figure, such as 'tpot.mean: {regression: {against: baseline,"
                                + " margin: 3 %}}'");
            default -> Optional.empty();
        };
    }

    /** Reads {@code regression: {against: baseline, margin: 3 % or 2 ms, ignore: 1.5 % or 1 ms}}. */
    static @Nullable Bound regression(NamedFigure figure, Node node, Problems problems) {
        var fields = Fields.of(node, "a regression limit", problems);
        if (fields == null) {
            return null;
        }
        var against = against(fields, problems);
        var marginNode = fields.required("margin");
        var margin = marginNode == null ? null : Margin.read("margin", figure, marginNode, problems);
        var ignoreNode = fields.optional("ignore");
        var ignore = ignoreNode == null ? Margin.NONE : Margin.read("ignore", figure, ignoreNode, problems);
        fields.refuseOthers(Map.of());
        if (figure.better() == Direction.NEITHER) {
            problems.add(
                    node.place(),
                    "'" + figure.key() + "' cannot get worse, since neither more nor less of it is better: write"
                            + " 'between: [low, high]'");
            return null;
        }
        if (against == null || margin == null || ignore == null) {
            return null;
        }
        if (exceeds(ignore, margin)) {
            problems.add(
                    fields.placeOf("ignore"),
                    "'ignore' is a change too small to matter, so it must be smaller than 'margin'; found [" + ignore
                            + "] and [" + margin + "]");
            return null;
        }
        return new Bound.Regression(against, margin, ignore);
    }

    /** Returns whether a limit of texts names what it is compared with. */
    static boolean hasReference(Fields fields) {
        return fields.optional("against") != null || fields.optional(AGAINST_TEST) != null;
    }

    /** Reads {@code nll: {against: NAME, margin: 1 %}} of a log-probabilities test. */
    static @Nullable Bound lessLikely(NamedFigure figure, Fields fields, Problems problems) {
        var against = against(fields, problems);
        var node = fields.required("margin");
        var margin = node == null ? null : Margin.part(figure, node, problems);
        if (!figure.key().equals(NLL)) {
            problems.add(
                    against == null ? fields.place() : against.place(),
                    "'" + figure.key() + "' cannot be compared with a reference: compare '" + NLL
                            + "', such as 'nll: {against: NAME, margin: 1 %}'");
            return null;
        }
        if (against != null && against.ofTests()) {
            problems.add(
                    against.place(),
                    "'" + NLL + "' is compared with a baseline or another deployment of this file, found ["
                            + against.name() + "], a test of the same deployment, which has other texts");
            return null;
        }
        return against == null || margin == null ? null : new Bound.LessLikely(against, margin);
    }

    private static boolean exceeds(Margin ignore, Margin margin) {
        return (ignore.relative() >= margin.relative() && margin.relative() > 0)
                || (ignore.absolute() >= margin.absolute() && margin.absolute() > 0);
    }

    /** Reads {@code no-worse} or {@code recovery} of an evalset. */
    static @Nullable Bound ofAccuracy(String key, Fields fields, NamedFigure accuracy, Problems problems) {
        return key.equals(NO_WORSE) ? noWorse(fields, problems) : recovery(fields, accuracy, problems);
    }

    private static @Nullable Bound noWorse(Fields fields, Problems problems) {
        var marginNode = fields.required("margin");
        var margin = marginNode == null ? null : Margin.points(NO_WORSE, marginNode, problems);
        var isPublished = fields.optional("reference") != null;
        var reference = fields.optionalMapping("reference");
        if (isPublished && reference == null) {
            return null;
        }
        if (reference == null) {
            var against = against(fields, problems);
            return against == null || margin == null ? null : new Bound.NoWorse(against, margin);
        }
        if (fields.optional("against") != null) {
            problems.add(
                    fields.placeOf("against"),
                    "'no-worse' has 'against' (the same questions, asked of something else) or 'reference' (a score that"
                            + " somebody published), not both");
        }
        var score = score(reference, problems);
        var n = reference.count("n", MOST_QUESTIONS);
        reference.refuseOthers(Map.of());
        return score == null || n == null || margin == null ? null : new Bound.NoWorseThanScore(score, n, margin);
    }

    /** A score is written as it is published: 0.92 or 92 %. */
    private static @Nullable Quantity score(Fields reference, Problems problems) {
        var node = reference.required("score");
        if (node instanceof Node.Scalar scalar && scalar.text().matches("0?\\.[0-9]+|[01](\\.0+)?")) {
            return new Quantity(Double.parseDouble(scalar.text()), Unit.SHARE, scalar.text());
        }
        if (node instanceof Node.Scalar scalar && scalar.text().endsWith("%")) {
            return Quantity.read("score", Unit.SHARE, node, null, problems);
        }
        if (node != null) {
            problems.add(
                    node.place(),
                    "'score' needs a share as it was published, '0.92' or '92 %'; found "
                            + (node instanceof Node.Scalar scalar ? "[" + scalar.text() + "]" : node.found()));
        }
        return null;
    }

    private static @Nullable Bound recovery(Fields fields, NamedFigure accuracy, Problems problems) {
        var against = against(fields, problems);
        var node = fields.required("min");
        var min = node == null ? null : Quantity.read(RECOVERY, accuracy.unit(), node, null, problems);
        if (node != null && min != null && min.value() == 0) {
            problems.add(node.place(), "'min' of '" + RECOVERY + "' must be above 0 %: at 0 % the limit cannot fail");
            return null;
        }
        return against == null || min == null ? null : new Bound.Recovery(against, min);
    }

    private static @Nullable Against against(Fields fields, Problems problems) {
        var test = fields.optionalText(AGAINST_TEST);
        if (test != null) {
            for (var key : List.of("against", "first")) {
                if (fields.optional(key) != null) {
                    problems.add(
                            fields.placeOf(key),
                            "'" + key + "' does not go with '" + AGAINST_TEST
                                    + "', which names a test of the same deployment: remove one of them");
                }
            }
            return new Against(test, true, false, fields.placeOf(AGAINST_TEST));
        }
        var name = fields.text("against");
        var first = fields.flag("first");
        if (first && name != null && !name.equals(Against.BASELINE)) {
            problems.add(
                    fields.placeOf("first"),
                    "'first' says that there is no baseline yet, so it goes only with 'against: " + Against.BASELINE
                            + "'; found 'against: " + name + "'");
        }
        return name == null ? null : new Against(name, first, fields.placeOf("against"));
    }
}
