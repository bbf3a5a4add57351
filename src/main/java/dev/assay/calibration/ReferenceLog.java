package dev.assay.calibration;

import java.util.Arrays;

/** What a reference server records about itself: when it had read each request, when it had sent each last token, and how late each token was. */
final class ReferenceLog {
    private long[] reads = new long[1024];
    private int requests;
    private long[] ends = new long[1024];
    private int answers;
    private float[] lateMicros = new float[1 << 16];
    private int tokens;

    synchronized void read(long now) {
        if (requests == reads.length) {
            reads = Arrays.copyOf(reads, requests * 2);
        }
        reads[requests++] = now;
    }

    synchronized void said(long due, long now) {
        if (tokens == lateMicros.length) {
            lateMicros = Arrays.copyOf(lateMicros, tokens * 2);
        }
        lateMicros[tokens++] = (now - due) / 1000f;
    }

    synchronized void ended(long now) {
        if (answers == ends.length) {
            ends = Arrays.copyOf(ends, answers * 2);
        }
        ends[answers++] = now;
    }

    /** Returns the p99 of how late the tokens were, in nanoseconds; 0 without any. */
    synchronized long lateP99() {
        return tokens == 0 ? 0 : Math.round(1000.0 * late()[(int) (0.99 * (tokens - 1))]);
    }

    private float[] late() {
        var sorted = Arrays.copyOf(lateMicros, tokens);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Returns it as JSON; lateness in microseconds, everything else in nanoseconds. */
    synchronized String json() {
        return "{\"late_us\":" + Arrays.toString(late()) + ",\"reads\":"
                + Arrays.toString(Arrays.copyOf(reads, requests)) + ",\"ends\":"
                + Arrays.toString(Arrays.copyOf(ends, answers)) + "}";
    }
}
