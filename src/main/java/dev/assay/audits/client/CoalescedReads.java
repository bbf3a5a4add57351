package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.Locale;

/**
 * The audit of the gaps between events. Events that came in one read have the same stamp, so the gap between them was not seen.
 */
public final class CoalescedReads {
    private static final String NAME = "coalesced reads";

    /** If more than half of the events came in such reads, most gaps were not seen, and the median gap is not the server's. */
    private static final double MOST = 0.5;

    private CoalescedReads() {}

    public static Finding of(Recording recording) {
        var events = 0;
        var shared = 0;
        for (var trace : recording.measured()) {
            if (trace.complete()) {
                var reads = reads(trace);
                events += reads.length;
                shared += shared(reads);
            }
        }
        if (shared == 0) {
            return new Finding(
                    NAME, Severity.SOUND, "each of " + events + " events of output came in a read of its own");
        }
        var share = (double) shared / events;
        var text = String.format(
                Locale.ROOT,
                "%d of %d events of output (%.1f %%) came in one read with another, so the gaps between them were not"
                        + " seen",
                shared,
                events,
                100 * share);
        return new Finding(NAME, share > MOST ? Severity.INVALID : Severity.NOTE, text);
    }

    /** Returns which read brought each event of output, in their order. */
    private static int[] reads(Trace trace) {
        var chunks = trace.transcript().chunks();
        var found = new int[chunks.outputs()];
        var count = 0;
        var read = 0;
        for (var i = 0; i < chunks.size(); i++) {
            // Reads and chunks are both in the order of the bytes.
            while (trace.reads().end(read) < chunks.end(i)) {
                read++;
            }
            if (chunks.output(i)) {
                found[count++] = read;
            }
        }
        return found;
    }

    private static int shared(int[] reads) {
        var shared = 0;
        for (var i = 0; i < reads.length; i++) {
            var before = i > 0 && reads[i - 1] == reads[i];
            var after = i + 1 < reads.length && reads[i + 1] == reads[i];
            if (before || after) {
                shared++;
            }
        }
        return shared;
    }
}
