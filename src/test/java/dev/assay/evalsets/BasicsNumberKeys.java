package dev.assay.evalsets;

import static dev.assay.evalsets.Parts.captured;
import static dev.assay.evalsets.Parts.number;
import static dev.assay.evalsets.Parts.numbers;
import static java.util.Map.entry;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Month;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Calculates the keys of the easy questions that ask for a number. */
final class BasicsNumberKeys {
    /** From the theme that a question's id begins with to what makes its key out of its text. */
    static final Map<String, UnaryOperator<String>> KEYS = Map.ofEntries(
            entry("add", text -> String.valueOf(number(text, 0) + number(text, 1))),
            entry("subtract", text -> String.valueOf(number(text, 0) - number(text, 1))),
            entry("multiply", text -> String.valueOf(number(text, 0) * number(text, 1))),
            entry("divide", BasicsNumberKeys::quotient),
            entry("after", text -> String.valueOf(number(text, 0) + 1)),
            entry("series", BasicsNumberKeys::nextOfSeries),
            entry("many", text -> known(captured("How many (.+)\\?", text))));

    private static final Map<String, Long> COUNTS = Map.ofEntries(
            entry("days are in a week", (long) DayOfWeek.values().length),
            entry("months are in a year", (long) Month.values().length),
            entry("hours are in a day", Duration.ofDays(1).toHours()),
            entry("minutes are in an hour", Duration.ofHours(1).toMinutes()),
            // A dog walks on two pairs of legs, a spider on four.
            entry("legs does a dog have", 2L * 2),
            entry("legs does a spider have", 2L * 4),
            // The bi in the name.
            entry("wheels does a bicycle have", 2L),
            // The tri in the name.
            entry("sides does a triangle have", 3L),
            entry("letters are in the English alphabet", (long) 'z' - 'a' + 1));

    private BasicsNumberKeys() {}

    private static String quotient(String text) {
        var dividend = number(text, 0);
        var divisor = number(text, 1);
        return dividend % divisor == 0 ? String.valueOf(dividend / divisor) : "leaves a remainder";
    }

    private static String nextOfSeries(String text) {
        var step = number(text, 1) - number(text, 0);
        var series = numbers(text);
        for (var index = 1; index < series.size(); index++) {
            if (series.get(index) - series.get(index - 1) != step) {
                return "the steps differ";
            }
        }
        return String.valueOf(series.getLast() + step);
    }

    private static String known(String asked) {
        var count = COUNTS.get(asked);
        return count == null ? "nothing is known of " + asked : count.toString();
    }
}
