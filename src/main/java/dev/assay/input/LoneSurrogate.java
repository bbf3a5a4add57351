package dev.assay.input;

import java.util.Locale;
import java.util.Optional;

/** Half of a character beyond U+FFFF. A text that has one cannot be sent as UTF-8. */
public final class LoneSurrogate {
    private LoneSurrogate() {}

    /** Returns the first one of a text, for a message: {@code half of a character (U+D83D, character 12), which ...}; empty if there is none. */
    public static Optional<String> in(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                return Optional.of("half of a character (U+"
                        + Integer.toHexString(text.charAt(i)).toUpperCase(Locale.ROOT) + ", character " + (i + 1)
                        + "), which cannot be sent as UTF-8: remove it, or write both halves");
            }
        }
        return Optional.empty();
    }
}
