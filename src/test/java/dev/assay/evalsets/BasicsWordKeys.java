package dev.assay.evalsets;

import static dev.assay.evalsets.Parts.captured;
import static java.util.Map.entry;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** States the keys of the easy questions that ask for a word, by what the question asks about. */
final class BasicsWordKeys {
    private static final Map<String, String> OPPOSITES = Map.ofEntries(
            entry("hot", "cold"),
            entry("up", "down"),
            entry("day", "night"),
            entry("black", "white"),
            entry("left", "right"),
            entry("open", "closed"),
            entry("happy", "sad"),
            entry("fast", "slow"),
            entry("true", "false"),
            entry("north", "south"));
    private static final Map<String, String> CAPITALS = Map.ofEntries(
            entry("China", "Beijing"),
            entry("Egypt", "Cairo"),
            entry("France", "Paris"),
            entry("Germany", "Berlin"),
            entry("Greece", "Athens"),
            entry("Italy", "Rome"),
            entry("Russia", "Moscow"),
            entry("Spain", "Madrid"));
    private static final Map<String, String> COLOURS = Map.ofEntries(
            entry("a ripe banana", "yellow"),
            entry("blood", "red"),
            entry("coal", "black"),
            entry("grass", "green"),
            entry("snow", "white"),
            entry("the sky on a clear day", "blue"));
    private static final Map<String, String> ANIMALS =
            Map.of("meow", "cat", "moo", "cow", "quack", "duck", "woof", "dog");
    /** The words whose plural is not the word with an s behind it. */
    private static final Map<String, String> IRREGULAR = Map.of("child", "children");

    private static final Map<String, String> PHRASES = Map.of(
            "Happy birthday to", "you",
            "Once upon a", "time",
            "Salt and", "pepper",
            "Twinkle, twinkle, little", "star");
    private static final Map<String, String> FACTS = Map.of(
            "What is frozen water called?", "ice",
            "What do bees make that people eat?", "honey",
            "Which planet do we live on?", "Earth",
            "Which meal do people eat in the morning?", "breakfast");

    /** From the theme that a question's id begins with to what makes its key out of its text. */
    static final Map<String, UnaryOperator<String>> KEYS = Map.ofEntries(
            entry("day", text -> dayAfter(captured("right after (\\w+)\\?", text))),
            entry("month", text -> monthAfter(captured("right after (\\w+)\\?", text))),
            entry("opposite", text -> stated(OPPOSITES, captured("the opposite of (.+)\\?", text))),
            entry("capital", text -> stated(CAPITALS, captured("the capital of (.+)\\?", text))),
            entry("colour", text -> stated(COLOURS, captured("What colour is (.+)\\?", text))),
            entry("sound", text -> stated(ANIMALS, captured("Which animal says (.+)\\?", text))),
            entry("repeat", text -> captured("Repeat this word: (\\w+)$", text)),
            entry("plural", text -> plural(captured("the plural of the word (\\w+)\\?", text))),
            entry("complete", text -> stated(PHRASES, captured("with one word: (.+) \\.\\.\\.", text))),
            entry("fact", text -> stated(FACTS, text)));

    private BasicsWordKeys() {}

    private static String dayAfter(String name) {
        return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT)).plus(1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String monthAfter(String name) {
        return Month.valueOf(name.toUpperCase(Locale.ROOT)).plus(1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String plural(String word) {
        return IRREGULAR.getOrDefault(word, word + "s");
    }

    private static String stated(Map<String, String> facts, String subject) {
        return facts.getOrDefault(subject, "nothing is stated about " + subject);
    }
}
