package dev.assay.tools.published;

import java.util.Locale;

/**
 * Checks that qps × mean e2e, which is the mean number of requests in flight, is near the number of slots. {@link LoopOccupancy} computes how
 * near.
 *
 * <p>The allowed spread: requests of a load test ask for the same number of tokens, so they decode for about the same time ({@link #ALIKE}). Their
 * waits for the first token may differ completely: a request that does not wait takes e2e − ttft. So the allowed factor is {@code ALIKE × e2e /
 * (e2e − ttft)}, in both directions.
 */
final class InFlightIdentity {
    /** The factor by which requests for the same number of tokens may differ from their mean. */
    private static final double ALIKE = 1.02;
    /** The factor from which they cannot be requests of one load test. */
    private static final double APART = 1.10;
    /** The largest number of waves that is tried. */
    private static final int MOST_WAVES = 100;

    private InFlightIdentity() {}

    static PublishedFinding of(PublishedLoadTest row) {
        var published = row.published();
        var inFlight = RoundedRange.of(published.qps())
                .times(RoundedRange.of(published.e2e()))
                .movePointLeft(3);
        var lead =
                published.qps() + "/s × " + published.e2e() + " ms = " + inFlight.text(3) + " in flight" + waiting(row);
        if (inFlight.isAbove(row.slots())) {
            return new PublishedFinding.DoesNotHold(lead + ", more than the possible " + row.slots());
        }
        var requests = published.requests();
        return requests == null
                ? ofAnyCount(row, inFlight, lead)
                : ofCount(new LoopOccupancy(requests, row.slots()), spread(row), inFlight, lead);
    }

    private static double spread(PublishedLoadTest row) {
        return row.startsBeforeItEnds()
                ? RoundedRange.of(row.published().e2e()).middle()
                        / row.decodeTime().middle()
                : 1;
    }

    /** Returns how many of them waited for their first token, if that is more than 1 %. */
    private static String waiting(PublishedLoadTest row) {
        var published = row.published();
        return spread(row) < 1.01
                ? ""
                : ", of which "
                        + RoundedRange.of(published.qps())
                                .times(RoundedRange.of(published.ttft()))
                                .movePointLeft(3)
                                .text(1)
                        + " waited for their first token";
    }

    private static PublishedFinding ofCount(LoopOccupancy waves, double spread, RoundedRange inFlight, String lead) {
        var text = lead + "; " + waves.requests() + (waves.requests() == 1 ? " request" : " requests") + " in "
                + waves.count() + (waves.count() == 1 ? " wave" : " waves") + " over " + waves.slots()
                + (waves.slots() == 1 ? " slot" : " slots") + " keep a mean of " + bounds(waves, ALIKE * spread);
        if (waves.allow(inFlight, ALIKE * spread)) {
            return new PublishedFinding.Holds(text);
        }
        return waves.allow(inFlight, APART * spread)
                ? new PublishedFinding.CannotBeSaid(
                        text + " if they are alike; only requests that differ by more than 2 % explain it")
                : new PublishedFinding.DoesNotHold(
                        text + ", and " + bounds(waves, APART * spread) + " even if they differ by 10 %");
    }

    private static String bounds(LoopOccupancy waves, double spread) {
        return String.format(Locale.ROOT, "%.3f to %.3f", waves.low(spread), waves.high(spread));
    }

    private static PublishedFinding ofAnyCount(PublishedLoadTest row, RoundedRange inFlight, String lead) {
        var alike = ALIKE * spread(row);
        var counts = counts(row.slots(), alike, inFlight);
        if (!counts.none()) {
            return new PublishedFinding.Holds(lead + ", if the requests were " + among(counts, row, alike, inFlight));
        }
        var apart = APART * spread(row);
        var wider = counts(row.slots(), apart, inFlight);
        return wider.none()
                ? new PublishedFinding.DoesNotHold(
                        lead + ", which is impossible for any count of requests over " + row.slots() + " slots")
                : new PublishedFinding.CannotBeSaid(lead + ", only if requests differ by more than 2 % and were "
                        + among(wider, row, apart, inFlight));
    }

    private static RequestCounts counts(int slots, double spread, RoundedRange inFlight) {
        return RequestCounts.of(
                slots, MOST_WAVES * slots, count -> new LoopOccupancy(count, slots).allow(inFlight, spread));
    }

    private static String among(RequestCounts counts, PublishedLoadTest row, double spread, RoundedRange inFlight) {
        var asked = row.concurrency();
        var text = counts + (counts.all() ? "" : " (of multiples of " + asked + ": " + counts.multiplesOf(asked) + ")");
        return row.slots() == asked
                ? text
                : text + "; without the throttle to " + row.slots() + ", if they were "
                        + counts(asked, spread, inFlight);
    }
}
