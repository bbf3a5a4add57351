package dev.assay.trace.choices;

import org.jspecify.annotations.Nullable;

/**
 * Whether the choices of a stream are one answer. Joined, the texts of two would be an answer that nobody gave. One answer has one index; a known server
 * counts it up with every token instead. Anything else is two: an event with two choices that have output, and an index that changes in another way.
 */
public final class OneAnswer {
    /** The index of a choice that has none, or none that is a whole number. */
    public static final int NO_INDEX = Integer.MIN_VALUE;

    private static final String TWO = "two answers in one stream: ";

    private int last = NO_INDEX;
    private int finished = NO_INDEX;
    private boolean stayed;
    private boolean rose;

    /** Takes the index of the only choice of an event that has output. Returns what shows a second answer; null if nothing does. */
    public @Nullable String output(int index) {
        var before = last;
        if (index == NO_INDEX) {
            return null;
        }
        last = index;
        if (before == NO_INDEX) {
            return null;
        }
        stayed |= index == before;
        rose |= index > before;
        return index < before || (stayed && rose) ? between(before, index) : null;
    }

    /** Takes the index of a choice with a finish reason. Returns what shows a second answer; null if nothing does. */
    public @Nullable String finish(int index) {
        var before = finished;
        if (index == NO_INDEX) {
            return null;
        }
        finished = index;
        return before == NO_INDEX || index == before ? null : between(before, index);
    }

    /** Returns what an event shows whose choices have output; null if not more than one has. */
    public static @Nullable String inOneEvent(int outputs) {
        return outputs > 1 ? TWO + "an event has " + outputs + " choices with output" : null;
    }

    private static String between(int before, int index) {
        return TWO + "choice " + index + " came after choice " + before;
    }
}
