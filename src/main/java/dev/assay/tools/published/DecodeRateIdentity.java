package dev.assay.tools.published;

import java.util.Locale;

/**
 * Checks that decode-tps × tpot is one second. It is exactly that if the rate is 1 / mean, or if all requests are alike. A mean of the requests'
 * own rates gives more, up to what {@link RateSpread} allows. Less is impossible.
 */
final class DecodeRateIdentity {
    /** The factor between slowest and fastest that is normal: requests of one load test decode side by side. */
    private static final double ALIKE = 1.25;
    /** The factor from which they cannot be requests of one load test. */
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
                    lead + ", below 1, which is impossible for a rate of means and for a mean of rates"
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

    /** A rate that counts one token less over the same time is (k − 1) / k × 1000 / tpot, where k is the token count in TPOT. */
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
