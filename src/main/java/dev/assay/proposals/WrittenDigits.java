package dev.assay.proposals;

import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers with as many digits as their spread is worth. All are in the unit in which the file has them: a share in percent.
 *
 * @param unit the unit of the figure
 */
record WrittenDigits(Unit unit) {
    private static final MathContext TWO_DIGITS_UP = new MathContext(2, RoundingMode.CEILING);

    /** Returns a spread with two digits, rounded up. */
    BigDecimal spread(double sd) {
        return plain(inFile(sd).round(TWO_DIGITS_UP));
    }

    /** Returns a mean with one decimal more than its spread has. */
    BigDecimal mean(double mean, BigDecimal spread) {
        return inFile(mean).setScale(Math.max(0, spread.scale()) + 1, RoundingMode.HALF_UP);
    }

    /** Returns a limit in steps of at most half the spread: 1, 10, 0.1 and so on. A count is a whole number. */
    BigDecimal limit(double limit, BigDecimal spread, boolean isUpper) {
        var half = spread.divide(BigDecimal.TWO, MathContext.DECIMAL64);
        var decimals = half.scale() - half.precision() + 1;
        return plain(inFile(limit)
                .setScale(
                        unit == Unit.COUNT ? Math.min(0, decimals) : decimals,
                        isUpper ? RoundingMode.CEILING : RoundingMode.FLOOR));
    }

    /** Returns a number without an exponent. */
    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /** Digits beyond the twelfth come from computing, and must not make a limit one step wider. */
    private BigDecimal inFile(double value) {
        var exact = new BigDecimal(value, new MathContext(12));
        return unit == Unit.SHARE ? exact.movePointRight(2) : exact;
    }

    /** Returns the value of a number of the file. */
    double value(BigDecimal inFile) {
        return (unit == Unit.SHARE ? inFile.movePointLeft(2) : inFile).doubleValue();
    }

    /** Returns a number as the file has it: {@code 45.5 ms}. */
    Quantity quantity(BigDecimal inFile) {
        return new Quantity(value(inFile), unit, text(inFile, unit.symbol()));
    }

    /** Returns a spread as the file has it: {@code 0.43 ms}, {@code 1.2 pp}. */
    String spreadText(BigDecimal inFile) {
        return text(inFile, unit == Unit.SHARE ? "pp" : unit.symbol());
    }

    private static String text(BigDecimal number, String symbol) {
        return number.toPlainString() + (symbol.isEmpty() || symbol.startsWith("/") ? "" : " ") + symbol;
    }
}
