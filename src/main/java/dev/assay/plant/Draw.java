package dev.assay.plant;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws what goes wrong. */
final class Draw {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private Draw() {}

    /** Returns the values in an order that the seed draws. A larger share takes all that a smaller one takes. */
    static <T> List<T> shuffled(List<T> values, long seed) {
        var drawn = new ArrayList<>(values);
        Collections.shuffle(drawn, new Random(seed));
        return drawn;
    }

    /** Returns how many of {@code of} are at least this share, in percent. */
    static int count(BigDecimal points, int of) {
        return points.multiply(BigDecimal.valueOf(of))
                .divide(ALL, 0, RoundingMode.CEILING)
                .intValueExact();
    }

    /** Returns the smallest share with two decimals that takes so many. */
    static BigDecimal points(int count, int of) {
        var share = BigDecimal.valueOf(count).multiply(ALL).divide(BigDecimal.valueOf(of), 2, RoundingMode.FLOOR);
        return count(share, of) >= count ? share : share.add(new BigDecimal("0.01"));
    }
}
