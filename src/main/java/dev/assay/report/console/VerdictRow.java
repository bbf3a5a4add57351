package dev.assay.report.console;

import dev.assay.report.terminal.Columns;
import dev.assay.report.terminal.TerminalText;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the table of verdicts: a word, a name, and below it what the verdict rests on, each on lines of its own. Nothing is cut: what is too wide goes on in
 * the next line.
 *
 * @param word of a verdict; empty for a row that belongs to the one above it
 */
record VerdictRow(String word, String name, List<String> details) {
    /** How wide a line is, so that it fits 100 columns with what a console puts before it. */
    static final int COLUMNS = 92;

    /** The width of the longest word of a verdict, INCONCLUSIVE. */
    private static final int WORD = 12;

    private static final String GAP = "  ";
    private static final String DETAIL = " ".repeat(WORD + 2 * GAP.length());
    private static final int FURTHER = DETAIL.length() + GAP.length();

    VerdictRow {
        word = TerminalText.line(word);
        name = TerminalText.line(name);
        details = details.stream().map(TerminalText::line).toList();
    }

    /** Returns what a line begins with: the word, in a column of its own. */
    static String begin(String word) {
        return Columns.padded(word, WORD) + GAP;
    }

    /** Returns the lines. A single short detail stands beside the name. */
    List<String> lines() {
        if (details.size() == 1) {
            var whole = begin(word) + name + GAP + details.getFirst();
            if (Columns.width(whole) <= COLUMNS) {
                return List.of(whole);
            }
        }
        var lines = new ArrayList<>(Columns.wrapped(begin(word), name, COLUMNS, DETAIL.length()));
        lines.addAll(below());
        return lines;
    }

    /** Returns the lines of the details alone. */
    List<String> below() {
        return details.stream()
                .flatMap(detail -> Columns.wrapped(DETAIL, detail, COLUMNS, FURTHER).stream())
                .toList();
    }
}
