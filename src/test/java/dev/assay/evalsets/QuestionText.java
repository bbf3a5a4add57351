package dev.assay.evalsets;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Extracts numbers, dates and words from the text of a question. */
final class QuestionText {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final Pattern DATE = Pattern.compile("\\d{1,2} \\p{Lu}\\p{Ll}+ \\d{4}");
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private QuestionText() {}

    /** Returns the whole numbers of the text in their order. */
    static List<Long> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(each -> Long.parseLong(each.group()))
                .toList();
    }

    /** Returns the number at this index. */
    static long number(String text, int index) {
        return numbers(text).get(index);
    }

    /** Returns the dates of the text in their order. */
    static List<LocalDate> dates(String text) {
        return DATE.matcher(text)
                .results()
                .map(each -> LocalDate.parse(each.group(), WRITTEN))
                .toList();
    }

    /** Returns the text that the first group of the pattern captures; the pattern must match. */
    static String captured(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new AssertionError("[" + text + "] does not match " + pattern);
        }
        return found.group(1);
    }
}
