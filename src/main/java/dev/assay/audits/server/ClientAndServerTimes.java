package dev.assay.audits.server;

/** A mean time since sending, of a first token or of an end, by the client's clock and by the server's own, in milliseconds. */
public final class ClientAndServerTimes {
    /** A clock that is set, and a mean that is rounded; nothing else makes an answer come before it is there. */
    private static final double EARLY_MS = 1;

    private static final double EARLY = 0.01;

    /** As much as a person would want to know of. On one machine 3 ms were seen. */
    private static final double LATE_MS = 25;

    private static final double LATE = 0.1;

    private ClientAndServerTimes() {}

    /** Returns whether the client saw it sooner than the server had it: more than 1 ms and 1 % sooner. */
    public static boolean tooEarly(double here, double there) {
        return here < there - Math.max(EARLY_MS, EARLY * there);
    }

    /** Returns whether so much lies between the two that it is worth a word: more than 25 ms and 10 %. */
    public static boolean late(double here, double there) {
        return here > there + Math.max(LATE_MS, LATE * there);
    }
}
