package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.SimilarNames;
import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.limits.OverRepeats;
import dev.assay.plan.limits.Waiver;
import dev.assay.plan.testspecs.Limit.Window;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the limits of a test from thresholds.yaml: one limit or a list of limits for each figure. */
final class Limits {
    /** A message lists at most this many figures. */
    private static final int MOST_TOLD = 12;

    private Limits() {}

    /**
     * Reads the limits of a test.
     *
     * @param fields the keys of the test, with the key {@code limits}
     * @param test the kind of test with its article, for messages: {@code a load test}
     * @param figures the figures that the limits may name
     * @param whole what ratios must be out of; absent if that could not be read
     * @param conditions say whether limits are enforced that have no {@code enforce} of their own
     */
    static List<Limit> read(
            Fields fields,
            String test,
            Map<String, NamedFigure> figures,
            Quantity.@Nullable Whole whole,
            TestConditions conditions,
            Problems problems) {
        var limits = new ArrayList<Limit>();
        if (isEmpty(fields.optional("limits"))) {
            problems.add(fields.placeOf("limits"), test + " needs 'limits': without a limit it cannot fail");
            return limits;
        }
        for (var entry : fields.entries("limits")) {
            var compared = ComparedLimits.KEYS.contains(entry.key()) ? figures.get(ComparedLimits.ACCURACY) : null;
            var figure = compared == null ? figures.get(entry.key()) : compared;
            if (figure == null) {
                refuse(entry, test, figures, problems);
                continue;
            }
            limits.addAll(ofFigure(entry, figure, whole, conditions, problems));
        }
        return limits;
    }

    private static boolean isEmpty(@Nullable Node node) {
        return switch (node) {
            case null -> true;
            case Node.Mapping mapping -> mapping.entries().isEmpty();
            case Node.Scalar scalar -> scalar.kind() == Node.Kind.NOTHING;
            case Node.Sequence list -> false;
            case Node.Numbers list -> false;
        };
    }

    private static void refuse(Node.Entry entry, String test, Map<String, NamedFigure> figures, Problems problems) {
        var name = entry.key();
        var later = PlanReading.LATER.get(name);
        if (later != null) {
            problems.add(entry.place(), "'" + name + "' " + later);
            return;
        }
        var form = ComparedLimits.misplaced(name);
        if (form.isPresent()) {
            problems.add(entry.place(), form.get());
            return;
        }
        var names = figures.containsKey(ComparedLimits.ACCURACY)
                ? Stream.concat(figures.keySet().stream(), ComparedLimits.KEYS.stream())
                        .collect(Collectors.toSet())
                : figures.keySet();
        problems.add(entry.place(), "unknown figure '" + name + "' in the limits of " + test + known(name, names));
    }

    /**
     * Returns the end of a message with the figures that were probably meant. A load test has more than a hundred figures, too many for a
     * message.
     */
    private static String known(String name, Set<String> figures) {
        var meant = FigureSynonyms.figuresFor(name, figures);
        var near = meant.isEmpty() ? SimilarNames.of(name, figures) : meant;
        if (!near.isEmpty()) {
            return "; similar names: " + String.join(", ", near);
        }
        return figures.size() <= MOST_TOLD
                ? "; allowed: " + figures.stream().sorted().collect(Collectors.joining(", "))
                : "; the most similar names are " + String.join(", ", SimilarNames.nearest(name, figures))
                        + "; docs/figures.md lists all";
    }

    private static List<Limit> ofFigure(
            Node.Entry entry,
            NamedFigure figure,
            Quantity.@Nullable Whole whole,
            TestConditions conditions,
            Problems problems) {
        var written = switch (entry.value()) {
            case Node.Sequence list ->
                list.items().stream()
                        .map(item -> new Node.Entry(entry.key(), item.place(), item))
                        .toList();
            case Node.Scalar ignored -> List.of(entry);
            case Node.Mapping ignored -> List.of(entry);
            case Node.Numbers ignored -> List.of(entry);
        };
        if (written.isEmpty()) {
            problems.add(
                    entry.value().place(),
                    "the list of limits of '" + entry.key() + "' is empty: add a limit, or remove the figure");
        }
        var limits = new ArrayList<Limit>();
        for (var each : written) {
            var limit = one(each, figure, whole, conditions, written.size() > 1, problems);
            if (limit != null) {
                checkNew(limit, limits, problems);
                limits.add(limit);
            }
        }
        return limits;
    }

    /**
     * Reports a limit that has the same figure, window and enforcement as another limit. The looser of the two would have no effect, and
     * both would have the same name.
     */
    private static void checkNew(Limit limit, List<Limit> before, Problems problems) {
        if (before.stream().anyMatch(each -> each.named().equals(limit.named()))) {
            problems.add(
                    limit.place(),
                    "'" + limit.named()
                            + "' has two limits with the same 'window' and 'enforce': remove one, or change its"
                            + " 'window' or 'enforce'");
        }
    }

