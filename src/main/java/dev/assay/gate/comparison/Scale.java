package dev.assay.gate.comparison;

import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.MeanDifference;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.DoubleStream;

/**
 * The scale on which values of a figure are compared: larger is worse, whatever is better of the figure. Values that are above 0 are compared by their
 * logarithms, so that a change is a ratio. Figures that can be 0, such as shares and counts, are compared as they are.
 *
 * @param better which values of the figure are the better ones, not {@link Direction#NEITHER}
 * @param logs whether logarithms are compared
 */
record Scale(Unit unit, Direction better, boolean logs) {
    /** A nanosecond in milliseconds: the resolution of the clock. */
    private static final double NANOSECOND = 1e-6;
    /** The resolution of a figure that is no time, as a part of its value. */
    private static final double RELATIVE_RESOLUTION = 1e-9;

    /** The finest resolution of logarithms, so that ratios up to e^80 can be counted in it. */
    private static final double FINEST = 1e-11;

    private static final int MOST_DECIMALS = 4;

    /** Returns the scale of a figure with these values. */
    static Scale of(NamedFigure figure, DoubleStream values) {
        var canBeZero = figure.unit() == Unit.SHARE || figure.unit() == Unit.COUNT;
        return new Scale(figure.unit(), figure.better(), !canBeZero && values.allMatch(value -> value > 0));
    }

    /** Returns a value on this scale; infinite if it is not above 0 but compared by its logarithm, or infinite itself. */
    double of(double value) {
        var larger = logs ? Math.log(Math.max(0, value)) : value;
        return isLess() ? larger : 0 - larger;
    }

    /** Returns a time rounded to the resolution of the clock; another value as it is. */
    double rounded(double value) {
        return unit == Unit.MILLISECONDS ? Math.rint(value / NANOSECOND) * NANOSECOND : value;
    }

    /**
     * Returns the smallest difference on this scale that can be told apart.
     *
     * @param size the largest of the values, without its sign
     */
    double resolution(double size) {
        if (unit == Unit.MILLISECONDS) {
            return logs ? Math.max(NANOSECOND / size, FINEST) : NANOSECOND;
        }
        return logs || size == 0 ? RELATIVE_RESOLUTION : RELATIVE_RESOLUTION * size;
    }

    /** Returns the value of the figure at this place of the scale. */
    double value(double place) {
        var larger = isLess() ? place : 0 - place;
        return logs ? Math.exp(larger) : larger;
    }

    /** Returns a margin as a difference on this scale. */
    double margin(Margin margin, double reference) {
        if (!logs) {
            return Math.max(margin.relative() * Math.abs(reference), margin.absolute());
        }
        return isLess()
                ? MeanDifference.logMargin(margin.relative(), margin.absolute(), reference)
                : MeanDifference.logMarginDown(margin.relative(), margin.absolute(), reference);
    }

    /** Returns whether the worse values of the figure are the higher ones; the better ones if {@code worse} is false. */
    boolean isHigher(boolean worse) {
        return worse == isLess();
    }

    /**
     * Returns a change of the figure for people, with its sign: {@code +5.0 %}, {@code -2.5 tok/s}.
     *
     * @param difference on this scale
     * @param beside differences from which it must be told apart, if necessary by more decimals
     */
    String change(double difference, double... beside) {
        if (Double.isInfinite(difference)) {
            return "any";
        }
        var more = 0;
        while (more < MOST_DECIMALS && !tells(difference, more, beside)) {
            more++;
        }
        return text(difference, more);
    }

    /** Returns how far a difference on this scale lies beyond another one, for people, without a sign: {@code 16.9 %}. */
    String beyond(double difference, double margin) {
        var far = new BigDecimal(Math.abs(amount(difference) - amount(margin)));
        return in(far.setScale(decimals(), RoundingMode.HALF_UP).toPlainString());
    }

    private boolean tells(double difference, int more, double... beside) {
        var shown = shown(difference, more);
        return DoubleStream.of(beside)
                .allMatch(other -> Double.isInfinite(other)
                        || Math.signum(shown.doubleValue() - amount(other))
                                == Math.signum(amount(difference) - amount(other)));
    }

    /** Returns a difference as people see it: in percent of the reference, in percentage points, or in the unit of the figure. */
    private double amount(double difference) {
        var larger = isLess() ? difference : 0 - difference;
        return logs ? Math.expm1(larger) * 100 : unit == Unit.SHARE ? larger * 100 : larger;
    }

    private BigDecimal shown(double difference, int more) {
        return new BigDecimal(amount(difference)).setScale(decimals() + more, RoundingMode.HALF_UP);
    }

    private int decimals() {
        return logs || unit == Unit.SHARE || unit == Unit.COUNT ? 1 : 3;
    }

    private String text(double difference, int more) {
        var shown = shown(difference, more);
        return in((shown.signum() < 0 ? "" : "+") + shown.toPlainString());
    }

    /** Returns a number with the unit in which a change is shown. */
    private String in(String number) {
        if (logs) {
            return number + " %";
        }
        return switch (unit) {
            case COUNT, NUMBER -> number;
            case SHARE -> number + " pp";
            case PER_SECOND, PER_MTOK -> number + unit.symbol();
            case MILLISECONDS, NATS, TOKENS_PER_SECOND, TOKENS, WATTS, WATT_HOURS, WATT_HOURS_PER_MTOK ->
                number + " " + unit.symbol();
        };
    }

    private boolean isLess() {
        return better == Direction.LESS;
    }
}
