package dev.assay.report.words;

import java.util.function.Function;

/**
 * A text of a page in both languages.
 *
 * @param original whether it is a text of the gate, which is English in both languages
 */
public record Said(String english, String chinese, boolean original) {
    public Said {
        english = Direction.shown(english);
        chinese = Direction.shown(chinese);
    }

    /** Returns a text that a page says in the language that is chosen. */
    public static Said of(String english, String chinese) {
        return new Said(english, chinese, false);
    }

    public static Said of(Phrase phrase) {
        return of(phrase.english(), phrase.chinese());
    }

    /** Returns what a function gives for each language. */
    public static Said in(Function<Language, String> text) {
        return of(text.apply(Language.ENGLISH), text.apply(Language.CHINESE));
    }

    /** Returns a name, a number or something else that has no language. */
    public static Said name(String text) {
        return of(text, text);
    }

    /** Returns a text of the gate, such as a headline or a reason. */
    public static Said original(String text) {
        return new Said(text, text, true);
    }

    /** Returns whether it is the same text in both languages. */
    public boolean same() {
        return english.equals(chinese);
    }
}
