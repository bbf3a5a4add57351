package dev.assay.accuracy.text;

import dev.assay.plan.evalsets.AnswerForm;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the part of a text that a mark declares as the answer. */
public final class MarkedAnswer {
    private static final Pattern BOX = Pattern.compile("\\\\boxed\\s*\\{");
    private static final Pattern HASHES = Pattern.compile("(?m)^[ \\t*_]*#{4,}");
    private static final Pattern TAG = Pattern.compile("<(?:final[_ -]?)?answer>", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOSING_TAG = Pattern.compile("</");

    private MarkedAnswer() {}

    /** Returns the declared answer in this form; empty if the text has no such mark, or nothing follows it. */
    public static Optional<String> in(AnswerForm form, String text) {
        var said = switch (form) {
            case BOXED -> behindLast(BOX, text).map(MarkedAnswer::untilBrace);
            case HASHES ->
                behindLast(HASHES, text).map(rest -> rest.lines().findFirst().orElse(""));
            case TAG -> behindLast(TAG, text).map(MarkedAnswer::untilTag);
            case LAST_LINE ->
                AnswerLines.nonEmpty(TextNormalizer.withoutMarkup(text)).stream()
                        .reduce((former, latter) -> latter);
        };
        return said.filter(each -> !each.isBlank());
    }

    private static Optional<String> behindLast(Pattern mark, String text) {
        return mark.matcher(text)
                .results()
                .reduce((former, latter) -> latter)
                .map(MatchResult::end)
                .map(text::substring);
    }

    /** Returns the first line that has a letter or a digit: the rest of the mark's line, or a later line. */
    static String firstLine(String text) {
        var lines = AnswerLines.nonEmpty(text);
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    /** Returns the text before the brace that closes the mark's opening brace. */
    static String untilBrace(String text) {
        var depth = 1;
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (depth == 0) {
                return text.substring(0, at);
            }
        }
        return firstLine(text);
    }

    /** Returns the text before the next closing tag. */
    static String untilTag(String text) {
        var end = CLOSING_TAG.matcher(text);
        return end.find() ? text.substring(0, end.start()) : firstLine(text);
    }
}
