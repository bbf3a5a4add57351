package dev.assay.accuracy.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The filter {@code multi_choice_regex} of lm-evaluation-harness 0.4.13, as its MMLU tasks set it: without regard to case and punctuation. It
 * looks for a letter in brackets, then for the texts of the options, then for a letter after a colon.
 */
final class LmEvalOptions {
    private static final Pattern IN_BRACKETS = Pattern.compile("\\([A-Z]\\)");
    /** For each number of options, from one. */
    private static final List<Pattern> AFTER_COLON = IntStream.rangeClosed(1, 26)
            .mapToObj(options -> Pattern.compile(
                    ":" + PythonText.SPACE + "*([" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".substring(0, options) + "])"))
            .toList();

    private final List<String> longestFirst = new ArrayList<>();
    private final Map<String, String> letters = new HashMap<>();
    private final Pattern afterColon;

    LmEvalOptions(List<String> options) {
        for (var i = 0; i < options.size(); i++) {
            var option = bare(PythonText.strip(options.get(i)));
            longestFirst.add(option);
            letters.put(option, inBrackets(i));
        }
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        afterColon = AFTER_COLON.get(options.size() - 1);
    }

    /** Returns the letter of an option as the tasks write it: {@code (B)}. */
    static String inBrackets(int option) {
        return "(" + (char) ('A' + option) + ")";
    }

    private static String bare(String text) {
        return PythonText.withoutUnicodePunctuation(text.toLowerCase(Locale.ROOT));
    }

    /** Returns what is found first in the text; null if nothing is. */
    @Nullable String first(String text) {
        return found(text, true);
    }

    /** Returns what is found last in the text; null if nothing is. */
    @Nullable String last(String text) {
        return found(text, false);
    }

    private @Nullable String found(String text, boolean first) {
        var brackets = IN_BRACKETS.matcher(text).results().map(match -> match.group());
        var letter = one(brackets.toList(), first);
        if (!letter.isEmpty()) {
            return letter;
        }
        var quoted = PythonText.strip(quoted(bare(text), first));
        if (!quoted.isEmpty()) {
            return letters.getOrDefault(quoted, quoted);
        }
        var colons = afterColon
                .matcher(text)
                .results()
                .map(match -> inBrackets(match.group(1).charAt(0) - 'A'));
        var named = one(colons.toList(), first);
        return named.isEmpty() ? null : named;
    }

    private static String one(List<String> all, boolean first) {
        return all.isEmpty() ? "" : first ? all.getFirst() : all.getLast();
    }

    /** Returns the first or last place where the text has an option, the longest one that fits there. An option without letters is everywhere. */
    private String quoted(String text, boolean first) {
        var last = "";
        var blank = longestFirst.getLast().isEmpty();
        for (var at = 0; at <= text.length(); ) {
            var option = at(text, at);
            if (option == null) {
                at++;
                continue;
            }
            if (first) {
                return option;
            }
            last = option;
            at += Math.max(option.length(), 1);
        }
        return blank ? "" : last;
    }

    private @Nullable String at(String text, int place) {
        for (var option : longestFirst) {
            if (text.startsWith(option, place)) {
                return option;
            }
        }
        return null;
    }
}
