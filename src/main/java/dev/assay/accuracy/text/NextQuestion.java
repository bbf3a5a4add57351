package dev.assay.accuracy.text;

import java.util.regex.Pattern;

/** Finds the end of an answer after which the model goes on with a question of its own, as models do after examples. */
public final class NextQuestion {
    private static final Pattern LABEL =
            Pattern.compile("(?m)^[ \\t>*_#]*(?:Question|Q|问题|题目|問題|質問|질문)[ \\t]*\\d{0,3}[*_]*[ \\t]*[:：]");

    private NextQuestion() {}

    /** Returns the text before a line that begins with {@code Question:}; the whole text if there is none, or nothing before it. */
    public static String until(String text) {
        return LABEL.matcher(text)
                .results()
                .map(next -> text.substring(0, next.start()))
                .filter(before -> !before.isBlank())
                .findFirst()
                .orElse(text);
    }
}
