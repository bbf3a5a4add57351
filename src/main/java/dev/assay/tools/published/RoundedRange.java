package dev.assay.tools.published;

import dev.assay.plan.thresholds.WrittenNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The range of values that a number may have had before it was rounded, with interval arithmetic. Exact, but a quotient is rounded outwards at the
 * 34th digit. Both ends are included, and neither is negative.
 */
record RoundedRange(BigDecimal low, BigDecimal high) {
    private static final MathContext DOWN = new MathContext(34, RoundingMode.FLOOR);
    private static final MathContext UP = new MathContext(34, RoundingMode.CEILING);

    RoundedRange {
        if (low.signum() < 0 || low.compareTo(high) > 0) {
            throw new IllegalArgumentException("A range needs 0 <= low <= high, found [" + low + ", " + high + "].");
        }
    }

    static RoundedRange of(WrittenNumber written) {
        return new RoundedRange(written.low().max(BigDecimal.ZERO), written.high());
    }

    static RoundedRange of(long value) {
        return new RoundedRange(BigDecimal.valueOf(value), BigDecimal.valueOf(value));
    }

    RoundedRange times(RoundedRange other) {
        return new RoundedRange(low.multiply(other.low), high.multiply(other.high));
    }

    /** Divides by a range that does not contain zero. */
    RoundedRange over(RoundedRange other) {
        return new RoundedRange(low.divide(other.high, DOWN), high.divide(other.low, UP));
    }

    /** Subtracts a range that lies below this one. */
    RoundedRange minus(RoundedRange other) {
        return new RoundedRange(low.subtract(other.high), high.subtract(other.low));
    }

    RoundedRange movePointLeft(int places) {
        return new RoundedRange(low.movePointLeft(places), high.movePointLeft(places));
    }

    boolean contains(long value) {
        var number = BigDecimal.valueOf(value);
        return low.compareTo(number) <= 0 && number.compareTo(high) <= 0;
    }

    boolean meets(RoundedRange other) {
        return low.compareTo(other.high) <= 0 && other.low.compareTo(high) <= 0;
    }

    boolean isAbove(long value) {
        return low.compareTo(BigDecimal.valueOf(value)) > 0;
    }

    boolean isBelow(long value) {
        return high.compareTo(BigDecimal.valueOf(value)) < 0;
    }

    /** Returns the middle of the range, for messages. */
    double middle() {
        return low.add(high).doubleValue() / 2;
    }

    /** Returns both ends with this many decimals, rounded outwards; one number if they are then equal. */
    String text(int decimals) {
        var from = low.setScale(decimals, RoundingMode.FLOOR).toPlainString();
        var to = high.setScale(decimals, RoundingMode.CEILING).toPlainString();
        return from.equals(to) ? from : from + " to " + to;
    }
}
