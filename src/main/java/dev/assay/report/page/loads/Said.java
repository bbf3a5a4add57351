package dev.assay.report.page.loads;

import dev.assay.report.words.Language;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** A text in both languages of the page. */
public record Said(String en, String zh) {
    static Said in(Function<Language, String> text) {
        return new Said(text.apply(Language.ENGLISH), text.apply(Language.CHINESE));
    }

    /** A text that is the same in both languages, such as a number with its unit. */
    static Said both(String text) {
        return new Said(text, text);
    }

    void into(ObjectNode json) {
        json.put("en", en).put("zh", zh);
    }
}
