package dev.assay.tools.published;

import java.math.RoundingMode;

/**
 * Checks that (e2e − ttft) / tpot is the count by which TPOT was divided: n tokens have n − 1 intervals between them, but some programs divide by
 * n. Since all requests of a load test have the same number of tokens, this holds for means as for a single request.
 */
final class LatencyIdentity {
    private LatencyIdentity() {}

    static PublishedFinding of(PublishedLoadTest row) {
        var published = row.published();
        if (!row.startsBeforeItEnds()) {
            return new PublishedFinding.DoesNotHold("the first token after " + published.ttft()
                    + " ms is not before the end after " + published.e2e() + " ms");
        }
        var steps = row.decodeTime().over(RoundedRange.of(published.tpot()));
        var n = row.outputTokens();
        var lead = "(" + published.e2e() + " − " + published.ttft() + ") ms / " + published.tpot() + " ms = "
                + steps.text(3);
        var between = steps.contains(n - 1L);
        var all = steps.contains(n);
        if (between && all) {
            return new PublishedFinding.Holds(lead + ": " + (n - 1) + " or " + n
                    + "; the figures have too few decimals to distinguish n − 1 from n");
        }
        if (between) {
            return new PublishedFinding.Holds(
                    lead + ": the n − 1 = " + (n - 1) + " intervals between " + n + " tokens");
        }
        if (all) {
            return new PublishedFinding.Holds(lead + ": n = " + n + ", the first token counted without its time");
        }
        var near = steps.isAbove(n - 2L) && steps.isBelow(n + 1L);
        return near
                ? new PublishedFinding.CannotBeSaid(lead + ", near but neither n − 1 = " + (n - 1) + " nor n = " + n)
                : new PublishedFinding.DoesNotHold(
                        lead + ", neither n − 1 = " + (n - 1) + " nor n = " + n + "; answers of " + tokens(steps, 1)
                                + " tokens would fit n − 1, answers of " + tokens(steps, 0) + " would fit n");
    }

    /** Returns a whole number of tokens if the range contains one, otherwise the range. */
    private static String tokens(RoundedRange steps, int more) {
        var whole = steps.low().setScale(0, RoundingMode.CEILING).longValueExact();
        return steps.contains(whole)
                ? Long.toString(whole + more)
                : new RoundedRange(
                                steps.low().add(RoundedRange.of(more).low()),
                                steps.high().add(RoundedRange.of(more).low()))
                        .text(1);
    }
}
