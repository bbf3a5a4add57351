package dev.assay.plan.thresholds;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as somebody published it. Its decimals say how it was rounded: 50.671 stands for anything from 50.6705 to 50.6715, and 39.050
 * says more than 39.05.
 *
 * @param value not negative, with the decimals it was written with
 */
public record WrittenNumber(BigDecimal value) {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");

    /**
     * Checks that it can be written in plain digits.
     *
     * @throws IllegalArgumentException if not
     */
    public WrittenNumber {
        if (!DECIMAL.matcher(value.toPlainString()).matches()) {
            throw new IllegalArgumentException(refusal(value.toPlainString()));
        }
    }

    /**
     * Returns the number of this text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static WrittenNumber of(String text) {
        var written = parse(text);
        if (written == null) {
            throw new IllegalArgumentException(refusal(text));
        }
        return written;
    }

    /** Returns the number of this text; absent if it is none. */
    static @Nullable WrittenNumber parse(String text) {
        return DECIMAL.matcher(text).matches() ? new WrittenNumber(new BigDecimal(text)) : null;
    }

    private static String refusal(String text) {
        return "A published number has digits and at most one point, found [" + text + "].";
    }

    /** Returns the smallest number that is rounded to this one. */
    public BigDecimal low() {
        return value.subtract(halfOfLastPlace());
    }

    /** Returns the largest number that is rounded to this one, or the first above it: the two rules of rounding a half differ. */
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
