package dev.assay.plan.thresholds;

import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number with its unit, as thresholds.yaml has it.
 *
 * @param value the number, in {@code unit}
 * @param unit the unit
 * @param written the text in the file, for messages: {@code 420 ms}, {@code 31/40}
 */
public record Quantity(double value, Unit unit, String written) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern DURATION = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?) *(us|ms|s|min)");
    private static final Pattern RATIO = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

    @Override
    public String toString() {
        return written;
    }

    /** Returns the same quantity with more text behind it, for messages. */
    Quantity with(String more) {
        return new Quantity(value, unit, written + more);
    }

    /**
     * The number of questions or requests that a ratio such as 31/40 must be out of.
     *
     * @param noun the same as a sentence, for messages: {@code the evalset has 10 questions}
     */
    public record Whole(int size, String noun) {
        /** Returns what to write in place of a ratio that is out of another number. */
        String instead(int part, int other) {
            var exact = (long) part * size % other == 0;
            var ratio = exact ? (long) part * size / other + "/" + size : "the ratio out of " + size;
            var percent = BigDecimal.valueOf(100L * part)
                    .divide(BigDecimal.valueOf(other), 1, RoundingMode.HALF_UP)
                    .stripTrailingZeros()
                    .toPlainString();
            return ratio + " or " + percent + " %";
        }
    }

    /** Reads a quantity in this unit; absent, with a problem, if it cannot be read. */
    public static @Nullable Quantity read(
            String figure, Unit unit, Node node, @Nullable Whole whole, Problems problems) {
        var written = node instanceof Node.Scalar scalar ? scalar.text().strip() : "";
        var found = node instanceof Node.Scalar ? "[" + written + "]" : node.found();
        var ratio = RATIO.matcher(written);
        Double value;
        if (unit == Unit.SHARE && ratio.matches()) {
            var part = Integer.parseInt(ratio.group(1));
            var size = Integer.parseInt(ratio.group(2));
            if (part > size || size == 0) {
                problems.add(
                        node.place(),
                        "'" + figure + "' needs a ratio of two counts such as 31/40; " + written + " is not one");
                return null;
            }
            if (whole != null && size != whole.size) {
                problems.add(node.place(), written + ": " + whole.noun + "; write " + whole.instead(part, size));
                return null;
            }
            value = part / (double) size;
        } else {
            var amount = amount(written, unit);
            value = amount == null ? null : amount.doubleValue();
        }
        if (value == null) {
            problems.add(
                    node.place(),
                    "'" + figure + "' needs " + expected(unit) + ", found " + found
                            + (unit == Unit.SHARE ? instead(written, whole) : ""));
            return null;
        }
        var outside = outside(value, unit);
        if (outside != null) {
            problems.add(node.place(), "'" + figure + "' " + outside + ", found " + found);
            return null;
        }
        return new Quantity(value, unit, written);
    }

    /** Returns the exact milliseconds of a duration such as {@code 420 ms}; absent if the text is not a duration. */
    public static @Nullable BigDecimal milliseconds(String text) {
        var duration = DURATION.matcher(text.strip());
        if (!duration.matches()) {
            return null;
        }
        var number = new BigDecimal(duration.group(1));
        return switch (duration.group(2)) {
            case "us" -> number.movePointLeft(3);
            case "ms" -> number;
            case "s" -> number.movePointRight(3);
            default -> number.multiply(BigDecimal.valueOf(60_000));
        };
    }

    /** Returns an amount in this unit, for a share in percentage points ({@code 2 pp} is 0.02); absent if the text is none. */
    public static @Nullable Double amountOf(String text, Unit unit) {
        var points = before("pp", text);
        var amount = unit == Unit.SHARE ? (points == null ? null : points.movePointLeft(2)) : amount(text, unit);
        return amount == null ? null : amount.doubleValue();
    }

    private static @Nullable BigDecimal amount(String text, Unit unit) {
        return switch (unit) {
            case MILLISECONDS -> milliseconds(text);
            case PER_SECOND -> before("/s", text);
            case TOKENS_PER_SECOND -> before("tok/s", text);
            case TOKENS -> before("tokens", text);
            case SHARE -> share(text);
            case COUNT, NUMBER -> before("", text);
            case NATS -> before("nats", text);
            case WATTS -> before("W", text);
            case WATT_HOURS -> before("Wh", text);
            case WATT_HOURS_PER_MTOK -> before("Wh/Mtok", text);
            case PER_MTOK -> before("/Mtok", text);
        };
    }

    private static @Nullable BigDecimal before(String symbol, String text) {
        if (!text.endsWith(symbol)) {
            return null;
        }
        var number = text.substring(0, text.length() - symbol.length()).strip();
        return NUMBER.matcher(number).matches() ? new BigDecimal(number) : null;
    }

    /** Reads a percentage, or a zero without a unit. */
    private static @Nullable BigDecimal share(String text) {
        var bare = before("", text);
        if (bare != null) {
            return bare.signum() == 0 ? bare : null;
        }
        var percent = before("%", text);
        return percent == null ? null : percent.movePointLeft(2);
    }

    /** Returns what a number without a unit was probably meant to be: 85 % for 0.85, and 34 % or a ratio such as 34/40 for 34. */
    private static String instead(String written, @Nullable Whole whole) {
        var bare = before("", written);
        if (bare == null || bare.signum() < 0 || bare.compareTo(BigDecimal.valueOf(100)) > 0) {
            return "";
        }
        if (bare.compareTo(BigDecimal.ONE) <= 0) {
            return "; write '" + plain(bare.movePointRight(2)) + " %'";
        }
        var ratio = whole != null && plain(bare).indexOf('.') < 0 && bare.intValue() <= whole.size
                ? "'" + plain(bare) + "/" + whole.size + "' or "
                : "";
        return "; write " + ratio + "'" + plain(bare) + " %'";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static String expected(Unit unit) {
        return switch (unit) {
            case MILLISECONDS -> "a duration: expected e.g. '39.2 ms'";
            case PER_SECOND -> "a rate: expected e.g. '0.30/s'";
            case TOKENS_PER_SECOND -> "a token rate: expected e.g. '40 tok/s'";
            case TOKENS -> "a number of tokens: expected e.g. '800 tokens'";
            case SHARE -> "a share: expected e.g. '85 %' or '31/40'";
            case COUNT -> "a number without a unit: expected e.g. '3'";
            case NUMBER -> "a number without a unit: expected e.g. '12.5'";
            case NATS -> "an amount in nats per token: expected e.g. '2.5 nats'";
            case WATTS -> "a power: expected e.g. '300 W'";
            case WATT_HOURS -> "an energy: expected e.g. '25 Wh'";
            case WATT_HOURS_PER_MTOK -> "an energy per million tokens: expected e.g. '80 Wh/Mtok'";
            case PER_MTOK ->
                "an amount of money per million tokens, in the currency of 'price': expected e.g. '0.40/Mtok'";
        };
    }

    private static @Nullable String outside(double value, Unit unit) {
        if (!Double.isFinite(value)) {
            return "must be a number that can be compared";
        }
        return switch (unit) {
            case MILLISECONDS,
                    PER_SECOND,
                    TOKENS_PER_SECOND,
                    TOKENS,
                    NUMBER,
                    NATS,
                    WATTS,
                    WATT_HOURS,
                    WATT_HOURS_PER_MTOK,
                    PER_MTOK -> value > 0 ? null : "must be above zero";
            case SHARE -> value >= 0 && value <= 1 ? null : "must be from 0 % to 100 %";
            case COUNT -> value >= 0 ? null : "must not be negative";
        };
    }
}
