package dev.assay.calibration;

import dev.assay.wire.LaunchPace;

/**
 * The processor time that the client's threads take for the two things that they do.
 *
 * @param launchNanos nanoseconds for sending one request, and ending it
 * @param readNanos nanoseconds for one read of an answer
 */
record RequestCost(double launchNanos, double readNanos) {
    /** The cost where this machine does not tell the processor time of a thread. */
    static final RequestCost UNKNOWN = new RequestCost(0, 0);

    /**
     * What the threads did in one time.
     *
     * @param nanos the processor time that it took
     */
    record Work(int requests, int reads, long nanos) {}

    /**
     * Returns the costs that explain two times: {@code requests × launch + reads × read = nanos} for each. {@link #UNKNOWN} if no costs above zero do.
     *
     * @param shorts many requests with short answers
     * @param longs fewer requests with long answers
     */
    static RequestCost of(Work shorts, Work longs) {
        // In double, since the products exceed a long's range.
        var determinant = (double) shorts.requests * longs.reads - (double) longs.requests * shorts.reads;
        var launch = ((double) shorts.nanos * longs.reads - (double) longs.nanos * shorts.reads) / determinant;
        var read = ((double) shorts.requests * longs.nanos - (double) longs.requests * shorts.nanos) / determinant;
        return launch > 0 && read > 0 && Double.isFinite(launch) && Double.isFinite(read)
                ? new RequestCost(launch, read)
                : UNKNOWN;
    }

    /**
     * Returns the pace that suits these costs.
     *
     * @param reads how many reads one thread does in a nanosecond when all its streams are being answered
     */
    LaunchPace pace(double reads) {
        return this.equals(UNKNOWN) ? LaunchPace.SLOW : LaunchPace.beside(launchNanos, readNanos * reads);
    }
}
