package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.input.Node;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code ratios} of a deployment: {@code ttft.p50 of warm / cold: {max: 0.4}}. Each entry is a limit of the load test before the stroke. */
public final class RatioLimits {
    private static final String KEY = "ratios";
    private static final Pattern WRITTEN = Pattern.compile("(\\S+) +of +([^\\s/]+) */ *([^\\s/]+)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private final List<String> names;
    private final PlanReading reading;

    private RatioLimits(List<String> names, PlanReading reading) {
        this.names = names;
        this.reading = reading;
    }

    /**
     * A limit and the test that it belongs to.
     *
     * @param test the name of the load test before the stroke
     */
    private record OfTest(String test, Limit limit) {}

    /**
     * Reads the limits, and returns the load tests with those of each behind its own.
     *
     * @param tests the load tests that could be read
     * @param names the names of all load tests, as they are written
     */
    public static List<TestSpec.LoadTest> addTo(
            List<TestSpec.LoadTest> tests, List<String> names, Fields deployment, PlanReading reading) {
        var reader = new RatioLimits(names, reading);
        var read = new ArrayList<OfTest>();
        for (var entry : deployment.entries(KEY)) {
            var limit = reader.one(entry, tests);
            if (limit != null && reader.isNew(limit, read)) {
                read.add(limit);
            }
        }
        return tests.stream()
                .map(test -> test.with(Stream.concat(
                                test.limits().stream(),
                                read.stream()
                                        .filter(each -> each.test().equals(test.name()))
                                        .map(OfTest::limit))
                        .toList()))
                .toList();
    }

    private @Nullable OfTest one(Node.Entry entry, List<TestSpec.LoadTest> tests) {
        var written = WRITTEN.matcher(entry.key().strip());
        if (!written.matches()) {
            reading.problems.add(
                    entry.place(),
                    "'" + KEY + "' needs a figure and two load tests, such as 'ttft.p50 of warm / cold'; found ["
                            + entry.key() + "]");
            return null;
        }
        var figure = figure(entry, written.group(1));
        var above = written.group(2);
        var below = written.group(3);
        var known = isKnown(entry, above) && isKnown(entry, below);
        if (above.equals(below)) {
            reading.problems.add(
                    entry.place(), "'" + entry.key() + "' divides a figure by itself: name two different load tests");
            known = false;
        }
        var conditions = tests.stream()
                .filter(test -> test.name().equals(above))
                .findFirst()
                .map(TestSpec::conditions)
                .orElse(TestConditions.DEFAULT);
        var limit = figure == null ? null : limit(entry, figure, below, conditions);
        return limit == null || !known ? null : new OfTest(above, limit);
    }

    private @Nullable NamedFigure figure(Node.Entry entry, String name) {
        var figures = reading.vocabulary.loadFigures();
        var figure = figures.get(name);
        if (figure == null) {
            reading.problems.add(
                    entry.place(),
                    "unknown figure '" + name + "' in '" + KEY + "'; the most similar names are "
                            + String.join(", ", SimilarNames.nearest(name, figures.keySet()))
                            + "; docs/figures.md lists all");
        }
        return figure;
    }

    private boolean isKnown(Node.Entry entry, String test) {
        if (names.contains(test)) {
            return true;
        }
        reading.problems.add(
                entry.place(),
                "'" + entry.key() + "': this deployment has no load test [" + test + "]; it has: "
                        + (names.isEmpty() ? "none" : String.join(", ", names)) + SimilarNames.hint(test, names));
        return false;
    }

    private @Nullable Limit limit(Node.Entry entry, NamedFigure figure, String below, TestConditions conditions) {
        var fields = Fields.of(entry.value(), "the limit of '" + entry.key() + "'", reading.problems);
        if (fields == null) {
            return null;
        }
        var bound = bound(entry, fields);
        var enforced = fields.flag("enforce", conditions.enforced());
        var windows = Arrays.stream(Window.values()).map(Window::toString).toList();
        var window = fields.optionalChoice("window", windows);
        var waiver = Waiver.read(fields, enforced, reading.problems);
        fields.refuseOthers(PlanReading.LATER);
        return bound == null
                ? null
                : new Limit(
                        figure,
                        new Bound.Ratio(below, bound),
                        window == null ? Window.WHOLE : Window.valueOf(window.toUpperCase(Locale.ROOT)),
                        enforced,
                        false,
                        true,
                        OverRepeats.MEAN,
                        LimitOrigin.NONE,
                        waiver,
                        entry.place());
    }

    private @Nullable Bound bound(Node.Entry entry, Fields fields) {
        var max = fields.optional("max");
        var min = fields.optional("min");
        var between = fields.optional("between");
        if (max != null && min == null && between == null) {
            var quantity = number("max", max);
            return quantity == null ? null : new Bound.Max(quantity);
        }
        if (min != null && max == null && between == null) {
            var quantity = number("min", min);
            return quantity == null ? null : new Bound.Min(quantity);
        }
        if (between instanceof Node.Sequence ends && ends.items().size() == 2 && max == null && min == null) {
            var low = number("between", ends.items().get(0));
            var high = number("between", ends.items().get(1));
            return low == null || high == null || isReversed(between, low, high) ? null : new Bound.Between(low, high);
        }
        reading.problems.add(
                entry.place(),
                "the limit of '" + entry.key() + "' needs exactly one of max, min and between: [low, high]");
        return null;
    }

    private boolean isReversed(Node between, Quantity low, Quantity high) {
        if (low.value() <= high.value()) {
            return false;
        }
        reading.problems.add(between.place(), "the low end [" + low + "] is above the high end [" + high + "]");
        return true;
    }

    private @Nullable Quantity number(String key, Node node) {
        var text = node instanceof Node.Scalar scalar ? scalar.text() : "";
        if (NUMBER.matcher(text).matches() && Double.parseDouble(text) > 0) {
            return new Quantity(Double.parseDouble(text), Unit.COUNT, text);
        }
        reading.problems.add(
                node.place(),
                "'" + key + "' of a ratio needs a number above zero without a unit, such as '0.4'; found "
                        + node.found());
        return null;
    }

    private boolean isNew(OfTest read, List<OfTest> before) {
        var twice = before.stream()
                .anyMatch(each -> each.test().equals(read.test())
                        && each.limit().named().equals(read.limit().named()));
        if (twice) {
            reading.problems.add(
                    read.limit().place(),
                    "'" + read.limit().named() + "' of [" + read.test()
                            + "] has two limits with the same 'window' and 'enforce': remove one");
        }
        return !twice;
    }
}
