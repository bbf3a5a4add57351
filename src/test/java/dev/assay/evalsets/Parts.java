package dev.assay.evalsets;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What stands in the text of a question. */
final class Parts {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final Pattern DATE = Pattern.compile("\\d{1,2} \\p{Lu}\\p{Ll}+ \\d{4}");
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private Parts() {}

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

    /** Returns what the first group of the pattern captures; the text must hold it. */
    static String captured(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new AssertionError("[" + text + "] does not hold " + pattern);
        }
        return found.group(1);
    }
}
