package dev.assay.evalsets;

import static dev.assay.evalsets.QuestionText.captured;
import static dev.assay.evalsets.QuestionText.number;
import static java.util.Map.entry;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Calculates the keys of the easy questions that ask for a number. */
final class BasicsNumberKeys {
    private static final List<String> PLANETS =
            List.of("Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune");

    /** The function that derives a key from a question's text, by the theme at the beginning of the question's id. */
    static final Map<String, UnaryOperator<String>> KEYS = Map.ofEntries(
            entry("add", text -> String.valueOf(number(text, 0) + number(text, 1))),
            entry("subtract", text -> String.valueOf(number(text, 0) - number(text, 1))),
            entry("multiply", text -> String.valueOf(number(text, 0) * number(text, 1))),
            entry("divide", BasicsNumberKeys::quotient),
            entry("count", text -> known(captured("The number of (.+) is \\.\\.\\.", text))),
            entry("year", text -> known(captured("(.+) in the year \\.\\.\\.", text))));

    private static final Map<String, Long> COUNTS = Map.ofEntries(
            entry("days in a week", (long) DayOfWeek.values().length),
            entry("months in a year", (long) Month.values().length),
            entry("hours in a day", Duration.ofDays(1).toHours()),
            entry("minutes in an hour", Duration.ofHours(1).toMinutes()),
            entry("seconds in a minute", Duration.ofMinutes(1).toSeconds()),
            entry("letters in the English alphabet", (long) 'z' - 'a' + 1),
            // A spider has four pairs of legs.
            entry("legs of a spider", 4L * 2),
            // "tri" means three, and "hexa" six.
            entry("sides of a triangle", 3L),
            entry("sides of a hexagon", 6L),
            entry("degrees in a full circle", Math.round(Math.toDegrees(2 * Math.PI))),
            entry("degrees in a right angle", Math.round(Math.toDegrees(Math.PI / 2))),
            entry("years in a century", ChronoUnit.CENTURIES.getDuration().dividedBy(ChronoUnit.YEARS.getDuration())),
            entry("states of the USA", 50L),
            entry("planets in the solar system", (long) PLANETS.size()),
            entry("squares on a chessboard", 8L * 8),
            entry("days in January", (long) Month.JANUARY.maxLength()),
            entry("The Second World War ended", 1945L),
            entry("The First World War began", 1914L),
            entry("Columbus first reached America", 1492L),
            entry("Humans first walked on the Moon", 1969L));

    private BasicsNumberKeys() {}

    private static String quotient(String text) {
        var dividend = number(text, 0);
        var divisor = number(text, 1);
        return dividend % divisor == 0 ? String.valueOf(dividend / divisor) : "leaves a remainder";
    }

    private static String known(String asked) {
        var count = COUNTS.get(asked);
        return count == null ? "there is no fact about " + asked : count.toString();
    }
}
