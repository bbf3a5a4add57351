package dev.assay.accuracy.rules;

import java.util.Optional;
import java.util.regex.Pattern;

/** The scorer {@code match} of inspect_ai 0.3.285, with its default {@code location="end"}. */
final class InspectMatch {
    private static final Pattern ESCAPED_SIGN = Pattern.compile("\\\\([$,£€*_])");
    private static final Pattern SIGN = Pattern.compile("[$,£€*_]");
    /** Not before a digit of any script, as Python has it; at the end too. */
    private static final Pattern POINT = Pattern.compile("\\.(?!\\p{Nd})");

    private static final Pattern SPACES = Pattern.compile(PythonText.SPACE + "+");
    /** Signs of comparison such as {@code <} are no punctuation here, because they change the value. */
    private static final String AROUND_NUMBERS = "!?:;()[]{}'\"`";

    private static final int DIGITS = 5;

    private InspectMatch() {}

    /** The text must end with the right answer; case and punctuation at the ends do not matter. */
    static RuleScore text(String expected, String text) {
        return compareEnds(PythonText.foldCase(PythonText.strip(expected)), text);
    }

    private static RuleScore compareEnds(String foldedTarget, String text) {
        var answer = PythonText.strip(text);
        var said = PythonText.stripPunctuation(PythonText.foldCase(answer));
        return new RuleScore(answer, said.endsWith(PythonText.stripPunctuation(foldedTarget)));
    }

    /** The last word that is a number must be equal to the right answer in five significant digits. */
    static RuleScore numeric(String expected, String text) {
        var target = withoutSigns(PythonText.foldCase(PythonText.strip(expected)));
        var right = number(target);
        if (right.isEmpty()) {
            return compareEnds(target, text);
        }
        var found = "";
        var words = SPACES.split(withoutSigns(PythonText.foldCase(PythonText.strip(text))), -1);
        for (var i = words.length - 1; i >= 0 && found.isEmpty(); i--) {
            found = number(words[i]).orElse("");
        }
        return new RuleScore(found, found.equals(right.get()));
    }

    /** Removes what may stand around or within a number: signs of money, separators, marks of emphasis, points that begin no decimals. */
    private static String withoutSigns(String text) {
        var unescaped = ESCAPED_SIGN.matcher(text).replaceAll("$1");
        return POINT.matcher(SIGN.matcher(unescaped).replaceAll("")).replaceAll("");
    }

    private static Optional<String> number(String word) {
        var bare = PythonText.strip(word, AROUND_NUMBERS);
        var number = PythonFloat.parse(bare);
        return (number.isPresent() ? number : AnyScript.parse(bare)).map(value -> PythonFloat.general(value, DIGITS));
    }
}
