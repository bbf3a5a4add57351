package dev.assay.tools.published;

import dev.assay.plan.thresholds.WrittenNumber;
import java.util.Locale;

/**
 * Checks that prompt-tps × ttft is the number of prompt tokens. It is exactly that if the rate is Σ tokens / Σ ttft. A mean of the requests' own
 * rates gives more, up to what {@link RateSpread} allows. Less is impossible.
 */
final class PromptRateIdentity {
    /** The factor by which times to the first token differ in a steady load test. */
    private static final double STEADY = 4;
    /** The factor from which queueing cannot explain the difference. */
    private static final double APART = 1000;

    private PromptRateIdentity() {}

    static PublishedFinding of(PublishedLoadTest row) {
        var published = row.published();
        var promptTps = published.promptTps();
        if (promptTps == null) {
            return new PublishedFinding.CannotBeSaid("no prompt rate was published");
        }
        var tokens = RoundedRange.of(promptTps)
                .times(RoundedRange.of(published.ttft()))
                .movePointLeft(3);
        var lead = promptTps + " tok/s × " + published.ttft() + " ms = " + tokens.text(2) + " tokens";
        var in = row.inputTokens();
        if (tokens.contains(in)) {
            return new PublishedFinding.Holds(
                    lead + ", the " + in + " of a prompt: Σ tokens / Σ ttft" + cached(row, promptTps));
        }
        if (tokens.isBelow(in)) {
            return new PublishedFinding.DoesNotHold(
                    lead + ", below the " + in + " of a prompt, which is impossible for a rate of means and for"
                            + " a mean of rates" + thousandTimes(row, promptTps, tokens));
        }
        var ratio = tokens.low().doubleValue() / in;
        var factor = RateSpread.factor(ratio);
        var text = String.format(
                Locale.ROOT,
                "%s, %.3f times the %d of a prompt: a mean of the requests' own rates, with TTFT that differ by"
                        + " a factor of %.2f or more%s",
                lead,
                ratio,
                in,
                factor,
                cached(row, promptTps));
        if (factor <= STEADY) {
            return new PublishedFinding.Holds(text);
        }
        return factor <= APART ? new PublishedFinding.CannotBeSaid(text) : new PublishedFinding.DoesNotHold(text);
    }

    /** Cached tokens are not computed, so a rate over all tokens is not the speed of the prefill. */
    private static String cached(PublishedLoadTest row, WrittenNumber promptTps) {
        var hitRate = row.published().hitRate();
        if (hitRate == null) {
            return "";
        }
        var computed = RoundedRange.of(promptTps)
                .times(RoundedRange.of(100).minus(RoundedRange.of(hitRate)))
                .movePointLeft(2);
        return String.format(
                Locale.ROOT,
                "; with a cached prefix: at a hit rate of %s %% at most about %.0f tok/s of it were computed",
                hitRate,
                computed.middle());
    }

    /** Returns what follows if one unit was wrong by a factor of a thousand. */
    private static String thousandTimes(PublishedLoadTest row, WrittenNumber promptTps, RoundedRange tokens) {
        var published = row.published();
        var in = row.inputTokens();
        var larger = tokens.movePointLeft(-3);
        var lead = "; with ttft in seconds or the rate in thousands it is " + larger.text(1);
        if (larger.contains(in)) {
            return lead + " and fits";
        }
        if (!larger.isBelow(in)) {
            return "";
        }
        var seconds = published.ttft().value().compareTo(published.e2e().value().movePointLeft(3)) > 0
                ? ", and ttft in seconds is later than e2e"
                : "";
        return lead
                + String.format(
                        Locale.ROOT,
                        ", %.2f %% of a prompt%s; at that rate in thousands a whole prompt takes %.1f ms",
                        100 * larger.middle() / in,
                        seconds,
                        in / RoundedRange.of(promptTps).middle());
    }
}
