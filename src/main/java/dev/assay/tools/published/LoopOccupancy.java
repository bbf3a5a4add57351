package dev.assay.tools.published;

/**
 * Bounds the mean number of requests in flight of a closed loop: {@code requests} requests over {@code slots} slots; when one ends the next one
 * starts, until none is left.
 *
 * <p>The mean over the whole run is Σ e2e / T, with T from the first start to the last end; it equals qps × mean e2e exactly (Little, A proof for
 * the queuing formula L = λW, Operations Research 9, 1961; over a run that starts and ends empty it is an identity of sums). Let every request
 * take between ē / s and s × ē, with ē the mean and s the <i>spread</i>, N requests, c slots and k = ⌈N / c⌉ waves. Then:
 *
 * <ul>
 * <li>T ≤ k s ē: the request with index j starts at the latest at ⌊j / c⌋ s ē, since by then those up to j − c have ended and a slot is free. So
 * the mean is at least N / (k s).
 * <li>T ≥ k ē / s: one slot serves k requests or more. So the mean is at most s N / k.
 * <li>T ≤ (Σ e2e + (c − 1) s ē) / c: no slot is empty while work remains, so only the drain leaves slots empty (Graham, Bounds on multiprocessing
 * timing anomalies, SIAM Journal on Applied Mathematics 17, 1969, theorem 2). So the mean is at least c N / (N + (c − 1) s).
 * <li>It is at most c, and at most N.
 * </ul>
 *
 * <p>Between two requests a slot may be empty for 1 % of the time, as the audit of in-flight requests allows for a live load test.
 */
record LoopOccupancy(int requests, int slots) {
    private static final double BUSY = 0.99;

    /** Returns the number of waves; the last one may be incomplete. */
    int count() {
        return Math.ceilDiv(requests, slots);
    }

    /** Returns the most requests that can be in flight at once. */
    int most() {
        return Math.min(requests, slots);
    }

    double low(double spread) {
        var waves = mean() / spread;
        var drain = (double) most() * requests / (requests + (most() - 1) * spread);
        return BUSY * Math.max(waves, drain);
    }

    double high(double spread) {
        return Math.min(most(), mean() * spread);
    }

    boolean allow(RoundedRange inFlight, double spread) {
        return inFlight.high().doubleValue() >= low(spread) && inFlight.low().doubleValue() <= high(spread);
    }

    private double mean() {
        return (double) requests / count();
    }
}
