package dev.assay.audits.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.answers.TracesKept;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.MergedRecord.Fault;
import dev.assay.recording.Recording;
import dev.assay.recording.ShardRecord;
import dev.assay.testing.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Is each shard there, and whole? */
class ShardsWholeTest {
    private static final String CONTINUE =
            "continue all shards with -Dassay.shard, -Dassay.shard.directory and -Dassay.resume, and merge them again";

    @Test
    void isNotAskedOfWhatOneProcessMeasured() {
        assertThat(ShardsWhole.of(Plans.recording(List.of()))).isEmpty();
    }

    @Test
    void isSoundWhereAllAre() {
        assertThat(ShardsWhole.of(
                        MergedShards.recording(2, MergedShards.sent(2, 0, 5, 9), MergedShards.sent(1, 0, 5, 9))))
                .contains(new Finding(
                        "shards",
                        Severity.SOUND,
                        "merged from 2 shards: joint-1 with 2 requests, joint-2 with 2 requests"));
    }

    @Test
    void isInvalidOfThePartOfOneShard() {
        assertThat(ShardsWhole.of(part(4)))
                .contains(new Finding(
                        "shards",
                        Severity.INVALID,
                        "this is only the part of shard 1 of 4. Merge all shards with -Dassay.merge"));
        assertThat(ShardsWhole.of(part(1))).isEmpty();
    }

    private static Recording part(int sharing) {
        var whole = Plans.recording(List.of());
        var part = new ShardRecord(1, 4, sharing, "joint", null, null, 0, List.of());
        return new Recording(whole.header(), List.of(), whole.sideRecords().with(part));
    }

    @Test
    void namesThoseThatAreNot() {
        var recording = MergedShards.recording(
                4,
                MergedShards.sent(1, 0, 5, 9),
                MergedShards.faulty(2, Fault.INTERRUPTED),
                MergedShards.faulty(4, Fault.NOT_BEGUN));

        assertThat(ShardsWhole.of(recording))
                .contains(new Finding(
                        "shards",
                        Severity.INVALID,
                        "shard 3 of 4 is missing, and nothing is known of its requests. Name its run directory too; if it has none, "
                                + CONTINUE
                                + "; shard 2 of 4 (joint-2) was ended in the middle of this test, or still runs. If it has ended, "
                                + CONTINUE + "; shard 4 of 4 (joint-4) did not begin this test. If it has ended, "
                                + CONTINUE));
    }

    @Test
    void leavesChangedTracesToTheirOwnAudit() {
        var recording =
                MergedShards.recording(2, MergedShards.sent(1, 0, 5, 9), MergedShards.faulty(2, Fault.BODIES_ALTERED));

        assertThat(ShardsWhole.of(recording))
                .get()
                .extracting(Finding::severity)
                .isEqualTo(Severity.SOUND);
        assertThat(TracesKept.of(recording))
                .contains(new Finding(
                        "traces as written",
                        Severity.INVALID,
                        "the traces were changed after the test had ended: the SHA-256 in the last line of the traces of"
                                + " joint-2 does not match"));
    }
}
