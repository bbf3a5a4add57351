package dev.assay.accuracy.text;

import java.util.regex.Pattern;

/** Rewrites a text so that the letters of options in it are plain letters. */
final class ChoiceText {
    private static final Pattern COMMAND =
            Pattern.compile("\\\\(?:text|mathrm|mathbf|mathit|mathsf)[a-z]{0,2}\\s?\\{([^{}]{0,400})}");
    private static final Pattern DELIMITER = Pattern.compile("\\\\[()\\[\\]]");
    private static final Pattern TAG = Pattern.compile("</?(?:b|i|em|strong|p|br|span|div)\\s?/?>");
    private static final Pattern FORMULA = Pattern.compile("\\$\\s?(\\(?[A-J]\\)?)\\s?\\$");

    private ChoiceText() {}

    /** Returns the text in NFKC, without marks of emphasis, tags of HTML, and LaTeX around a letter. */
    static String plain(String text) {
        var words = TextNormalizer.normalized(TextNormalizer.withoutMarkup(withoutCommands(text)));
        return words.indexOf('$') < 0 ? words : FORMULA.matcher(words).replaceAll("$1");
    }

    /** Returns the text without tags of HTML, and without LaTeX that only says how a text looks. */
    static String withoutCommands(String text) {
        var untagged = text.indexOf('<') < 0 ? text : TAG.matcher(text).replaceAll("");
        return untagged.indexOf('\\') < 0
                ? untagged
                : DELIMITER.matcher(COMMAND.matcher(untagged).replaceAll("$1")).replaceAll(" ");
    }
}
