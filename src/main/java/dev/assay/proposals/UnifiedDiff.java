package dev.assay.proposals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The difference between two texts in the unified format, which {@code patch} and {@code git apply} read.
 *
 * <p>Source: Myers, An O(ND) difference algorithm and its variations, Algorithmica 1 (1986); the format is that of POSIX {@code diff -u}.
 */
public final class UnifiedDiff {
    /** So many unchanged lines are shown before and after a change. */
    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /** One line: kept, removed or added. */
    private record Step(char sign, String line) {}

    /** Returns the lines of the difference, without line ends; none if the texts are equal. */
    public static List<String> of(String file, String before, String after) {
        if (before.equals(after)) {
            return List.of();
        }
        var steps = steps(lines(before), lines(after));
        var shown = new ArrayList<String>();
        shown.add("--- " + file);
        shown.add("+++ " + file);
        var next = 0;
        while ((next = change(steps, next)) < steps.size()) {
            var end = next;
            for (var gap = 0; end < steps.size() && gap <= 2 * CONTEXT; end++) {
                gap = steps.get(end).sign() == ' ' ? gap + 1 : 0;
            }
            while (steps.get(end - 1).sign() == ' ') {
                end--;
            }
            hunk(steps, Math.max(0, next - CONTEXT), Math.min(steps.size(), end + CONTEXT), shown);
            next = end;
        }
        return shown;
    }

    private static int change(List<Step> steps, int from) {
        var next = from;
        while (next < steps.size() && steps.get(next).sign() == ' ') {
            next++;
        }
        return next;
    }

    private static void hunk(List<Step> steps, int from, int to, List<String> shown) {
        shown.add("@@ -" + range(steps, from, to, '+') + " +" + range(steps, from, to, '-') + " @@");
        for (var step : steps.subList(from, to)) {
            var line = step.line();
            shown.add(step.sign() + line.replaceFirst("\r?\n$", ""));
            if (!line.endsWith("\n")) {
                shown.add("\\ No newline at end of file");
            }
        }
    }

    /** @param other the sign of lines that the text does not have */
    private static String range(List<Step> steps, int from, int to, char other) {
        var before = count(steps, 0, from, other);
        var lines = count(steps, from, to, other);
        return (lines == 0 ? before : before + 1) + (lines == 1 ? "" : "," + lines);
    }

    private static long count(List<Step> steps, int from, int to, char other) {
        return steps.subList(from, to).stream()
                .filter(step -> step.sign() != other)
                .count();
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("(?<=\n)"));
    }

    /** Returns the shortest way from one list of lines to the other; of lines that were replaced, the removed ones come first. */
    private static List<Step> steps(List<String> before, List<String> after) {
        var most = before.size() + after.size();
        var reached = new int[2 * most + 2];
        var trace = new ArrayList<int[]>();
        for (var edits = 0; edits <= most; edits++) {
            trace.add(reached.clone());
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2) {
                var x = down(reached, diagonal, edits, most)
                        ? reached[diagonal + 1 + most]
                        : reached[diagonal - 1 + most] + 1;
                var y = x - diagonal;
                while (x < before.size() && y < after.size() && Objects.equals(before.get(x), after.get(y))) {
                    x++;
                    y++;
                }
                reached[diagonal + most] = x;
                if (x >= before.size() && y >= after.size()) {
                    return back(trace, before, after, most);
                }
            }
        }
        throw new IllegalStateException("removing all lines and adding all others is always a way");
    }

    private static boolean down(int[] reached, int diagonal, int edits, int most) {
        return diagonal == -edits || (diagonal != edits && reached[diagonal - 1 + most] < reached[diagonal + 1 + most]);
    }

    private static List<Step> back(List<int[]> trace, List<String> before, List<String> after, int most) {
        var steps = new ArrayList<Step>();
        var x = before.size();
        var y = after.size();
        for (var edits = trace.size() - 1; edits >= 0; edits--) {
            var reached = trace.get(edits);
            var diagonal = x - y;
            var down = down(reached, diagonal, edits, most);
            var from = down ? diagonal + 1 : diagonal - 1;
            var fromX = edits == 0 ? 0 : reached[from + most];
            var fromY = edits == 0 ? 0 : fromX - from;
            while (x > fromX && y > fromY) {
                steps.add(new Step(' ', before.get(--x)));
                y--;
            }
            if (edits > 0) {
                steps.add(down ? new Step('+', after.get(--y)) : new Step('-', before.get(--x)));
            }
        }
        return removedFirst(steps.reversed());
    }

    private static List<Step> removedFirst(List<Step> steps) {
        var sorted = new ArrayList<Step>();
        var added = new ArrayList<Step>();
        for (var step : steps) {
            if (step.sign() == ' ') {
                sorted.addAll(added);
                added.clear();
            }
            (step.sign() == '+' ? added : sorted).add(step);
        }
        sorted.addAll(added);
        return sorted;
    }
}
