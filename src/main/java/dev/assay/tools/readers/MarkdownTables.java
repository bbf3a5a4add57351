package dev.assay.tools.readers;

import dev.assay.input.InputFile;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.tools.readers.Table.Cell;
import dev.assay.tools.results.ImportedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads tables of load figures in a Markdown file, such as published records or a run's own {@code summary.md}. A row is a load test and a column
 * a figure, in any order; or a row is a figure. Other tables are skipped; a message names other columns. Digits stay as they are written, since
 * their number shows the rounding.
 */
final class MarkdownTables {
    private static final List<Pattern> LENGTHS = List.of(
            Pattern.compile("([0-9][0-9,]{0,11}) tokens in(?:,| and) ([0-9][0-9,]{0,11}) out"),
            Pattern.compile("(?i)\\bISL\\W{0,3}([0-9][0-9,]{0,11})\\b.{0,20}?\\bOSL\\W{0,3}([0-9][0-9,]{0,11})"),
            Pattern.compile("(?i)\\binput[ -]?len(?:gth)?\\W{0,3}([0-9][0-9,]{0,11})\\b.{0,30}?"
                    + "\\boutput[ -]?len(?:gth)?\\W{0,3}([0-9][0-9,]{0,11})"));

    private final InputFile file;
    private final Problems problems;
    private final List<Problem> passedOver;
    private final List<ImportedResult> rows = new ArrayList<>();
    private Table.Lengths lengths = new Table.Lengths(0, 0);

    private MarkdownTables(InputFile file, Problems problems, List<Problem> passedOver) {
        this.file = file;
        this.problems = problems;
        this.passedOver = passedOver;
    }

    /**
     * Returns all rows of all tables of load figures.
     *
     * @param passedOver takes tables of load figures, and columns of such tables, that are not read, with the reason
     * @return empty for a file without such a table
     */
    static Optional<List<ImportedResult>> read(InputFile file, Problems problems, List<Problem> passedOver) {
        var tables = new MarkdownTables(file, problems, passedOver);
        return tables.run() ? Optional.of(tables.rows) : Optional.empty();
    }

    private boolean run() {
        var lines = file.text().lines().toList();
        var found = false;
        var next = 0;
        while (next < lines.size()) {
            var head = next++;
            if (next == lines.size() || !isHead(lines.get(head), lines.get(next))) {
                lengths(lines.get(head));
                continue;
            }
            var grid = new ArrayList<List<Cell>>();
            grid.add(cells(head, lines.get(head)));
            while (next < lines.size() && lines.get(next).contains("|")) {
                if (!isRule(lines.get(next))) {
                    grid.add(cells(next, lines.get(next)));
                }
                next++;
            }
            var table = Table.of(file.name(), grid);
            if (table.isPresent()) {
                found = true;
                rows.addAll(table.get().rows(lengths, problems, passedOver));
            }
        }
        return found;
    }

    /**
     * Returns whether a table begins here. Tables may have no pipes at their sides. A rule below a line of text marks a heading, unless both have
     * the same number of cells.
     */
    private boolean isHead(String line, String rule) {
        return line.contains("|")
                && isRule(rule)
                && (rule.contains("|") || line.strip().startsWith("|"))
                && cells(0, line).size() == cells(0, rule).size();
    }

    private static boolean isRule(String line) {
        return line.strip().matches("\\|?[\\s:|-]*-[\\s:|-]*");
    }

    private void lengths(String line) {
        for (var pattern : LENGTHS) {
            var said = pattern.matcher(line);
            if (said.find()) {
                lengths = new Table.Lengths(
                        (int) Math.min(
                                Integer.MAX_VALUE, Long.parseLong(said.group(1).replace(",", ""))),
                        (int) Math.min(
                                Integer.MAX_VALUE, Long.parseLong(said.group(2).replace(",", ""))));
            }
        }
    }

    private List<Cell> cells(int index, String line) {
        var cells = new ArrayList<Cell>();
        var start = 0;
        var end = line.stripTrailing().length();
        if (line.strip().startsWith("|")) {
            start = line.indexOf('|') + 1;
        }
        if (end > start && line.charAt(end - 1) == '|' && (end < 2 || line.charAt(end - 2) != '\\')) {
            end--;
        }
        var from = start;
        for (var i = start; i <= end; i++) {
            if (i == end || (line.charAt(i) == '|' && line.charAt(Math.max(0, i - 1)) != '\\')) {
                var text = line.substring(from, i);
                var indent = text.length() - text.stripLeading().length();
                cells.add(new Cell(text.strip(), new Location(file.name(), index + 1, from + indent + 1)));
                from = i + 1;
            }
        }
        return cells;
    }
}
