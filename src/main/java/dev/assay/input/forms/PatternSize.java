package dev.assay.input.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How large an expression becomes when its counted repetitions are written out: {@code (a{10}){20}} has more than 200 steps. RE2/J has no limit for
 * them, nor for groups within each other.
 */
final class PatternSize {
    /** A text of 100,000 characters takes seconds at most. */
    private static final long MOST_STEPS = 10_000;

    private static final int MOST_DEPTH = 100;

    private static final Pattern COUNTS = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private final String expression;
    /** The steps of each open group, and of the whole expression first. */
    private final List<Long> steps = new ArrayList<>(List.of(0L));

    private PatternSize(String expression) {
        this.expression = expression;
    }

    /** @throws IllegalArgumentException if the expression is too large */
    static void check(String expression) {
        new PatternSize(expression).check();
    }

    private void check() {
        var counts = COUNTS.matcher(expression);
        var last = 0L;
        for (var i = 0; i < expression.length(); ) {
            var c = expression.charAt(i);
            if (c == '{' && counts.region(i, expression.length()).lookingAt()) {
                var most = counts.group(2);
                var times = Math.max(1, Long.parseLong(most == null || most.isEmpty() ? counts.group(1) : most));
                add(last * (times - 1));
                last *= times;
                i = counts.end();
                continue;
            }
            var end = end(i);
            if (c == '(') {
                steps.add(0L);
                if (steps.size() > MOST_DEPTH + 1) {
                    throw new IllegalArgumentException(
                            "more than " + MOST_DEPTH + " groups are within each other; write it with fewer");
                }
            } else if (c == ')' && steps.size() > 1) {
                last = steps.removeLast() + 2;
                add(last);
            } else {
                last = 1;
                add(expression.startsWith("\\Q", i) ? end - i : 1);
            }
            i = end;
        }
    }

    private void add(long more) {
        var sum = steps.removeLast() + more;
        if (sum > MOST_STEPS) {
            throw new IllegalArgumentException("with its counted repetitions written out it has more than " + MOST_STEPS
                    + " steps; make the numbers in braces smaller");
        }
        steps.add(sum);
    }

    /** Returns where the part ends that begins here: a class of characters, an escape, or one character. */
    private int end(int start) {
        return switch (expression.charAt(start)) {
            case '\\' -> endOfEscape(start);
            case '[' -> endOfClass(start);
            default -> start + 1;
        };
    }

    private int endOfEscape(int start) {
        if (expression.startsWith("\\Q", start)) {
            return after("\\E", start + 2);
        }
        var named = start + 2 < expression.length()
                && "pPx".indexOf(expression.charAt(start + 1)) >= 0
                && expression.charAt(start + 2) == '{';
        return named ? after("}", start + 3) : Math.min(start + 2, expression.length());
    }

    private int endOfClass(int start) {
        var i = start + 1;
        if (expression.startsWith("^", i)) {
            i++;
        }
        // A bracket that closes is a character of the class if it is the first.
        for (var first = i; i < expression.length(); ) {
            if (expression.charAt(i) == ']' && i > first) {
                return i + 1;
            }
            if (expression.charAt(i) == '\\') {
                i = endOfEscape(i);
            } else {
                i = expression.startsWith("[:", i) && expression.indexOf(":]", i) > 0 ? after(":]", i) : i + 1;
            }
        }
        return expression.length();
    }

    private int after(String word, int from) {
        var found = expression.indexOf(word, from);
        return found < 0 ? expression.length() : found + word.length();
    }
}
