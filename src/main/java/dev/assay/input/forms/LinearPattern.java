package dev.assay.input.forms;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A regular expression in the syntax of RE2, which has no look-around and no references to groups, so that no text takes long. Equal if the
 * expression and its flags are.
 */
public final class LinearPattern {
    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads an expression.
     *
     * @param flags any of {@code i} (case does not matter), {@code m} (^ and $ are the ends of a line) and {@code s} (a dot is any
     *     character, the end of a line too)
     * @throws IllegalArgumentException if it is not one; the message says why, and where in the expression
     */
    public static LinearPattern of(String expression, String flags) {
        var bits = (flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
                | (flags.contains("m") ? Pattern.MULTILINE : 0)
                | (flags.contains("s") ? Pattern.DOTALL : 0);
        PatternSize.check(expression);
        try {
            return new LinearPattern(Pattern.compile(expression, bits));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(why(e), e);
        }
    }

    /** Returns the expression that matches this text and nothing else. */
    public static String literal(String text) {
        return Pattern.quote(text);
    }

    private static String why(PatternSyntaxException e) {
        var at = e.getPattern() == null || e.getPattern().isEmpty() ? "" : ", at [" + e.getPattern() + "]";
        return e.getDescription()
                        .toLowerCase(Locale.ROOT)
                        .replace("or unsupported perl syntax", "or not in the syntax of RE2")
                + at;
    }

    /** Returns how many groups the expression has. */
    public int groups() {
        return pattern.groupCount();
    }

    /** Returns whether it matches a text of no characters. */
    public boolean matchesNothing() {
        return pattern.matches("");
    }

    /** Returns the flags, in the order i, m, s. */
    public String flags() {
        return (ignoresCase() ? "i" : "")
                + ((pattern.flags() & Pattern.MULTILINE) == 0 ? "" : "m")
                + ((pattern.flags() & Pattern.DOTALL) == 0 ? "" : "s");
    }

    /** Returns whether the flag {@code i} is set. */
    public boolean ignoresCase() {
        return (pattern.flags() & Pattern.CASE_INSENSITIVE) != 0;
    }

    /** Returns whether the text has a match anywhere. */
    public boolean isIn(String text) {
        return pattern.matcher(text).find();
    }

    /** Returns what a group has if the expression matches the whole text; empty if it does not, or the group takes no part. */
    public Optional<String> whole(String text, int group) {
        var matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
    }

    /** Returns what a group has in each match, in their order. Matches in which it takes no part or has no characters are left out. */
    public List<String> all(String text, int group) {
        var found = new ArrayList<String>();
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            var part = matcher.group(group);
            if (part != null && !part.isEmpty()) {
                found.add(part);
            }
        }
        return found;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearPattern that && pattern.equals(that.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern.toString();
    }
}
