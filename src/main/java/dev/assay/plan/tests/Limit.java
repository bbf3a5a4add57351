package dev.assay.plan.tests;

import dev.assay.input.Location;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.NamedFigure;
import java.util.Locale;

/**
 * What one figure of a test must satisfy.
 *
 * @param figure such as {@code tpot.mean} or {@code accuracy}
 * @param bound what its value must satisfy
 * @param window which part of the run it judges
 * @param enforced whether it is red when it is missed; if not, it is told
 * @param warns whether it is only told when the samples cannot decide it
 * @param several whether the test has other limits on the figure
 * @param place where the file says so
 */
public record Limit(
        NamedFigure figure,
        Bound bound,
        Window window,
        boolean enforced,
        boolean warns,
        boolean several,
        Location place) {
    /** A part of a run. */
    public enum Window {
        /** All of it. */
        WHOLE,
        /** Without its beginning and its end, when less than planned is in flight. */
        STEADY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A limit that judges the whole run. */
    public Limit(NamedFigure figure, Bound bound, boolean enforced, boolean warns, Location place) {
        this(figure, bound, Window.WHOLE, enforced, warns, false, place);
    }

    /** Returns what is judged, for people: {@code ttft.mean}, {@code ttft.mean (steady)}. */
    public String subject() {
        return switch (window) {
            case WHOLE -> figure.key();
            case STEADY -> figure.key() + " (" + window + ")";
        };
    }

    /** Returns whether it stands beside other limits on its figure, and is not the one on the whole run that is enforced. */
    public boolean added() {
        return several && !named().equals(figure.key());
    }

    /** Returns a name that no other limit of the test has: {@code tpot.mean (steady) (tolerated)}. */
    public String named() {
        return subject() + (enforced ? "" : " (tolerated)");
    }
}
