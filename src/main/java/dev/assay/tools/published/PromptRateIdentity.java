package dev.assay.tools.published;

import dev.assay.plan.thresholds.WrittenNumber;
import java.util.Locale;

/**
 * prompt-tps × ttft is the tokens of a prompt where the rate is Σ tokens / Σ ttft. A mean of the requests' own rates gives more, by no more
 * than {@link RateSpread} allows; less is no rate of whole prompts.
 */
final class PromptRateIdentity {
    /** Times to the first token differ by so much in a steady cell. */
    private static final double STEADY = 4;
    /** From here on no queue explains it. */
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
                    lead + ", below the " + in + " of a prompt, which neither a rate of means"
                            + " nor a mean of rates can be" + thousandTimes(row, promptTps, tokens));
        }
        var ratio = tokens.low().doubleValue() / in;
        var factor = RateSpread.factor(ratio);
        var text = String.format(
                Locale.ROOT,
                "%s, %.3f times the %d of a prompt: a mean of the requests' own rates, with TTFT that differ by a factor of %.2f or more%s",
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

    /** Tokens that hit the cache are not computed, so a rate over all of them is none of computing. */
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
                "; of a cached prefix: at a hit rate of %s %% at most some %.0f tok/s of it were computed",
                hitRate,
                computed.middle());
    }

    /** What would follow if a unit was a thousand times another. */
    private static String thousandTimes(PublishedLoadTest row, WrittenNumber promptTps, RoundedRange tokens) {
        var published = row.published();
        var in = row.inputTokens();
        var larger = tokens.movePointLeft(-3);
        var lead = "; a thousand times as much, with ttft in seconds or the rate in thousands, is " + larger.text(1);
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
