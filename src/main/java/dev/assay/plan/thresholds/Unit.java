package dev.assay.plan.thresholds;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The unit of a figure or of a limit. Values are plain numbers in that unit: 41.2 in {@link #MILLISECONDS} is 41.2 ms. */
public enum Unit {
    MILLISECONDS("ms", 3),
    PER_SECOND("/s", 3),
    TOKENS_PER_SECOND("tok/s", 3),
    TOKENS("tokens", 1),
    /** A part of a whole, from 0 to 1; people read and write it as a percentage or as a ratio such as 31/40. */
    SHARE("%", 1),
    COUNT("", 0),
    /** A plain number that is no count. */
    NUMBER("", 3),
    /** The natural unit of information: a log-probability to the base e, per token. */
    NATS("nats", 4),
    WATTS("W", 1),
    WATT_HOURS("Wh", 3),
    /** Energy per million tokens. */
    WATT_HOURS_PER_MTOK("Wh/Mtok", 1),
    /** Money per million tokens, in the currency of the deployment's price. */
    PER_MTOK("/Mtok", 4);

    private final String symbol;
    private final int decimals;

    Unit(String symbol, int decimals) {
        this.symbol = symbol;
        this.decimals = decimals;
    }

    /** Returns the symbol that follows a number in this unit; empty for a count and a plain number. */
    public String symbol() {
        return symbol;
    }

    /** Returns the value for people: with a fixed number of decimals, rounded half up, with a decimal point in every locale, and with the symbol. */
    public String format(double value) {
        return format(value, 0);
    }

    /** Returns the value as {@link #format(double)} does, with more decimals, if the usual number would hide a difference. */
    public String format(double value, int more) {
        var shown = this == SHARE ? value * 100 : value;
        if (!Double.isFinite(shown)) {
            return Double.toString(shown);
        }
        var number = number(shown, more).toPlainString();
        return switch (this) {
            case COUNT, NUMBER -> number;
            case PER_SECOND, PER_MTOK -> number + symbol;
            default -> number + " " + symbol;
        };
    }

    /** Returns the value as {@link #format(double)} does, without the symbol. */
    public String number(double value) {
        var text = format(value);
        return text.endsWith(symbol)
                ? text.substring(0, text.length() - symbol.length()).strip()
                : text;
    }

    /** Returns a difference or a spread of values for people: as {@link #format(double)} does, but of shares in percentage points. */
    public String spread(double value) {
        return this == SHARE ? number(value * 100, 0).toPlainString() + " pp" : format(value);
    }

    /** Returns a range of values for people. An infinite end is open: {@code 5.000 ms or more}. */
    public String range(double low, double high) {
        if (Double.isFinite(low) && Double.isFinite(high)) {
            return format(low) + " to " + format(high);
        }
        if (Double.isFinite(low)) {
            return format(low) + " or more";
        }
        return Double.isFinite(high) ? format(high) + " or less" : "open on both sides";
    }

    /** Returns the value that {@link #format(double, int)} shows; the value must be finite. */
    public double rounded(double value, int more) {
        return this == SHARE
                ? number(value * 100, more).doubleValue() / 100
                : number(value, more).doubleValue();
    }

    private BigDecimal number(double shown, int more) {
        return new BigDecimal(shown).setScale(decimals + more, RoundingMode.HALF_UP);
    }
}
