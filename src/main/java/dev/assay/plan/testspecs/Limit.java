package dev.assay.plan.testspecs;

import dev.assay.input.Location;
import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.limits.OverRepeats;
import dev.assay.plan.limits.Waiver;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.NamedFigure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A limit on one figure of a test.
 *
 * @param figure the figure, such as {@code tpot.mean} or {@code accuracy}
 * @param bound the values that it allows
 * @param window the part of the load test that it judges
 * @param enforced whether a missed limit fails the test; if not, it is only shown
 * @param warns whether INCONCLUSIVE is only shown, and does not fail the test
 * @param several whether the test has more limits on the same figure
 * @param repeats how it is judged over the repeats of the test
 * @param origin where it comes from
 * @param waiver lets it be missed for a time; absent: nothing does
 * @param place its place in thresholds.yaml
 */
public record Limit(
        NamedFigure figure,
        Bound bound,
        Window window,
        boolean enforced,
        boolean warns,
        boolean several,
        OverRepeats repeats,
        LimitOrigin origin,
        @Nullable Waiver waiver,
        Location place) {
    /** A part of a load test. */
    public enum Window {
        /** The whole load test. */
        WHOLE,
        /** The steady window: without the beginning and the end, in which not all slots are taken. */
        STEADY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The only limit on its figure, which judges the whole load test. */
    public Limit(NamedFigure figure, Bound bound, boolean enforced, boolean warns, Location place) {
        this(figure, bound, Window.WHOLE, enforced, warns, false, OverRepeats.MEAN, LimitOrigin.NONE, null, place);
    }

    /** A limit without a waiver, on the mean over the repeats. */
    public Limit(
            NamedFigure figure,
            Bound bound,
            Window window,
            boolean enforced,
            boolean warns,
            boolean several,
            Location place) {
        this(figure, bound, window, enforced, warns, several, OverRepeats.MEAN, LimitOrigin.NONE, null, place);
    }

    /**
     * Returns what the limit is on, for people: {@code ttft.mean}, {@code ttft.mean (steady)}, {@code tpot.mean against baseline}, {@code accuracy
     * no-worse against qwen3-32b-bf16}.
     */
    public String subject() {
        return value()
                + switch (bound) {
                    case Bound.Regression regression ->
                        " against " + regression.reference().name();
                    case Bound.NoWorse limit ->
                        " no-worse against " + limit.reference().name();
                    case Bound.NoWorseThanScore ignored -> " no-worse against a score";
                    case Bound.Recovery recovery ->
                        " recovery against " + recovery.reference().name();
                    case Bound.LessLikely limit ->
                        " against " + limit.reference().name();
                    case Bound.Max ignored -> "";
                    case Bound.Min ignored -> "";
                    case Bound.Between ignored -> "";
                    case Bound.Ratio ratio -> " / " + ratio.other();
                    case Bound.OnGpu ignored -> "";
                    case Bound.Calibrate ignored -> "";
                };
    }

    /** Returns the same limit with another bound. */
    public Limit with(Bound other) {
        return new Limit(figure, other, window, enforced, warns, several, repeats, origin, waiver, place);
    }

    /** Returns the same limit, whose INCONCLUSIVE is only shown. */
    public Limit warning() {
        return new Limit(figure, bound, window, enforced, true, several, repeats, origin, waiver, place);
    }

    /** Returns the name of the value that is judged: the figure and its window. */
    public String value() {
        return switch (window) {
            case WHOLE -> figure.key();
            case STEADY -> figure.key() + " (" + window + ")";
        };
    }

    /** Returns whether the verdict on it is a test of a statistical hypothesis, which has its part of the rate of false alarms. */
    public boolean isStatistical() {
        return (bound instanceof Bound.Compared && !(bound instanceof Bound.Ratio))
                || repeats.confidence().isPresent();
    }

    /**
     * Returns whether the limit has a JUnit test of its own: the figure has several limits, and this is not the enforced one for the whole
     * load test.
     */
    public boolean added() {
        return several && !named().equals(figure.key());
    }

    /** Returns a name that no other limit of the test has: {@code tpot.mean (steady) (tolerated)}. */
    public String named() {
        return subject() + (enforced ? "" : " (tolerated)");
    }
}
