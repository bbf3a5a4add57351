package dev.assay.accuracy.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Separates the lines that may hold the answer from lines that explain, check or comment on it, or ask a question. */
final class AnswerLines {
    private static final Pattern SOMETHING = Pattern.compile("[\\p{L}\\d]");
    private static final Pattern HEADING = Pattern.compile("(?m)^[ \\t]*#{1,6}[ \\t]*(\\d{1,2})(?=\\b.*\\p{L})");
    private static final Pattern ITEM = Pattern.compile("(?m)^[ \\t]*(?:[-*+•][ \\t]+)?(\\d{1,2})[.)](?=[ \\t]+\\S)");
    private static final Pattern STEP = Pattern.compile("(?mi)^\\W{0,9}step[ \\t]+\\d{1,3}(?=[ \\t]*[-:.)—])");
    private static final Pattern NUMBERED =
            Pattern.compile("(?m)^[ \\t]*#{1,6}[ \\t]*\\d[ \\t]*[-:.)—][ \\t]+(?=\\p{L})");

    private static final String ASIDE_WORDS =
            "note|nota bene|n\\.b|p\\.s|footnote|check|double-check|verification|verify|proof|explanation|"
                    + "here's why|here is why|breakdown|steps|reason|reasoning|confidence|source|备注|注|验算|验证|解释|说明";

    private static final Pattern ASIDE = Pattern.compile(
            "[^\\p{L}\\d]*(?:\\d{1,2}[.)] )?(?:" + ASIDE_WORDS + ")\\b?[^:]{0,20}:.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern FOOTNOTE =
            Pattern.compile("\\s*(?:(?:\\[\\^?\\d{1,3}\\]:?|\\^\\d{1,3})\\s+|[†‡§]\\s*)\\p{L}.*");
    /** Offers of further help, which are not part of the answer. */
    private static final Pattern OFFER = Pattern.compile(
            "\\W{0,9}(?:let me know|feel free|(?:i )?hope (?:this|that)|(?:i'm|i am|i'd be|i would be) (?:happy|glad) to"
                    + "|happy to|if you(?:'d| would) like|i can also)(?!\\p{L}).*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern REFERENCE = Pattern.compile("(?<=[\\p{L}\\d.,]) ?\\[\\^?\\d{1,3}\\](?!:)");
    /** A star after a word refers to a footnote, a line that begins with a star. */
    private static final Pattern STARRED = Pattern.compile("[\\p{L}\\d]\\*(?![\\p{L}\\d*])");

    private static final Pattern STAR_NOTE = Pattern.compile("\\s*\\*(?:\\s.*|(?=\\p{L})[^*]*)");
    /** Brackets with another number to choose from stay: {@code 42 (or 43)}. */
    private static final String NO_CHOICE = "(?!\\((?:or|oder|ou|o) [-+]?[\\d.,]{1,20}\\))";
    /** What may stand between the numbers of a list. */
    private static final Pattern BETWEEN = Pattern.compile(
            "[\\s,;&、:*_$%()~.和与と]++|(?<!\\p{L})(?:and|und|et|y|e|i|и)(?!\\p{L})", Pattern.CASE_INSENSITIVE);
    /** Brackets after a word. Brackets after an operator are part of a calculation and stay. */
    private static final Pattern BRACKETS =
            Pattern.compile("(?<![-+*/×÷·^=√π(,] ?)(?<=[\\s\\p{L}\\d%°.])" + NO_CHOICE + "\\([^()\\n]{1,200}\\)");

    private AnswerLines() {}

    /** Returns the lines that hold a letter or a digit. */
    static List<String> nonEmpty(String text) {
        return text.lines().filter(line -> SOMETHING.matcher(line).find()).toList();
    }

    /** Returns the text without numbers that only number something: list items, headings, steps and references to footnotes. */
    static String withoutListNumbers(String text) {
        var steps = NUMBERED.matcher(STEP.matcher(text).replaceAll("")).replaceAll("");
        return REFERENCE
                .matcher(withoutConsecutive(ITEM, withoutConsecutive(HEADING, steps)))
                .replaceAll("");
    }

    /** Removes a number at the beginning of a line if the number before it, or after it, begins another such line. */
    private static String withoutConsecutive(Pattern counted, String text) {
        var numbers = new TreeSet<Integer>();
        counted.matcher(text).results().forEach(each -> numbers.add(Integer.valueOf(each.group(1))));
        return counted.matcher(text).replaceAll(each -> {
            var number = Integer.parseInt(each.group(1));
            var counts = numbers.contains(number - 1) || numbers.contains(number + 1);
            return counts ? "" : Matcher.quoteReplacement(each.group());
        });
    }

    /** Returns the lines that may hold the answer; if none of them has a number, all lines that are not empty. */
    static List<String> withAnswer(String text) {
        var carrying = new ArrayList<String>();
        var starred = STARRED.matcher(text).find();
        var aside = false;
        for (var line : text.lines().toList()) {
            if (!SOMETHING.matcher(line).find()) {
                aside = aside && !line.isBlank();
                continue;
            }
            var opens = ASIDE.matcher(line).matches()
                    || FOOTNOTE.matcher(line).matches()
                    || OFFER.matcher(line).matches()
                    || (starred && STAR_NOTE.matcher(line).matches());
            aside = opens ? line.stripTrailing().endsWith(":") : aside;
            if (!opens && !aside && !line.stripTrailing().endsWith("?")) {
                carrying.add(line);
            }
        }
        var holdsNumber =
                carrying.stream().anyMatch(line -> !NumeralReader.read(line).isEmpty());
        return holdsNumber ? carrying : nonEmpty(text);
    }

    /** Returns the line without its brackets and their content; unchanged if no number would be left. */
    static String withoutBrackets(String line) {
        var outside = BRACKETS.matcher(line).replaceAll("");
        return NumeralReader.read(outside).isEmpty() ? line : outside;
    }

    /** Returns whether a sentence is nothing but several numbers that are not equal. */
    static boolean isListOfNumbers(String sentence, List<Numeral> numerals) {
        var inside = numerals.stream()
                .filter(each -> each.end() <= sentence.length())
                .toList();
        var rest = new StringBuilder();
        var from = 0;
        for (var each : inside) {
            rest.append(sentence, from, each.start());
            from = each.end();
        }
        rest.append(sentence, from, sentence.length());
        return inside.stream().anyMatch(each -> !each.isWithin(BigDecimal.ZERO, inside.getFirst()))
                && BETWEEN.matcher(rest).replaceAll("").isEmpty();
    }
}
