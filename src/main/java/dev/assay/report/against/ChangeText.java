package dev.assay.report.against;

import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.AnswerChange;
import dev.assay.stats.Interval;
import java.util.Locale;

/** A change as people read it: {@code +4.6 %}, {@code -1.2 pp}, {@code +0.250 ms}. */
final class ChangeText {
    private ChangeText() {}

    static String of(double change, boolean relative, Unit unit) {
        if (relative) {
            return percent(change) + " %";
        }
        return unit == Unit.SHARE ? percent(change) + " pp" : (change > 0 ? "+" : "") + unit.format(change);
    }

    /** Returns the ends of an interval: {@code +1.2 % to +8.1 %}, {@code +1.2 % or more}. */
    static String of(Interval interval, boolean relative, Unit unit) {
        if (Double.isInfinite(interval.high())) {
            return of(interval.low(), relative, unit) + " or more";
        }
        // A ratio of which nothing is known downwards may be 0: a change of -100 %.
        if (Double.isInfinite(interval.low()) || (relative && interval.low() == -1)) {
            return of(interval.high(), relative, unit) + " or less";
        }
        return of(interval.low(), relative, unit) + " to " + of(interval.high(), relative, unit);
    }

    /** Returns the difference of two accuracies with its interval. */
    static String of(AnswerChange change) {
        return of(change.counts().difference(), false, Unit.SHARE) + ", 95 % interval "
                + of(change.interval(), false, Unit.SHARE);
    }

    private static String percent(double share) {
        var text = String.format(Locale.ROOT, "%+.1f", 100 * share);
        return text.substring(1).equals("0.0") ? "0.0" : text;
    }
}
