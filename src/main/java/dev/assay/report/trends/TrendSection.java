package dev.assay.report.trends;

import dev.assay.accuracy.Scores;
import dev.assay.figures.FigureName;
import dev.assay.figures.texts.TextFigure;
import dev.assay.plan.thresholds.NamedFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One test of one deployment over its runs.
 *
 * @param runs the oldest first
 * @param lines its figures, those with limits first
 */
public record TrendSection(String deployment, String test, List<Run> runs, List<TrendLine> lines) {
    private static final List<String> CONDITIONS = List.of("engine", "version", "gpu", "driver", "thresholds");
    private static final List<String> USUAL =
            List.of("ttft.mean", "tpot.mean", "e2e.mean", "qps", "output-tps", "accuracy", "nll");
    private static final int SHORT = 12;
    private static final Map<String, String> UNITS = units();

    public TrendSection {
        runs = List.copyOf(runs);
        lines = List.copyOf(lines);
    }

    /**
     * A run.
     *
     * @param time when the test was measured, UTC
     * @param unmeasured whether it has no figures, because they could not be believed
     * @param changes what differs from the runs before it, such as {@code version 0.31 → 0.32}; empty: nothing that is known
     */
    public record Run(String name, String time, String verdict, boolean unmeasured, String changes) {}

    private static Map<String, String> units() {
        var units = new HashMap<String, String>();
        Stream.<Stream<? extends NamedFigure>>of(
                        FigureName.all().stream(), Scores.FIGURES.stream(), Stream.of(TextFigure.values()))
                .flatMap(each -> each)
                .forEach(figure -> units.put(figure.key(), figure.unit().symbol()));
        return Map.copyOf(units);
    }

    /** Returns the sections of all tests, in the order in which they were first measured. Evalsets of which only some questions were asked are left out. */
    static List<TrendSection> of(List<Map<String, String>> rows) {
        var tests = new LinkedHashMap<String, List<Map<String, String>>>();
        rows.stream()
                .filter(row -> row.containsKey("time") && row.containsKey("deployment") && row.containsKey("test"))
                .filter(row -> !row.getOrDefault("branch", "").endsWith(" (part)"))
                .sorted(Comparator.comparing(row -> row.getOrDefault("time", "")))
                .forEach(row -> tests.computeIfAbsent(
                                row.get("deployment") + " " + row.get("test"), test -> new ArrayList<>())
                        .add(row));
        return tests.values().stream().map(TrendSection::section).toList();
    }

    private static TrendSection section(List<Map<String, String>> rows) {
        var figures = new TreeSet<String>();
        rows.forEach(row -> row.keySet().stream().filter(UNITS::containsKey).forEach(figures::add));
        // A run that was not sent does not know its server, so each fact is compared with the last that is known.
        var known = new HashMap<String, String>();
        var runs = new ArrayList<Run>();
        for (var row : rows) {
            runs.add(run(row, known));
            CONDITIONS.stream().filter(row::containsKey).forEach(each -> known.put(each, cell(row, each)));
        }
        var changes = runs.stream().map(Run::changes).toList();
        var lines = figures.stream()
                .map(figure -> TrendLine.of(figure, UNITS.getOrDefault(figure, ""), rows, changes))
                .sorted(Comparator.comparingInt(line -> line.limited() ? 0 : USUAL.contains(line.figure()) ? 1 : 2))
                .toList();
        return new TrendSection(cell(rows.getFirst(), "deployment"), cell(rows.getFirst(), "test"), runs, lines);
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static Run run(Map<String, String> row, Map<String, String> before) {
        var changes = CONDITIONS.stream()
                .filter(each -> row.containsKey(each)
                        && before.containsKey(each)
                        && !cell(row, each).equals(cell(before, each)))
                .map(each -> each + " " + shortened(cell(before, each)) + " → " + shortened(cell(row, each)))
                .toList();
        return new Run(
                cell(row, "run"),
                cell(row, "time"),
                cell(row, "verdict"),
                cell(row, "branch").endsWith(" (UNMEASURED)"),
                String.join("; ", changes));
    }

    private static String shortened(String value) {
        return value.matches("[0-9a-f]{40,64}") ? value.substring(0, SHORT) : value;
    }

    public String name() {
        return deployment + " " + test;
    }

    /** Returns how many of the lines are shown at once: those of figures that have limits, or that people look at first. */
    public int first() {
        return Math.toIntExact(lines.stream()
                .filter(line -> line.limited() || USUAL.contains(line.figure()))
                .count());
    }

    /** Returns how many runs have no figures. */
    public long unmeasured() {
        return runs.stream().filter(Run::unmeasured).count();
    }

    /** Returns the CSS class of a run's verdict. */
    public static String kind(Run run) {
        return switch (run.verdict()) {
            case "PASS" -> "pass";
            case "FAIL" -> "fail";
            case "UNMEASURED" -> "unmeasured";
            default -> "inconclusive";
        };
    }

    void into(ObjectNode json) {
        json.put("name", name());
        var axis = json.putArray("runs");
        runs.forEach(run -> axis.addObject()
                .put("name", run.name())
                .put("time", run.time())
                .put("verdict", run.verdict())
                .put("unmeasured", run.unmeasured())
                .put("changes", run.changes()));
        var figures = json.putArray("figures");
        for (var line : lines) {
            var figure = figures.addObject().put("name", line.figure()).put("unit", line.unit());
            put(figure.putArray("values"), line.values());
            put(figure.putArray("most"), line.most());
            put(figure.putArray("least"), line.least());
        }
    }

    private static void put(ArrayNode json, List<@Nullable Double> values) {
        values.forEach(json::add);
    }
}
