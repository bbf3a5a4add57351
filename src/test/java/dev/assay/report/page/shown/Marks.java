package dev.assay.report.page.shown;

import java.util.BitSet;

/** The characters that Java marks as invisible. */
public final class Marks {
    private Marks() {}

    /** Returns the characters that have a mark between these two texts, without those that this Java does not know. */
    public static BitSet between(String before, String after) {
        var marked = new BitSet();
        for (var point = 0; point <= Character.MAX_CODE_POINT; point++) {
            var text = before + Character.toString(point) + after;
            if (Character.isDefined(point) && Invisible.in(text, before.length(), point)) {
                marked.set(point);
            }
        }
        return marked;
    }
}
