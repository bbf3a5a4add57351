package dev.assay.run.history;

import dev.assay.audits.shards.ShardsWhole;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.Json;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.report.history.HistoryLine;
import dev.assay.report.history.HistoryTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines of a history for a run that has none there, from its {@code result.json} and {@code environment.json}. */
final class RunLines {
    private static final String RESULT = "result.json";
    private static final String ENVIRONMENT = "environment.json";
    private static final String UNMEASURED = "UNMEASURED";
    private static final Pattern BOUND = Pattern.compile(
            "at (?<side>most|least) (?<value>[0-9]+(\\.[0-9]+)?) ?(/(?<of>[0-9]+)|(?<unit>ms|s|min|%|/s|tok/s|tokens|nats|W|Wh|Wh/Mtok|/Mtok))?");
    private static final Map<String, String> FACTS = Map.of("gpu", "gpu", "driver", "driver");

    private RunLines() {}

    /**
     * Returns a line for each test that the run judged and that was measured, whenever that was. Tests whose figures are modelled have none, and tests that not
     * all shards had measured to their end.
     *
     * @throws InputException if a file cannot be read
     */
    static List<HistoryLine> of(Path run) {
        var problems = new Problems();
        var result = read(run, RESULT, "the result of a run", problems);
        var environment = read(run, ENVIRONMENT, "the environment of a run", problems);
        var lines = new ArrayList<HistoryLine>();
        if (value(result, "rows") instanceof Node.Sequence rows) {
            for (var row : rows.items()) {
                if (text(row, "measured_at").isPresent()
                        && !text(row, "provenance").equals(Optional.of("modelled"))
                        && !isUnended(row)) {
                    lines.add(
                            line(String.valueOf(run.toAbsolutePath().normalize().getFileName()), row, environment));
                }
            }
        }
        return problems.resolve(lines);
    }

    private static boolean isUnended(Node row) {
        var shards = items(row, "audits")
                .filter(audit -> text(audit, "audit").equals(Optional.of(ShardsWhole.NAME)))
                .toList();
        return shards.stream().anyMatch(audit -> text(audit, "severity").equals(Optional.of("invalid")))
                || (!shards.isEmpty()
                        && items(row, "repeats")
                                .anyMatch(repeat -> of(repeat, "alone")
                                        .flatMap(alone -> text(alone, "measured_at"))
                                        .isEmpty()));
    }

    private static Stream<Node> items(Node row, String key) {
        return value(Optional.of(row), key) instanceof Node.Sequence list ? list.items().stream() : Stream.empty();
    }

    private static Optional<Node> read(Path run, String name, String expected, Problems problems) {
        var file = new InputDirectory(run).read(name, expected, problems);
        return file == null
                ? Optional.empty()
                : Json.read(file, problems).stream().findFirst();
    }

    private static HistoryLine line(String run, Node row, Optional<Node> environment) {
        var name = text(row, "name").orElse("");
        var deployment = text(row, "deployment").orElse("");
        var verdict = text(row, "verdict").orElse("");
        var some = of(row, "outcomes").isPresent()
                && !(value(Optional.of(row), "limits") instanceof Node.Sequence limits
                        && !limits.items().isEmpty());
        var cells = new LinkedHashMap<String, String>();
        put(cells, "time", text(row, "measured_at").map(time -> time.replaceFirst("\\.[0-9]+Z$", "Z")));
        put(
                cells,
                "branch",
                Optional.of(name + (verdict.equals(UNMEASURED) ? " (" + UNMEASURED + ")" : some ? " (part)" : "")));
        put(cells, "run", Optional.of(run));
        put(cells, "deployment", Optional.of(deployment));
        put(cells, "test", text(row, "row"));
        put(cells, "verdict", Optional.of(text(row, "tolerated").isPresent() ? tolerated(row, name) : verdict));
        put(cells, "engine", of(row, "server").flatMap(server -> text(server, "engine")));
        put(cells, "version", of(row, "server").flatMap(server -> text(server, "version")));
        FACTS.forEach((column, fact) ->
                put(cells, column, environment.flatMap(facts -> text(facts, deployment + " " + fact))));
        put(cells, "thresholds", environment.flatMap(facts -> text(facts, "thresholds.yaml sha256")));
        put(cells, "limits", Optional.of(limits(row)));
        if (!verdict.equals(UNMEASURED)) {
            var limited = limits(row);
            var unmeasured = unmeasured(row);
            figures(row).forEach((figure, value) -> {
                if (unmeasured.contains(figure)) {
                    return;
                }
                if (HistoryTable.EMPTY.columns().contains(figure) || limited.contains(figure + " ")) {
                    cells.put(figure, value);
                }
            });
        }
        return new HistoryLine(cells);
    }

