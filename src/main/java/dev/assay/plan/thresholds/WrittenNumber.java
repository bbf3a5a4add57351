package dev.assay.plan.thresholds;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number with the digits with which it was published. Its decimals show how it was rounded: 50.671 may be any value from 50.6705 to 50.6715, and 39.050 is more precise than 39.05.
 *
 * @param value the number, not negative, with the published decimals
 */
public record WrittenNumber(BigDecimal value) {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");

    /**
     * Checks that the value is not negative and has at most 15 digits and 9 decimals.
     *
     * @throws IllegalArgumentException if not
     */
    public WrittenNumber {
        if (!DECIMAL.matcher(value.toPlainString()).matches()) {
            throw new IllegalArgumentException(refusal(value.toPlainString()));
        }
    }

    /** Parses a published number; absent if the text is not one. */
    static @Nullable WrittenNumber parse(String text) {
        return DECIMAL.matcher(text).matches() ? new WrittenNumber(new BigDecimal(text)) : null;
    }

    private static String refusal(String text) {
        return "A published number must have only digits and at most one decimal point, found [" + text + "].";
    }

    /** Returns the smallest value that is rounded to this number. */
    public BigDecimal low() {
        return value.subtract(halfOfLastPlace());
    }

    /** Returns the upper end of the values that are rounded to this number. Whether the end itself is, depends on the rule for rounding a half. */
    public BigDecimal high() {
        return value.add(halfOfLastPlace());
    }

    private BigDecimal halfOfLastPlace() {
        return BigDecimal.valueOf(5, value.scale() + 1);
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
