package dev.assay.report.page.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text that a model or a file may have written with bad intent, as a page shows it. What would be invisible, would change the direction of
 * the text or cannot be written as UTF-8 has a mark such as {@code U+202E} in its place; a mark for several equal ones in a row says how many.
 *
 * @param parts in their order
 */
public record ShownText(List<Part> parts) {
    /** A text without a character. */
    public static final ShownText NONE = new ShownText(List.of());

    public ShownText {
        parts = List.copyOf(parts);
    }

    /** A part of a text. */
    public sealed interface Part {
        /** Characters as they are. */
        record Plain(String text) implements Part {}

        /** What stands in the place of characters. */
        record Mark(String text) implements Part {}

        /** So many characters (UTF-16) are left out here. */
        record Gap(int characters) implements Part {}
    }

    /** Returns the whole text. */
    public static ShownText of(String text) {
        return new ShownText(parts(text));
    }

    /** Returns a text that may be cut. */
    public static ShownText of(CutText text) {
        if (text.left() == 0) {
            return of(text.head());
        }
        var parts = parts(text.head());
        parts.add(new Part.Gap(text.left()));
        parts.addAll(parts(text.tail()));
        return new ShownText(parts);
    }

    private static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        var plain = new StringBuilder();
        for (var i = 0; i < text.length(); ) {
            var point = text.codePointAt(i);
            var length = Character.charCount(point);
            if (!Invisible.in(text, i, point)) {
                plain.appendCodePoint(point);
                i += length;
                continue;
            }
            var times = 0;
            do {
                times++;
                i += length;
            } while (i < text.length() && text.codePointAt(i) == point && Invisible.in(text, i, point));
            flush(plain, parts);
            parts.add(new Part.Mark(String.format(Locale.ROOT, "U+%04X", point) + (times > 1 ? " × " + times : "")));
        }
        flush(plain, parts);
        return parts;
    }

    private static void flush(StringBuilder plain, List<Part> parts) {
        if (!plain.isEmpty()) {
            parts.add(new Part.Plain(plain.toString()));
            plain.setLength(0);
        }
    }
}