    /** Returns the verdict as it is shown, {@code would FAIL}: the headline begins with it. */
    private static String tolerated(Node row, String name) {
        var headline = text(row, "headline").orElse("");
        return headline.substring(0, Math.max(0, headline.indexOf(" " + name)));
    }

    private static void put(Map<String, String> cells, String column, Optional<String> value) {
        value.filter(text -> !text.isEmpty() && !text.equals("not found out"))
                .ifPresent(text -> cells.put(column, text));
    }

    /** Returns the figures of a test: of one measurement, or the means over several. */
    private static Map<String, String> figures(Node row) {
        var figures = new LinkedHashMap<String, String>();
        Stream.of(of(row, "figures"), of(row, "text_figures"), of(row, "set").flatMap(set -> of(set, "figures")))
                .flatMap(Optional::stream)
                .filter(Node.Mapping.class::isInstance)
                .flatMap(table -> ((Node.Mapping) table).entries().stream())
                .forEach(entry -> text(entry.value(), "value")
                        .or(() -> text(entry.value(), "mean"))
                        .ifPresent(value -> figures.put(entry.key(), value)));
        of(row, "outcomes").ifPresent(outcomes -> figures.putAll(shares((Node.Mapping) outcomes)));
        return figures;
    }

    /** Returns the shares of the outcomes of answered questions, in percent. */
    private static Map<String, String> shares(Node.Mapping outcomes) {
        var counts = new LinkedHashMap<String, Integer>();
        outcomes.entries().forEach(entry -> {
            if (entry.value() instanceof Node.Scalar count
                    && !List.of("TRANSPORT_ERROR", "TIMEOUT").contains(entry.key())) {
                counts.put(entry.key(), Integer.valueOf(count.text()));
            }
        });
        var answered = counts.values().stream().mapToInt(Integer::intValue).sum();
        return answered == 0
                ? Map.of()
                : Map.of(
                        "accuracy", percent(counts.getOrDefault("CORRECT", 0), answered),
                        "no-answer", percent(counts.getOrDefault("NO_ANSWER", 0), answered),
                        "truncated", percent(counts.getOrDefault("TRUNCATED", 0), answered));
    }

    private static String percent(int count, int of) {
        return BigDecimal.valueOf(100L * count)
                .divide(BigDecimal.valueOf(of), MathContext.DECIMAL32)
                .toPlainString();
    }

    /** Returns the limits on figures of the whole test, as the columns of a history have them. */
    private static Stream<Node> ofWholeTest(Node row) {
        return items(row, "limits").filter(limit -> text(limit, "window").isEmpty());
    }

    /** Returns the figures whose limits are UNMEASURED: a test can fail by one limit while the figure of another one is not to be believed. */
    private static Set<String> unmeasured(Node row) {
        return ofWholeTest(row)
                .filter(limit -> text(limit, "verdict").equals(Optional.of(UNMEASURED)))
                .flatMap(limit -> text(limit, "figure").stream())
                .collect(Collectors.toSet());
    }

    /** Returns the bounds as a history has them. A bound that compares has no number there. */
    private static String limits(Node row) {
        return ofWholeTest(row).flatMap(limit -> bound(limit).stream()).collect(Collectors.joining("; "));
    }

    private static Optional<String> bound(Node limit) {
        var bound = BOUND.matcher(text(limit, "allowed").orElse(""));
        if (!bound.matches()) {
            return Optional.empty();
        }
        var value = new BigDecimal(bound.group("value"));
        var unit = Optional.ofNullable(bound.group("unit")).orElse("");
        var shown = bound.group("of") != null
                ? value.multiply(BigDecimal.valueOf(100))
                        .divide(new BigDecimal(bound.group("of")), MathContext.DECIMAL32)
                : switch (unit) {
                    case "s" -> value.multiply(BigDecimal.valueOf(1000));
                    case "min" -> value.multiply(BigDecimal.valueOf(60_000));
                    default -> value;
                };
        return text(limit, "figure")
                .map(figure -> figure
                        + (bound.group("side").equals("most") ? " <= " : " >= ")
                        + shown.stripTrailingZeros().toPlainString());
    }

    private static Optional<Node> of(Node node, String key) {
        return Optional.ofNullable(value(Optional.of(node), key));
    }

    private static @Nullable Node value(Optional<Node> node, String key) {
        return node.orElse(null) instanceof Node.Mapping mapping ? mapping.value(key) : null;
    }

    private static Optional<String> text(Node node, String key) {
        return value(Optional.of(node), key) instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NOTHING
                ? Optional.of(scalar.text())
                : Optional.empty();
    }
}
