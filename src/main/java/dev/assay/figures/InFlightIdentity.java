package dev.assay.figures;

import java.util.Locale;

/**
 * qps × mean e2e is the mean number of requests in flight, which is near the slots there were: {@link Waves} says how near.
 *
 * <p>The spread that is allowed for: requests of a cell ask for the same number of tokens, so they decode for about the same time
 * ({@link #ALIKE}). What they wait before their first token may differ fully: one that does not wait at all takes e2e − ttft. So the
 * allowance is {@code ALIKE × e2e / (e2e − ttft)}, in both directions.
 */
final class InFlightIdentity {
    /** The factor by which requests for the same number of tokens may differ from their mean. */
    private static final double ALIKE = 1.02;
    /** The factor from which they are no longer requests of one cell. */
    private static final double APART = 1.10;
    /** Counts are tried up to so many waves. */
    private static final int MOST_WAVES = 100;

    private InFlightIdentity() {}

    static RowFinding of(PublishedRow row) {
        var published = row.published();
        var inFlight =
                Range.of(published.qps()).times(Range.of(published.e2e())).movePointLeft(3);
        var lead =
                published.qps() + "/s × " + published.e2e() + " ms = " + inFlight.text(3) + " in flight" + waiting(row);
        if (inFlight.isAbove(row.slots())) {
            return new RowFinding.DoesNotHold(lead + ", more than the " + row.slots() + " that could be");
        }
        var requests = published.requests();
        return requests == null
                ? ofAnyCount(row, inFlight, lead)
                : ofCount(new Waves(requests, row.slots()), spread(row), inFlight, lead);
    }

    private static double spread(PublishedRow row) {
        return row.startsBeforeItEnds()
                ? Range.of(row.published().e2e()).middle() / row.decodeTime().middle()
                : 1;
    }

    /** Says how many of them wait for their first token, where that is more than one in a hundred. */
    private static String waiting(PublishedRow row) {
        var published = row.published();
        return spread(row) < 1.01
                ? ""
                : ", of which "
                        + Range.of(published.qps())
                                .times(Range.of(published.ttft()))
                                .movePointLeft(3)
                                .text(1)
                        + " waited for their first token";
    }

    private static RowFinding ofCount(Waves waves, double spread, Range inFlight, String lead) {
        var text = lead + "; " + waves.requests() + (waves.requests() == 1 ? " request" : " requests") + " in "
                + waves.count() + (waves.count() == 1 ? " wave" : " waves") + " over " + waves.slots()
                + (waves.slots() == 1 ? " slot" : " slots") + " keep a mean of " + bounds(waves, ALIKE * spread);
        if (waves.allow(inFlight, ALIKE * spread)) {
            return new RowFinding.Holds(text);
        }
        return waves.allow(inFlight, APART * spread)
                ? new RowFinding.CannotBeSaid(
                        text + " where they are alike; only requests that differ by more than 2 % explain it")
                : new RowFinding.DoesNotHold(
                        text + ", and " + bounds(waves, APART * spread) + " even where they differ by 10 %");
    }

    private static String bounds(Waves waves, double spread) {
        return String.format(Locale.ROOT, "%.3f to %.3f", waves.low(spread), waves.high(spread));
    }

    private static RowFinding ofAnyCount(PublishedRow row, Range inFlight, String lead) {
        var alike = ALIKE * spread(row);
        var counts = counts(row.slots(), alike, inFlight);
        if (!counts.none()) {
            return new RowFinding.Holds(lead + ", if the requests were " + among(counts, row, alike, inFlight));
        }
        var apart = APART * spread(row);
        var wider = counts(row.slots(), apart, inFlight);
        return wider.none()
                ? new RowFinding.DoesNotHold(lead + ", which no count of requests over " + row.slots() + " slots gives")
                : new RowFinding.CannotBeSaid(lead + ", only if requests differ by more than 2 % and were "
                        + among(wider, row, apart, inFlight));
    }

    private static RequestCounts counts(int slots, double spread, Range inFlight) {
        return RequestCounts.of(slots, MOST_WAVES * slots, count -> new Waves(count, slots).allow(inFlight, spread));
    }

    private static String among(RequestCounts counts, PublishedRow row, double spread, Range inFlight) {
        var asked = row.concurrency();
        var text = counts + (counts.all() ? "" : " (of multiples of " + asked + ": " + counts.multiplesOf(asked) + ")");
        return row.slots() == asked
                ? text
                : text + "; without the throttle to " + row.slots() + ", if they were "
                        + counts(asked, spread, inFlight);
    }
}
