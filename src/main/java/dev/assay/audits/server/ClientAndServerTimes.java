package dev.assay.audits.server;

/** Compares a mean time since sending (to the first token or the end) by the client's clock with the server's own, in milliseconds. */
public final class ClientAndServerTimes {
    /** Allows for an adjusted clock and a rounded mean. Nothing else can make an answer arrive before the server has it. */
    private static final double EARLY_MS = 1;

    private static final double EARLY = 0.01;

    /** A difference worth a note. On one machine 3 ms were measured. */
    private static final double LATE_MS = 25;

    private static final double LATE = 0.1;

    private ClientAndServerTimes() {}

    /** Returns whether the client's time is shorter than the server's by more than 1 ms and more than 1 %, which cannot be. */
    public static boolean tooEarly(double here, double there) {
        return here < there - Math.max(EARLY_MS, EARLY * there);
    }

    /** Returns whether the client's time is longer than the server's by more than 25 ms and more than 10 %, which is worth a note. */
    public static boolean late(double here, double there) {
        return here > there + Math.max(LATE_MS, LATE * there);
    }
}
