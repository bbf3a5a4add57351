package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.plan.texts.TextSet;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.PlanReading;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log-probabilities test: the model reads fixed texts, and the server says how probable each token was to it. Nothing is asked, and nothing is
 * sampled.
 *
 * @param name the test's name; that of its texts, unless the file gives another
 * @param concurrency how many texts are in flight
 * @param source where the limits come from, for people
 */
public record LogProbabilities(
        String name,
        TextSet texts,
        int concurrency,
        String source,
        List<Limit> limits,
        TestConditions conditions,
        Location place)
        implements TestSpec {
    /** The key of the list of these tests in a deployment. */
    public static final String KEY = "log-probabilities";

    public LogProbabilities {
        limits = List.copyOf(limits);
    }

    @Override
    public Pace pace() {
        return new Pace.Closed(concurrency);
    }

    /** Returns whether the file gives the test another name than its texts have. */
    public boolean renamed() {
        return !name.equals(texts.name());
    }

    /** Reads an item of {@code log-probabilities}; absent, with a problem, if its texts cannot be read. */
    public static @Nullable LogProbabilities read(Node item, PlanReading reading) {
        var fields = Fields.of(item, "a log-probabilities test", reading.problems);
        if (fields == null) {
            return null;
        }
        var file = fields.text("texts");
        var own = fields.optionalText("name");
        var named = own == null || reading.isName(own, fields.placeOf("name"));
        var conditions = TestConditions.read(fields, reading);
        var texts = file == null ? null : reading.texts(file, fields.placeOf("texts"));
        var concurrency = fields.count("concurrency", 1, PlanReading.MOST_IN_FLIGHT, 4);
        var source = fields.optionalText("source");
        var figures = reading.vocabulary.textFigures();
        var limits = Limits.read(fields, "a log-probabilities test", figures, null, conditions, reading.problems);
        limits.stream()
                .filter(limit -> limit.bound() instanceof Bound.Regression)
                .forEach(limit -> reading.problems.add(
                        limit.place(),
                        "'regression' is for figures of load tests: write 'nll: {against: NAME, margin: 1 %}'"));
        limits.stream()
                .filter(limit -> limit.window() == Limit.Window.STEADY)
                .forEach(limit -> reading.problems.add(
                        limit.place(),
                        "'" + limit.figure() + "' cannot judge the steady window: each text counts. Remove 'window'"));
        fields.refuseOthers(Map.of());
        return texts == null || !named
                ? null
                : new LogProbabilities(
                        own == null ? texts.name() : own,
                        texts,
                        concurrency,
                        source == null ? "" : source,
                        limits,
                        conditions,
                        fields.place());
    }

    /** Returns the test measured so often. */
    LogProbabilities times(int repeats) {
        return new LogProbabilities(name, texts, concurrency, source, limits, conditions.repeated(repeats), place);
    }
}
