package dev.assay.tools.readers;

import dev.assay.plan.thresholds.WrittenNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The quantity in a column of figures, with its units. */
enum Quantity {
    TEXT("(?!)"),
    COUNT("tokens?|requests?|toks?|个|次"),
    RATE("(?:(?:requests?|reqs?|queries|请求|次|个) ?)?(?:/|per |每) ?(?:s|sec|second|秒|min|minute|分钟?|h|hour|小时)"),
    TOKEN_RATE("k? ?(?:(?:tokens?|toks?|t|个) ?)?(?:/|per |每) ?(?:s|sec|second|秒)"),
    TIME("(?:ms|msecs?|millis|milliseconds?|毫秒|s|secs?|seconds?|秒|us|μs|usecs?|microseconds?|微秒|ns|nanoseconds?|纳秒"
            + "|mins|minutes?|分钟)(?: ?(?:/|per ) ?(?:tokens?|toks?|requests?|reqs?|次))?"),
    SHARE("%|percent|百分比|ratio|share|fraction");

    /** The most decimals; tools print fewer. */
    private static final int MOST_DECIMALS = 9;

    private static final int MOST_ZEROS = -9;

    private final Pattern units;

    Quantity(String units) {
        this.units = Pattern.compile("(?<![\\p{L}\\p{N}'])(?:" + units + ")(?![\\p{L}\\p{N}])");
    }

    /** Returns the pattern of its units in a heading or a cell. */
    Pattern units() {
        return units;
    }

    /** Returns the factor from this unit to ours (milliseconds, per second, percent); null if the unit is unknown. */
    @Nullable Factor factor(String unit) {
        if (unit.isEmpty()) {
            return Factor.ONE;
        }
        if (!units.matcher(unit).matches()) {
            return null;
        }
        return switch (this) {
            case TEXT, COUNT -> Factor.ONE;
            case SHARE -> unit.matches("%|percent|百分比") ? Factor.ONE : new Factor(100, 1);
            case RATE ->
                unit.matches(".*(min|minute|分钟?)")
                        ? new Factor(1, 60)
                        : unit.matches(".*(h|hour|小时)") ? new Factor(1, 3600) : Factor.ONE;
            case TOKEN_RATE -> unit.startsWith("k") ? new Factor(1000, 1) : Factor.ONE;
            case TIME -> time(unit.replaceFirst(" ?(/|per ).*", ""));
        };
    }

    private static Factor time(String unit) {
        if (unit.matches("ms.*|milli.*|毫秒")) {
            return Factor.ONE;
        }
        if (unit.matches("us.*|μs|micro.*|微秒")) {
            return new Factor(1, 1000);
        }
        if (unit.matches("ns|nano.*|纳秒")) {
            return new Factor(1, 1_000_000);
        }
        return unit.matches("min.*|分钟") ? new Factor(60_000, 1) : new Factor(1000, 1);
    }

    /** Multiplies by {@code times} and divides by {@code by}. */
    record Factor(long times, long by) {
        static final Factor ONE = new Factor(1, 1);

        /**
         * Returns the number in our unit. Its rounding range covers that of the written one; after a division by 60 it is a little wider.
         *
         * @return null if it cannot be written in plain digits
         */
        @Nullable WrittenNumber of(BigDecimal written) {
            var half = BigDecimal.valueOf(5, written.scale() + 1);
            var value = exact(written);
            for (var scale = MOST_DECIMALS; scale >= MOST_ZEROS; scale--) {
                var rounded = value.setScale(scale, RoundingMode.HALF_EVEN);
                var room = BigDecimal.valueOf(5, scale + 1)
                        .subtract(rounded.subtract(value).abs());
                if (room.compareTo(exact(half)) >= 0 && rounded.precision() - rounded.scale() <= 15) {
                    return new WrittenNumber(rounded);
                }
            }
            return null;
        }

        private BigDecimal exact(BigDecimal value) {
            return value.multiply(BigDecimal.valueOf(times)).divide(BigDecimal.valueOf(by), MathContext.DECIMAL128);
        }
    }
}
