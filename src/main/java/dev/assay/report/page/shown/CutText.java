package dev.assay.report.page.shown;

import java.util.Arrays;
import java.util.List;

/**
 * A text of which the middle may be left out, since a page has room for so much only. Lengths are in characters of UTF-16.
 *
 * @param head the beginning, or the whole text
 * @param left how many characters are left out behind it; 0: none
 * @param tail the end; empty if nothing is left out
 */
public record CutText(String head, int left, String tail) {
    private static final int PARTS = 4;

    /** Returns a text of at most so many characters: three quarters of them from its beginning, the others from its end. */
    public static CutText of(String text, int most) {
        if (text.length() <= most) {
            return new CutText(text, 0, "");
        }
        var head = whole(text, most - most / PARTS);
        var tail = whole(text, text.length() - most / PARTS);
        return new CutText(text.substring(0, head), tail - head, text.substring(tail));
    }

    /** Returns the index, or the one before if it lies within a character that UTF-16 writes as two. */
    private static int whole(String text, int index) {
        var within = index > 0
                && index < text.length()
                && Character.isHighSurrogate(text.charAt(index - 1))
                && Character.isLowSurrogate(text.charAt(index));
        return within ? index - 1 : index;
    }

    /**
     * Returns how long each text may be so that all of them together have at most so many characters: the shorter ones stay whole.
     *
     * @param most what no text may exceed, even if there is room
     */
    public static int longest(List<String> texts, long room, int most) {
        var lengths = texts.stream().mapToInt(String::length).sorted().toArray();
        var used = 0L;
        for (var i = 0; i < lengths.length; i++) {
            if (used + (long) lengths[i] * (lengths.length - i) > room) {
                return (int) Math.min(most, (room - used) / (lengths.length - i));
            }
            used += lengths[i];
        }
        return Math.min(most, Arrays.stream(lengths).max().orElse(most));
    }
}
