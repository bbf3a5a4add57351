package dev.assay.report.against;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A run compared with what was measured before.
 *
 * @param other what it is compared with, as the command line names it
 * @param tests one for each test of the run
 */
public record ComparedRun(String other, List<ComparedPair> tests) {
    public ComparedRun {
        tests = List.copyOf(tests);
    }

    /** Returns a heading, and for each test its rows, its questions and its sentence, for a console. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("compared with " + other + ":");
        for (var test : tests) {
            switch (test) {
                case ComparedPair.Shown pair -> {
                    lines.add("  " + pair.heading());
                    lines.addAll(aligned(pair.rows(false)));
                    pair.questions().forEach(line -> lines.add("    " + line));
                    lines.add("    " + pair.sentence());
                }
                case ComparedPair.NotCompared no ->
                    lines.add("  " + no.name() + ": not compared, since " + no.reason());
            }
        }
        return lines;
    }

    private static List<String> aligned(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<List<String>>();
        all.add(ComparedPair.COLUMNS);
        all.addAll(rows);
        var widths = IntStream.range(0, ComparedPair.COLUMNS.size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        return all.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> row.get(column)
                                + " ".repeat(widths[column] - row.get(column).length()))
                        .collect(Collectors.joining("  ", "    ", ""))
                        .stripTrailing())
                .toList();
    }
}
