package dev.assay.starts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether one question was answered rightly, measurement by measurement.
 *
 * @param question its id
 * @param right one for each measurement, in their order; empty: it was not answered then
 */
public record AnswerHistory(String question, List<Optional<Boolean>> right) {
    public AnswerHistory {
        right = List.copyOf(right);
    }

    /** What became of a question. */
    public enum Change {
        /** It changed more than once, so one more change says little. */
        UNSTABLE,
        /** It was right, and from one measurement on it was wrong. */
        LOST,
        /** It was wrong, and from one measurement on it was right. */
        GAINED,
        /** It never changed. */
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private List<Boolean> known() {
        return right.stream().flatMap(Optional::stream).toList();
    }

    /** Returns how often it changed from one measurement that answered it to the next. */
    public int flips() {
        var known = known();
        var flips = 0;
        for (var i = 1; i < known.size(); i++) {
            flips += known.get(i).equals(known.get(i - 1)) ? 0 : 1;
        }
        return flips;
    }

    /** Returns what became of it. */
    public Change change() {
        return switch (flips()) {
            case 0 -> Change.NONE;
            case 1 -> known().getLast() ? Change.GAINED : Change.LOST;
            default -> Change.UNSTABLE;
        };
    }

    /** Returns whether it was right each time; empty if it changed, or was never answered. */
    public Optional<Boolean> always() {
        return change() == Change.NONE ? known().stream().findFirst() : Optional.empty();
    }
}
