package dev.assay.plan.evalsets;

import java.util.Arrays;
import java.util.List;

/** The only place in a text where the answer is looked for, as {@code answer-in} of an evalset declares it. */
public enum AnswerForm {
    /** Inside the last {@code \boxed{}}. */
    BOXED("boxed", "\\boxed{}"),
    /** On the same line after the last {@code ####}. */
    HASHES("hashes", "####"),
    /** Inside the last {@code <answer></answer>}. */
    TAG("tag", "<answer>"),
    /** On the last line that holds a letter or a digit. */
    LAST_LINE("last-line", "last line");

    private final String word;
    private final String mark;

    AnswerForm(String word, String mark) {
        this.word = word;
        this.mark = mark;
    }

    /** Returns the mark of this form, for messages: {@code ####}. */
    public String mark() {
        return mark;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(each -> each.word).toList();
    }

    static AnswerForm of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no form of answers is called " + word));
    }
}