    private static @Nullable Limit one(
            Node.Entry entry,
            NamedFigure figure,
            Quantity.@Nullable Whole whole,
            TestConditions conditions,
            boolean several,
            Problems problems) {
        var ofAccuracy = ComparedLimits.KEYS.contains(entry.key());
        if (entry.value() instanceof Node.Scalar word && !ofAccuracy) {
            return calibrate(figure, entry, word, conditions, several, problems);
        }
        var fields = Fields.of(entry.value(), "the limit of '" + entry.key() + "'", problems);
        if (fields == null) {
            return null;
        }
        var bound = ofAccuracy
                ? ComparedLimits.ofAccuracy(entry.key(), fields, figure, problems)
                : isOfTexts(figure) && ComparedLimits.hasReference(fields)
                        ? ComparedLimits.lessLikely(figure, fields, problems)
                        : bound(entry, fields, figure, whole, problems);
        var enforced = fields.flag("enforce", conditions.enforced());
        var warns =
                fields.optional("on-inconclusive") != null && fields.choice("on-inconclusive", List.of("warn")) != null;
        var windows = Arrays.stream(Window.values()).map(Window::toString).toList();
        var window = ofAccuracy || fields.optional("window") == null ? null : fields.choice("window", windows);
        var repeats =
                ofAccuracy || bound instanceof Bound.Compared ? OverRepeats.MEAN : OverRepeats.read(fields, problems);
        var origin =
                bound instanceof Bound.Compared ? LimitOrigin.NONE : LimitOrigin.read(fields, figure, whole, problems);
        var waiver = Waiver.read(fields, enforced, problems);
        fields.refuseOthers(PlanReading.LATER);
        return bound == null
                ? null
                : new Limit(
                        figure,
                        bound,
                        window == null ? Window.WHOLE : Window.valueOf(window.toUpperCase(Locale.ROOT)),
                        enforced,
                        warns,
                        // The figure may have a limit under its own name as well.
                        several || ofAccuracy,
                        repeats,
                        origin,
                        waiver,
                        entry.place());
    }

    private static boolean isOfTexts(NamedFigure figure) {
        return figure.unit() == Unit.NATS || figure.unit() == Unit.NUMBER;
    }

    private static @Nullable Limit calibrate(
            NamedFigure figure,
            Node.Entry entry,
            Node.Scalar word,
            TestConditions conditions,
            boolean several,
            Problems problems) {
        if (word.text().equals(Bound.Calibrate.WORD)) {
            return new Limit(
                    figure, new Bound.Calibrate(), Window.WHOLE, conditions.enforced(), false, several, entry.place());
        }
        problems.add(
                word.place(),
                "the limit of '" + entry.key() + "' must be a mapping of keys to values, or " + Bound.Calibrate.WORD
                        + "; found " + word.found() + SimilarNames.hint(word.text(), List.of(Bound.Calibrate.WORD)));
        return null;
    }

    private static @Nullable Bound bound(
            Node.Entry entry, Fields fields, NamedFigure figure, Quantity.@Nullable Whole whole, Problems problems) {
        var max = fields.optional("max");
        var min = fields.optional("min");
        var between = fields.optional("between");
        var regression = fields.optional("regression");
        if (regression != null && max == null && min == null && between == null) {
            return ComparedLimits.regression(figure, regression, problems);
        }
        if (regression == null && max != null && min == null && between == null) {
            var bound = GpuBounds.read(figure, max, whole, true, problems);
            if (bound != null && !figure.better().allowsMaxAlone()) {
                refuseWorse(fields.placeOf("max"), figure, "at most", "more", "min", problems);
            }
            return bound;
        }
        if (regression == null && min != null && max == null && between == null) {
            var bound = GpuBounds.read(figure, min, whole, false, problems);
            if (bound != null && !figure.better().allowsMinAlone()) {
                refuseWorse(fields.placeOf("min"), figure, "at least", "less", "max", problems);
            }
            return bound;
        }
        if (regression == null && between != null && max == null && min == null) {
            return between(figure, between, whole, problems);
        }
        problems.add(
                entry.place(),
                "the limit of '" + figure + "' needs exactly one of max, min, between and "
                        + (isOfTexts(figure) ? "against" : "regression"));
        return null;
    }

    private static void refuseWorse(
            Location place, NamedFigure figure, String allowed, String better, String instead, Problems problems) {
        problems.add(
                place,
                "'" + figure.key() + "' is limited to " + allowed + " this, and " + better
                        + " of it is better: every worse value would pass. Write '" + instead
                        + "', or 'between: [low, high]' if both ends are meant");
    }

    private static @Nullable Bound between(
            NamedFigure figure, Node node, Quantity.@Nullable Whole whole, Problems problems) {
        if (!(node instanceof Node.Sequence ends) || ends.items().size() != 2) {
            problems.add(
                    node.place(),
                    "'between' must be a list of the lowest and the highest allowed value:" + " [low, high]");
            return null;
        }
        var low = Quantity.read(figure.key(), figure.unit(), ends.items().get(0), whole, problems);
        var high = Quantity.read(figure.key(), figure.unit(), ends.items().get(1), whole, problems);
        if (low == null || high == null) {
            return null;
        }
        if (low.value() > high.value()) {
            problems.add(
                    node.place(),
                    "'" + figure.key() + "': the low end [" + low + "] is above the high end [" + high + "]");
            return null;
        }
        return new Bound.Between(low, high);
    }
}
