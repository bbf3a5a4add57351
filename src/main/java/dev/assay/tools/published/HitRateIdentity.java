package dev.assay.tools.published;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Checks the cache hit rate that identical prompts must have.
 *
 * <p>vLLM counts tokens: each request looks up its n tokens, and finds at most the whole blocks of 16 within its first n − 1, because the last
 * token must be computed to give an answer ({@code max_cache_hit_length = num_tokens − 1} in {@code KVCacheManager}). So of n = 10,000 it finds 16
 * × ⌊9,999 / 16⌋ = 9,984. Of M requests including warm-up, w cold ones find nothing: the rate is (M − w) / M × 16 ⌊(n − 1) / 16⌋ / n. One request
 * is cold if there is a warm-up or a single slot; otherwise up to one per slot.
 */
final class HitRateIdentity {
    private static final int BLOCK = 16;
    private static final int MOST = 10_000;

    private HitRateIdentity() {}

    static PublishedFinding of(PublishedLoadTest row) {
        var hitRate = row.published().hitRate();
        if (hitRate == null) {
            return new PublishedFinding.CannotBeSaid("no hit rate was published");
        }
        var range = RoundedRange.of(hitRate);
        var counts = RequestCounts.of(1, MOST, total -> fits(total, row, range));
        var warm = found(row.inputTokens());
        var lead = hitRate + " % with " + warm + " of " + row.inputTokens()
                + " tokens found by each that is not cold fits " + counts + " identical prompts";
        if (counts.none()) {
            return new PublishedFinding.DoesNotHold(hitRate + " % fits no count of identical prompts of "
                    + row.inputTokens() + " tokens, of which each that is not cold finds " + warm);
        }
        return against(row, counts, lead);
    }

    private static PublishedFinding against(PublishedLoadTest row, RequestCounts counts, String lead) {
        var requests = row.published().requests();
        var warmup = row.published().warmup();
        if (requests == null) {
            return new PublishedFinding.Holds(lead + ", warm-up counted in");
        }
        if (warmup == null) {
            return new PublishedFinding.CannotBeSaid(
                    lead + "; " + requests + " were measured, after an unknown warm-up");
        }
        var total = requests + warmup;
        var text = lead + "; " + requests + " after a warm-up of " + warmup + " make " + total;
        return counts.has(total)
                ? new PublishedFinding.Holds(text + coldOne(row, requests, warmup))
                : new PublishedFinding.DoesNotHold(text);
    }

    private static boolean fits(int total, PublishedLoadTest row, RoundedRange hitRate) {
        var warmup = row.published().warmup();
        var mostCold = warmup != null && warmup > 0 ? 1 : Math.min(row.slots(), total);
        var warm = 100.0 * found(row.inputTokens()) / row.inputTokens();
        // The range is symmetric: if it contains the rate of any count of cold requests, it contains that of the
        // nearest.
        var nearest = Math.clamp(Math.round(total * (1 - hitRate.middle() / warm)), 1, mostCold);
        return hitRate.meets(expected(total, nearest, row.inputTokens()));
    }

    private static long found(int tokens) {
        return (long) BLOCK * ((tokens - 1) / BLOCK);
    }

    /** Returns the rate in percent. */
    private static RoundedRange expected(int total, int cold, int tokens) {
        return RoundedRange.of(100 * found(tokens) * (total - cold)).over(RoundedRange.of((long) total * tokens));
    }

    /** Without a warm-up the cold request is one of the measured ones, so its TTFT is at most the sum of all. */
    private static String coldOne(PublishedLoadTest row, int requests, int warmup) {
        if (warmup > 0) {
            return "";
        }
        var ttft = row.published().ttft();
        var most = ttft.high().multiply(BigDecimal.valueOf(requests)).doubleValue();
        return String.format(
                Locale.ROOT,
                "; a cold one among these computed %d tokens within %d × %s ms, at %.0f tok/s or more",
                row.inputTokens(),
                requests,
                ttft,
                Math.floor(row.inputTokens() / most * 1000));
    }
}
