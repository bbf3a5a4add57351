package dev.assay.input;

import java.util.Locale;

/** Half of a character beyond U+FFFF, which JSON and YAML can write as {@code \ud83d}. A text that has one cannot be sent or reported as UTF-8. */
final class LoneSurrogate {
    private LoneSurrogate() {}

    /** Reports each text and each key below a value that has one, at its place. */
    static void refuse(Node node, Problems problems) {
        switch (node) {
            case Node.Scalar scalar -> refuse(scalar.text(), scalar.place(), problems);
            case Node.Sequence list -> list.items().forEach(item -> refuse(item, problems));
            case Node.Mapping mapping ->
                mapping.entries().forEach(entry -> {
                    refuse(entry.key(), entry.place(), problems);
                    refuse(entry.value(), problems);
                });
            case Node.Numbers ignored -> {
                // digits are whole characters
            }
        }
    }

    private static void refuse(String text, Location place, Problems problems) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                problems.add(
                        place,
                        "the text has half of a character (U+"
                                + Integer.toHexString(text.charAt(i)).toUpperCase(Locale.ROOT) + ", character "
                                + (i + 1)
                                + "), which cannot be sent as UTF-8: remove it, or write both halves");
                return;
            }
        }
    }
}
