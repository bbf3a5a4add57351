package dev.assay.plan.thresholds;

import java.util.Arrays;
import java.util.List;

/** Where the answer stands in a text, as {@code answer-in} of an evalset declares it: it is looked for nowhere else. */
public enum AnswerForm {
    /** Inside the last {@code \boxed{}}. */
    BOXED("boxed", "\\boxed{}"),
    /** Behind the last {@code ####}. */
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

    /** Returns what an answer of this form is known by, for people. */
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
