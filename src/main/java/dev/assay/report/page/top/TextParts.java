package dev.assay.report.page.top;

import java.util.ArrayList;
import java.util.List;

/** A long sentence of the gate in parts that each fit a line. */
final class TextParts {
    private TextParts() {}

    /** Returns what stands between commas and semicolons, but not those within brackets: there a part explains itself. */
    static List<String> of(String sentence) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < sentence.length(); i++) {
            var c = sentence.charAt(i);
            if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (depth == 0 && (c == ',' || c == ';') && sentence.startsWith(" ", i + 1)) {
                parts.add(sentence.substring(start, i));
                start = i + 2;
            }
        }
        parts.add(sentence.substring(start));
        return parts;
    }
}
