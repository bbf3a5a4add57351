package dev.assay.gate.comparison;

import static dev.assay.testing.Figures.limited;

import dev.assay.input.Location;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import dev.assay.starts.StartValue;
import dev.assay.stats.Uncertainty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Builds run sets and limits that compare. */
final class RunSets {
    private static final Location NOWHERE = Location.commandLine();
    static final Against BASELINE = new Against(Against.BASELINE, NOWHERE);
    static final Against BF16 = new Against("bf16", NOWHERE);

    private RunSets() {}

    /** Returns starts of a figure, each of a server process of its own. */
    static RunSet starts(String name, String figure, double... values) {
        return new RunSet(
                name,
                IntStream.range(0, values.length)
                        .mapToObj(i -> start(name, i + 1, name + " process " + i, figure, values[i], Uncertainty.NONE))
                        .toList());
    }

    /** Returns repeats of a figure at one start of the server. */
    static RunSet repeats(String name, @Nullable String process, String figure, double... values) {
        return new RunSet(
                name,
                IntStream.range(0, values.length)
                        .mapToObj(i -> start(name, i + 1, process, figure, values[i], Uncertainty.NONE))
                        .toList());
    }

    static MeasuredStart start(
            String name, int number, @Nullable String process, String figure, double value, Uncertainty by) {
        return measured(name + " " + number, process, Map.of(figure, new StartValue(value, by)), Map.of(), null);
    }

    /** Returns the set with every value off by at most so much. */
    static RunSet off(RunSet set, Uncertainty by) {
        return new RunSet(
                set.name(),
                set.starts().stream()
                        .map(start -> {
                            var values = new LinkedHashMap<>(start.values());
                            values.replaceAll((figure, value) -> new StartValue(value.value(), by));
                            return measured(
                                    start.source(),
                                    start.serverStart().orElse(null),
                                    values,
                                    start.answers(),
                                    start.spoilt().orElse(null));
                        })
                        .toList());
    }

    /** Returns the set with this start (counted from 0) spoilt. */
    static RunSet spoilt(RunSet set, int which, String why) {
        return new RunSet(
                set.name(),
                IntStream.range(0, set.starts().size())
                        .mapToObj(i -> {
                            var start = set.starts().get(i);
                            return measured(
                                    start.source(),
                                    start.serverStart().orElse(null),
                                    start.values(),
                                    start.answers(),
                                    i == which ? why : start.spoilt().orElse(null));
                        })
                        .toList());
    }

    static MeasuredStart measured(
            String source,
            @Nullable String process,
            Map<String, StartValue> values,
            Map<String, Boolean> answers,
            @Nullable String spoilt) {
        return new MeasuredStart(
                source,
                Instant.parse("2026-11-29T02:00:00Z"),
                Optional.ofNullable(process),
                Map.of(),
                values,
                answers,
                Optional.ofNullable(spoilt));
    }

    /** Returns one run of an evalset: each character is a question, {@code 1} a right answer, {@code 0} a wrong one, {@code -} none. */
    static RunSet answers(String name, String... runs) {
        return new RunSet(
                name,
                IntStream.range(0, runs.length)
                        .mapToObj(run -> {
                            var answers = new LinkedHashMap<String, Boolean>();
                            IntStream.range(0, runs[run].length())
                                    .filter(i -> runs[run].charAt(i) != '-')
                                    .forEach(i -> answers.put(id(i), runs[run].charAt(i) == '1'));
                            return measured(name + " " + (run + 1), name + run, Map.of(), answers, null);
                        })
                        .toList());
    }

    /** Returns an evalset's outcomes: so many right on both sides, gained, lost, wrong on both sides, in this order; first here, then there. */
    static List<RunSet> pairs(int both, int gained, int lost, int neither) {
        return List.of(
                answers("int4", "1".repeat(both + gained) + "0".repeat(lost + neither)),
                answers("bf16", "1".repeat(both) + "0".repeat(gained) + "1".repeat(lost) + "0".repeat(neither)));
    }

    static String id(int i) {
        return "%s-%02d".formatted(i % 2 == 0 ? "add" : "mul", i);
    }

    /** Returns so many questions without tags, in clusters of this size. */
    static List<Question> questions(int n, int clusterSize) {
        return IntStream.range(0, n)
                .mapToObj(i -> new Question(
                        id(i),
                        "?",
                        new Expected.Exact("!"),
                        false,
                        List.of(),
                        clusterSize == 1 ? null : "text " + i / clusterSize,
                        NOWHERE))
                .toList();
    }

    static Limit regression(String figure, Margin margin, Margin ignore) {
        return limit(figure, new Bound.Regression(BASELINE, margin, ignore));
    }

    static Limit noWorse(double points) {
        return limit("accuracy", new Bound.NoWorse(BF16, points(points)));
    }

    static Limit recovery(double percent) {
        return limit("accuracy", new Bound.Recovery(BF16, percent(percent)));
    }

    static Limit noWorseThan(double percent, int n, double points) {
        return limit("accuracy", new Bound.NoWorseThanScore(percent(percent), n, points(points)));
    }

    private static Margin.Points points(double points) {
        return new Margin.Points(points / 100, text(points) + " pp");
    }

    private static Quantity percent(double percent) {
        return new Quantity(percent / 100, Unit.SHARE, text(percent) + " %");
    }

    private static String text(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }

    private static Limit limit(String figure, Bound bound) {
        return new Limit(limited(figure), bound, true, false, NOWHERE);
    }

    static Margin percent(double relative, double absolute, String written) {
        return new Margin(relative, absolute, written);
    }

    /** Judges a limit against another set. */
    static ComparedVerdict judge(Limit limit, RunSet mine, RunSet reference, int limits) {
        return Comparison.judge(limit, mine, new Reference.Found(reference, false), limits, List.of());
    }

    /** Judges a limit of the first set against the last, as the only limit. */
    static ComparedVerdict judge(Limit limit, List<RunSet> pair) {
        return judge(limit, pair.getFirst(), pair.getLast(), 1);
    }
}
