package dev.assay.report.words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes GitHub's Markdown. Texts are escaped: they cannot end a table cell, start a list or become HTML. */
public final class Markdown {
    private static final String ESCAPED = "\\`*[]|~$";

    private Markdown() {}

    /** Returns a table. */
    public static List<String> table(Table table) {
        return table(table.columns(), table.rows());
    }

    /** Returns a table. Its texts are escaped, and line ends within a text become breaks. */
    public static List<String> table(List<String> columns, List<List<String>> rows) {
        var lines = new ArrayList<String>();
        lines.add(row(columns));
        lines.add("|" + "---|".repeat(columns.size()));
        rows.forEach(row -> lines.add(row(row)));
        return lines;
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String cell(String text) {
        return text.lines().map(Markdown::text).collect(Collectors.joining("<br>"));
    }

    /** Returns a text escaped, in one line. */
    public static String text(String written) {
        var text = Direction.shown(written);
        var safe = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '\u2028', '\u2029' -> safe.append(' ');
                case '_' -> safe.append(withinWord(text, i) ? "_" : "\\_");
                default -> safe.append(ESCAPED.indexOf(c) >= 0 ? "\\" : "").append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return safe.toString();
    }

    /** GitHub does not interpret an underscore within a word, so it needs no backslash there. */
    private static boolean withinWord(String text, int i) {
        return i > 0
                && i < text.length() - 1
                && Character.isLetterOrDigit(text.charAt(i - 1))
                && Character.isLetterOrDigit(text.charAt(i + 1));
    }
}
