package dev.assay.tools.gates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a command line into words as a POSIX shell does, without any of its expansions. Python's {@code shlex.split} does the same. */
final class ShellWords {
    private ShellWords() {}

    /** Returns the words; empty if a quote is not closed, or a backslash ends the text. */
    static Optional<List<String>> of(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var begun = false;
        var quote = ' ';
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quote == '\'' && c != '\'') {
                word.append(c);
            } else if (c == '\\') {
                if (++i == text.length()) {
                    return Optional.empty();
                }
                // Between double quotes a backslash is one, unless it stands before a quote or another backslash.
                if (quote == '"' && text.charAt(i) != '"' && text.charAt(i) != '\\') {
                    word.append(c);
                }
                word.append(text.charAt(i));
                begun = true;
            } else if (quote != ' ') {
                if (c == quote) {
                    quote = ' ';
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return quote == ' ' ? Optional.of(words) : Optional.empty();
    }
}
