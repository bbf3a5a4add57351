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
     * Returns the costs that explain two times: {@code requests × launch + reads × read = nanos} for each. The two are measured with an error of some
     * microseconds for a request. Where it makes a request cheaper than a read, both get the same cost, since a request is one write to a socket and more.
     * {@link #UNKNOWN} if a time is not above zero.
     *
     * @param shorts many requests with short answers
     * @param longs fewer requests with long answers
     */
    static RequestCost of(Work shorts, Work longs) {
        if (shorts.nanos <= 0 || longs.nanos <= 0) {
            return UNKNOWN;
        }
        // In double, since the products exceed a long's range.
        var determinant = (double) shorts.requests * longs.reads - (double) longs.requests * shorts.reads;
        var launch = ((double) shorts.nanos * longs.reads - (double) longs.nanos * shorts.reads) / determinant;
        var read = ((double) shorts.requests * longs.nanos - (double) longs.requests * shorts.nanos) / determinant;
        if (read > 0 && launch >= read && Double.isFinite(launch)) {
            return new RequestCost(launch, read);
        }
        var both = ((double) shorts.nanos + longs.nanos)
                / ((double) shorts.requests + shorts.reads + longs.requests + longs.reads);
        return new RequestCost(both, both);
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
