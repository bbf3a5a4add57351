package dev.assay.audits.shards;

import dev.assay.recording.MergedRecord;
import dev.assay.recording.MergedRecord.Fault;
import dev.assay.recording.MergedRecord.Part;
import dev.assay.recording.MergedRecord.Sent;
import dev.assay.recording.Recording;
import dev.assay.testing.Plans;
import dev.assay.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shards for the tests of their audits. Times are in milliseconds; each sent two requests, one at a time. */
final class MergedShards {
    private static final long MS = 1_000_000;

    private MergedShards() {}

    /** A shard whose clock is known exactly. */
    static Part sent(int shard, long first, long last, long ended) {
        return part(shard, 0L, new Sent(first * MS, last * MS, ended * MS), null);
    }

    /** A shard that sent from 0 to 10 s, whose clock may be off by so much on either side. */
    static Part within(int shard, @Nullable Long millis) {
        return part(shard, millis, new Sent(0, 9_000 * MS, 10_000 * MS), null);
    }

    static Part faulty(int shard, Fault fault) {
        return part(shard, 0L, null, fault);
    }

    private static Part part(int shard, @Nullable Long within, @Nullable Sent sent, @Nullable Fault fault) {
        return new Part(
                shard,
                "joint-" + shard,
                within == null ? null : 7L,
                within == null ? null : within * MS,
                0L,
                sent == null ? 0 : 2,
                1,
                sent,
                fault,
                List.of());
    }

    static Recording recording(int sharing, Part... parts) {
        return recording(List.of(), sharing, parts);
    }

    static Recording recording(List<Trace> traces, int sharing, Part... parts) {
        var whole = Plans.recording(traces);
        var merged = new MergedRecord("joint", sharing, sharing, List.of(parts));
        return new Recording(whole.header(), whole.traces(), whole.sideRecords().with(merged));
    }
}
