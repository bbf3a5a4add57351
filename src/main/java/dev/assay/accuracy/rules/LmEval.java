package dev.assay.accuracy.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of lm-evaluation-harness 0.4.13: a filter takes a part of the answer, and the metric {@code exact_match} compares it as text. What
 * the tool writes as {@code [invalid]} is an absent find here.
 */
final class LmEval {
    /** Where Python's {@code .} and {@code $} mean the end of a line, only U+000A ends one. */
    private static final int PYTHON = Pattern.UNIX_LINES;

    private static final String ANY_NUMBER = "(-?[$0-9.,]{2,})|(-?[0-9]+)";
    private static final Pattern HASHES = Pattern.compile("#### (-?[0-9.,]+)");
    private static final Pattern NUMBERS = Pattern.compile(ANY_NUMBER);
    private static final Pattern ANSWER_IS = Pattern.compile("The answer is (-?[0-9.,]+).", PYTHON);
    private static final Pattern FINAL_ANSWER_IS = Pattern.compile("The final answer is (" + ANY_NUMBER + ")");
    private static final String HASHES_AND_SPACE = "#### ";
    private static final Pattern POINT_AT_END = Pattern.compile("\\.$", PYTHON);

    private static final Pattern AFTER_ANSWER_IS = Pattern.compile("(?<=answer is )(.*)(?=.)", PYTHON);
    private static final Pattern AFTER_ANY_ANSWER = Pattern.compile(
            "((?<=answer is )(.*)(?=.)|(?<=The answer: )(.*)(?=.)|(?<=The final answer: )(.*)(?=.))", PYTHON);
    private static final Pattern PRO_ANSWER_IS = Pattern.compile("answer is \\(?([A-J])\\)?");

    private LmEval() {}

    /** gsm8k, strict-match: what follows the first {@code ####}. */
    static RuleScore gsm8kStrict(String expected, String text) {
        return number(expected, first(HASHES, text));
    }

    /** gsm8k, flexible-extract: the last sequence of digits, signs, points and commas. */
    static RuleScore gsm8kFlexible(String expected, String text) {
        return number(expected, last(NUMBERS, text));
    }

    /** gsm8k_cot, strict-match: what follows the first "The answer is", unless the text ends there. */
    static RuleScore gsm8kCotStrict(String expected, String text) {
        return number(expected, first(ANSWER_IS, text));
    }

    /** gsm8k_cot_llama, strict-match: what follows the last "The final answer is". */
    static RuleScore gsm8kCotLlamaStrict(String expected, String text) {
        return number(expected, last(FINAL_ANSWER_IS, text));
    }

    /** mmlu_generative: the whole first line. */
    static RuleScore mmluGenerative(RightAnswer.Choice right, String text) {
        var line = text.indexOf('\n');
        return letter(right, PythonText.strip(line < 0 ? text : text.substring(0, line)));
    }

    /** mmlu_flan_cot_zeroshot, strict-match: what follows the first "answer is" and its like in a line, without the line's last character. */
    static RuleScore mmluFlanCotZeroShotStrict(RightAnswer.Choice right, String text) {
        return letter(right, first(AFTER_ANY_ANSWER, text));
    }

    /** mmlu_flan_cot_zeroshot, flexible-extract: the last letter in brackets, or else the last option that the text quotes. */
    static RuleScore mmluFlanCotZeroShotFlexible(RightAnswer.Choice right, String text) {
        return letter(right, new LmEvalOptions(right.options()).last(text));
    }

    /** mmlu_flan_cot_fewshot: what follows the first "answer is" in a line, without the line's last character. */
    static RuleScore mmluFlanCotFewShot(RightAnswer.Choice right, String text) {
        return letter(right, first(AFTER_ANSWER_IS, text));
    }

    /** mmlu_flan_n_shot_generative, strict-match: the whole text must be the letter in brackets. */
    static RuleScore mmluFlanStrict(RightAnswer.Choice right, String text) {
        return new RuleScore(text, trimmedByNumPy(text).equals(LmEvalOptions.inBrackets(right.right())));
    }

    /** mmlu_flan_n_shot_generative, flexible-extract: the first letter in brackets, or else the first option that the text quotes. */
    static RuleScore mmluFlanFlexible(RightAnswer.Choice right, String text) {
        var found = new LmEvalOptions(right.options()).first(text);
        return found == null
                ? RuleScore.NOTHING
                : new RuleScore(found, trimmedByNumPy(found).equals(LmEvalOptions.inBrackets(right.right())));
    }

    /** mmlu_pro: the letter that follows the first "answer is". */
    static RuleScore mmluPro(RightAnswer.Choice right, String text) {
        return letter(right, first(PRO_ANSWER_IS, text));
    }

    private static @Nullable String first(Pattern pattern, String text) {
        return found(pattern.matcher(text).results().findFirst());
    }

    private static @Nullable String last(Pattern pattern, String text) {
        return found(pattern.matcher(text).results().reduce((earlier, later) -> later));
    }

    /** The filter takes the first group that is not empty. */
    private static @Nullable String found(Optional<MatchResult> match) {
        return match.flatMap(result -> IntStream.rangeClosed(1, result.groupCount())
                        .mapToObj(result::group)
                        .filter(group -> result.groupCount() == 1 || (group != null && !group.isEmpty()))
                        .findFirst())
                .map(PythonText::strip)
                .orElse(null);
    }

    private static RuleScore number(String expected, @Nullable String found) {
        return found == null
                ? RuleScore.NOTHING
                : new RuleScore(found, cleared(found).equals(cleared(expected)));
    }

    private static String cleared(String text) {
        var bare = text.replace(",", "").replace("$", "");
        var hashes = bare.lastIndexOf(HASHES_AND_SPACE);
        var behind = hashes < 0 ? bare : bare.substring(hashes + HASHES_AND_SPACE.length());
        return POINT_AT_END.matcher(behind).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static RuleScore letter(RightAnswer.Choice right, @Nullable String found) {
        if (found == null) {
            return RuleScore.NOTHING;
        }
        var bare = PythonText.withoutPunctuation(trimmedByNumPy(found).toLowerCase(Locale.ROOT));
        return new RuleScore(found, bare.equals(right.letter().toLowerCase(Locale.ROOT)));
    }

    /** NumPy, in whose arrays the metric compares texts, drops zero characters at the end. */
    private static String trimmedByNumPy(String text) {
        return PythonText.strip("." + text, "\0").substring(1);
    }
}
