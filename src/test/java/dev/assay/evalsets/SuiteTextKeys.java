package dev.assay.evalsets;

import static dev.assay.evalsets.QuestionText.captured;
import static dev.assay.evalsets.QuestionText.number;
import static dev.assay.evalsets.QuestionText.numbers;
import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.ObjectMapper;

/** Derives the keys of the suite's questions about letters, dates and forms of writing. */
final class SuiteTextKeys {
    /** The function that derives a key from a question's text, by the question's id. */
    static final Map<String, UnaryOperator<String>> KEYS = Map.ofEntries(
            entry("count-01", SuiteTextKeys::occurrences),
            entry("count-02", SuiteTextKeys::occurrences),
            entry("date-01", SuiteTextKeys::daysApart),
            entry("date-02", SuiteTextKeys::minutesOverNight),
            entry("date-03", SuiteTextKeys::daysOfMonths),
            entry("date-04", text -> name(day(captured("Today is (\\w+)", text)).plus(number(text, 0)))),
            entry("date-05", text -> name(QuestionText.dates(text).getFirst().getDayOfWeek())),
            entry("format-01", text -> captured("nothing else: (\\S+)$", text)),
            entry("format-02", text -> QuestionText.dates(text).getFirst().toString()),
            entry("format-03", SuiteTextKeys::sortedWords),
            entry(
                    "format-04",
                    text -> new StringBuilder(captured("\"(\\w+)\"", text))
                            .reverse()
                            .toString()),
            entry("format-05", SuiteTextKeys::json),
            entry(
                    "format-06",
                    text -> numbers(text).stream().sorted().map(String::valueOf).collect(joining(";"))),
            entry("format-07", SuiteTextKeys::quarterTo),
            entry("format-08", text -> roman(number(text, 0))));

    private static final List<String> HOURS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final List<Map.Entry<String, Integer>> NUMERALS = List.of(
            entry("M", 1000),
            entry("CM", 900),
            entry("D", 500),
            entry("CD", 400),
            entry("C", 100),
            entry("XC", 90),
            entry("L", 50),
            entry("XL", 40),
            entry("X", 10),
            entry("IX", 9),
            entry("V", 5),
            entry("IV", 4),
            entry("I", 1));
    private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d");

    private SuiteTextKeys() {}

    private static String occurrences(String text) {
        var letter = captured("the letter (\\w) ", text).charAt(0);
        var counted = captured("\"([^\"]+)\"", text).toLowerCase(Locale.ROOT);
        return String.valueOf(counted.chars().filter(each -> each == letter).count());
    }

    private static String daysApart(String text) {
        var dates = QuestionText.dates(text);
        return String.valueOf(ChronoUnit.DAYS.between(dates.getFirst(), dates.getLast()));
    }

    private static String minutesOverNight(String text) {
        var times = CLOCK.matcher(text)
                .results()
                .map(each -> LocalTime.parse(each.group()))
                .toList();
        return String.valueOf(
                Duration.between(times.getFirst(), times.getLast()).plusDays(1).toMinutes());
    }

    private static String daysOfMonths(String text) {
        var year = Math.toIntExact(number(text, 0));
        return String.valueOf(Arrays.stream(Month.values())
                .filter(each -> text.contains(each.getDisplayName(TextStyle.FULL, Locale.ENGLISH)))
                .mapToInt(each -> YearMonth.of(year, each).lengthOfMonth())
                .sum());
    }

    private static String sortedWords(String text) {
        return Arrays.stream(captured(": ([a-z, ]+)\\.", text).split(", "))
                .sorted()
                .collect(joining(", "));
    }

    private static String json(String text) {
        var object = new LinkedHashMap<String, Object>();
        object.put(captured("\"(\\w+)\" with the text", text), captured("with the text (\\w+)", text));
        object.put(captured("\"(\\w+)\" with the number", text), number(text, 0));
        return new ObjectMapper().writeValueAsString(object);
    }

    private static String quarterTo(String text) {
        var hour = HOURS.indexOf(captured("a quarter to (\\w+) in the evening", text)) + 1;
        return LocalTime.of(hour + 12, 0).minusMinutes(15).toString();
    }

    private static String roman(long number) {
        var written = new StringBuilder();
        var left = number;
        for (var numeral : NUMERALS) {
            for (; left >= numeral.getValue(); left -= numeral.getValue()) {
                written.append(numeral.getKey());
            }
        }
        return written.toString();
    }

    private static DayOfWeek day(String name) {
        return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
