package dev.assay.tools.published;

import java.util.Locale;

/**
 * decode-tps × tpot is one second where the rate is that of the mean, or where requests do not differ. A mean of the requests' own rates is
 * above it, by no more than {@link RateSpread} allows; below it there is nothing.
 */
final class DecodeRateIdentity {
    /** Requests of one cell decode side by side, so the slowest takes little longer for a token than the fastest. */
    private static final double ALIKE = 1.25;
    /** From here on they are no longer requests of one cell. */
    private static final double APART = 2;

    private DecodeRateIdentity() {}

    static PublishedFinding of(PublishedLoadTest row) {
        var published = row.published();
        var decodeTps = published.decodeTps();
        if (decodeTps == null) {
            return new PublishedFinding.CannotBeSaid("no decode rate was published");
        }
        var seconds = RoundedRange.of(decodeTps)
                .times(RoundedRange.of(published.tpot()))
                .movePointLeft(3);
        var lead = decodeTps + " tok/s × " + published.tpot() + " ms = " + seconds.text(5) + " s";
        if (seconds.contains(1)) {
            return new PublishedFinding.Holds(lead + ": 1000 / tpot to the last digit");
        }
        if (seconds.isBelow(1)) {
            return new PublishedFinding.DoesNotHold(
                    lead + ", below 1, which neither a rate of means nor a mean of rates can be"
                            + oneTokenLess(row, seconds));
        }
        var factor = RateSpread.factor(seconds.low().doubleValue());
        var text = String.format(
                Locale.ROOT,
                "%s, above 1: a mean of the requests' own rates, with TPOT that differ by a factor of %.2f or more",
                lead,
                factor);
        if (factor <= ALIKE) {
            return new PublishedFinding.Holds(text);
        }
        return factor <= APART ? new PublishedFinding.CannotBeSaid(text) : new PublishedFinding.DoesNotHold(text);
    }

    /** A rate that leaves one token out over the same time is (k − 1) / k of 1000 / tpot, with k the count under TPOT. */
    private static String oneTokenLess(PublishedLoadTest row, RoundedRange seconds) {
        if (!row.startsBeforeItEnds()) {
            return "";
        }
        var steps = row.decodeTime().over(RoundedRange.of(row.published().tpot()));
        if (!steps.isAbove(1)) {
            return "";
        }
        var less = steps.minus(RoundedRange.of(1)).over(steps);
        return less.meets(seconds)
                ? "; (k − 1) / k fits, with the k = " + steps.text(2)
                        + " that TPOT was taken over: the rate counts one token less in the same time"
                : "";
    }
}
