package dev.assay.evalsets;

import static dev.assay.evalsets.QuestionText.captured;
import static dev.assay.evalsets.QuestionText.number;
import static dev.assay.evalsets.QuestionText.numbers;
import static java.util.Map.entry;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Derives the keys of sentences with a missing word from tables of facts. */
final class BasicsWordKeys {
    private static final Map<String, String> OPPOSITES = Map.of(
            "hot", "cold",
            "up", "down",
            "day", "night",
            "true", "false",
            "east", "west",
            "wet", "dry",
            "push", "pull",
            "summer", "winter",
            "maximum", "minimum");
    private static final Map<String, String> CAPITALS = Map.ofEntries(
            entry("Australia", "Canberra"),
            entry("Austria", "Vienna"),
            entry("Canada", "Ottawa"),
            entry("Cuba", "Havana"),
            entry("Egypt", "Cairo"),
            entry("France", "Paris"),
            entry("Germany", "Berlin"),
            entry("Italy", "Rome"),
            entry("Japan", "Tokyo"),
            entry("Portugal", "Lisbon"),
            entry("Russia", "Moscow"),
            entry("Spain", "Madrid"));
    /** Words with an irregular plural. */
    private static final Map<String, String> IRREGULAR = Map.of("child", "children", "mouse", "mice", "tooth", "teeth");

    /** Au is short for aurum, Fe for ferrum. */
    private static final Map<String, String> SYMBOLS = Map.of("oxygen", "O", "gold", "Au", "iron", "Fe");

    private static final Map<String, String> FACTS = Map.of(
            "The largest planet of the solar system is", "Jupiter",
            "Water that is frozen is called", "ice",
            "A shape with three sides is called a", "triangle",
            "The author of Romeo and Juliet is William", "Shakespeare",
            "The organ that pumps blood through the body is the", "heart",
            "The longest river of Africa is the", "Nile");

    /** The function that derives a key from a question's text, by the theme at the beginning of the question's id. */
    static final Map<String, UnaryOperator<String>> KEYS = Map.ofEntries(
            entry("after", text -> with(text, String.valueOf(number(text, 0) + 1))),
            entry("series", text -> with(text, nextOfSeries(text))),
            entry("time", text -> with(text, next(text))),
            entry("opposite", text -> with(text, stated(OPPOSITES, captured("The opposite of (.+) is", text)))),
            entry("capital", text -> with(text, stated(CAPITALS, captured("The capital of (.+) is", text)))),
            entry("country", text -> with(text, countryOf(captured("(\\w+) is the capital of", text)))),
            entry("plural", text -> with(text, plural(captured("the word (\\w+) is", text)))),
            entry("symbol", text -> with(text, stated(SYMBOLS, captured("symbol of (\\w+) is", text)))),
            entry("fact", text -> with(text, stated(FACTS, captured("(.+) \\.\\.\\.", text)))));

    private BasicsWordKeys() {}

    /** The whole sentence is the answer. */
    private static String with(String text, String word) {
        return captured("(.+) \\.\\.\\.", text) + " " + word;
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

    private static String next(String text) {
        var name = captured("after (\\w+) is", text).toUpperCase(Locale.ROOT);
        return text.startsWith("The day")
                ? DayOfWeek.valueOf(name).plus(1).getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                : Month.valueOf(name).plus(1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String countryOf(String capital) {
        return CAPITALS.entrySet().stream()
                .filter(each -> each.getValue().equals(capital))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("no country is stated for " + capital);
    }

    private static String plural(String word) {
        return IRREGULAR.getOrDefault(word, word + "s");
    }

    private static String stated(Map<String, String> facts, String subject) {
        return facts.getOrDefault(subject, "nothing is stated about " + subject);
    }
}
