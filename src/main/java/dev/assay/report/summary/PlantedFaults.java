package dev.assay.report.summary;

import dev.assay.plant.FaultTrial;
import dev.assay.plant.LimitTrial;
import dev.assay.plant.LimitTrial.Kind;
import dev.assay.report.words.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What planted faults do to the limits of a run.
 *
 * @param source the recordings that were used, in words: {@code recordings in tapes}
 * @param seed drew which answers and requests go wrong
 * @param trials one for each fault, in the order of the command line
 */
public record PlantedFaults(String source, long seed, List<FaultTrial> trials) {
    private static final List<String> COLUMNS = List.of("fault", "before", "after", "limit", "red from");

    public PlantedFaults {
        trials = List.copyOf(trials);
    }

    /** Returns the lines for a console: first the limits that stay green under a fault that changes their figure, then those that turn red. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("faults were planted into the " + source + "; nothing was sent, and no verdict of that run changed");
        var rows = new ArrayList<>(List.of(COLUMNS));
        Stream.of(Kind.STAYS_GREEN, Kind.TURNS_RED, Kind.WAS_RED)
                .flatMap(kind ->
                        trials.stream().flatMap(trial -> trial.of(kind).stream().map(limit -> row(trial, limit))))
                .forEach(rows::add);
        lines.addAll(aligned(rows));
        lines.addAll(sentences());
        return lines;
    }

    private static List<String> row(FaultTrial trial, LimitTrial limit) {
        return List.of(trial.fault().toString(), limit.before(), limit.after(), limit.name(), redFrom(limit));
    }

    private static String redFrom(LimitTrial limit) {
        return switch (limit.kind()) {
            case UNTOUCHED -> "not touched";
            case WAS_RED -> "was red before";
            case STAYS_GREEN, TURNS_RED ->
                limit.redFrom().isEmpty()
                        ? "not up to " + limit.largest()
                        : limit.redFrom().stream()
                                .map(red -> red.fault() + " (" + red.verdict() + ")")
                                .collect(Collectors.joining(", "));
        };
    }

    private static List<String> aligned(List<List<String>> rows) {
        var widths = new ArrayList<Integer>();
        for (var column = 0; column < COLUMNS.size(); column++) {
            var widest = 0;
            for (var row : rows) {
                widest = Math.max(widest, row.get(column).length());
            }
            widths.add(widest);
        }
        return rows.stream()
                .map(row -> {
                    var line = new StringBuilder();
                    for (var column = 0; column < row.size(); column++) {
                        var text = row.get(column);
                        line.append(column == 0 ? "" : "  ")
                                .append(text)
                                .append(" ".repeat(widths.get(column) - text.length()));
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }

    /** Returns a sentence for each fault, and the tests that could not have it. */
    private List<String> sentences() {
        return trials.stream()
                .flatMap(trial -> Stream.concat(
                        Stream.of(sentence(trial)),
                        trial.remarks().stream().map(remark -> trial.fault() + " not planted into " + remark)))
                .toList();
    }

    private static String sentence(FaultTrial trial) {
        var red = trial.of(Kind.TURNS_RED).size();
        var green = trial.of(Kind.STAYS_GREEN).size();
        var before = trial.of(Kind.WAS_RED).size();
        var also = before == 0
                ? ""
                : "; " + limits(before) + " that it touches " + (before == 1 ? "was" : "were") + " red before";
        if (trial.isBlindSpot()) {
            return "BLIND SPOT: " + trial.fault() + " touches " + limits(green) + ", and "
                    + (green == 1 ? "it stays" : "all stay") + " green" + also;
        }
        if (red + green == 0) {
            return trial.fault() + " touches " + limits(before) + ", which " + (before == 1 ? "was" : "were")
                    + " red before";
        }
        return trial.fault() + " touches " + limits(red + green) + ", and turns " + red + " red" + also;
    }

    private static String limits(int count) {
        return count + (count == 1 ? " limit" : " limits");
    }

    /** Returns {@code plant.md}. */
    public String page() {
        var lines = new ArrayList<String>();
        lines.add("# The gate on trial");
        lines.add("");
        lines.add("Faults were planted into the " + Markdown.text(source)
                + ", and the limits were judged again. Nothing was sent, and no verdict of that run changed. Seed "
                + seed
                + " drew which answers and requests go wrong.");
        lines.add("");
        sentences().forEach(sentence -> lines.add("- " + Markdown.text(sentence)));
        for (var trial : trials) {
            lines.add("");
            lines.add("## " + Markdown.text(trial.fault().toString()));
            lines.add("");
            lines.addAll(Markdown.table(
                    List.of("limit", "before", "after", "figure with the fault", "red from"),
                    trial.limits().stream()
                            .map(limit -> List.of(
                                    limit.name(), limit.before(), limit.after(), limit.measured(), redFrom(limit)))
                            .toList()));
        }
        return String.join("\n", lines) + "\n";
    }
}
