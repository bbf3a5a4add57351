package dev.assay.audits.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.MergedRecord.Fault;
import dev.assay.recording.MergedRecord.Part;
import dev.assay.testing.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Did shards send at the same time? */
class ShardsTogetherTest {
    private static Finding finding(Part... parts) {
        return ShardsTogether.of(MergedShards.recording(parts.length, parts)).orElseThrow();
    }

    @Test
    void isNotAskedOfWhatOneProcessMeasured() {
        assertThat(ShardsTogether.of(Plans.recording(List.of()))).isEmpty();
    }

    /** The whole takes 10 s, of which a twentieth is 500 ms. */
    @Test
    void allowsATwentiethOfTheTimeAtTheBeginning() {
        assertThat(finding(MergedShards.sent(1, 100, 8_000, 10_100), MergedShards.sent(2, 600, 8_000, 9_000)))
                .isEqualTo(new Finding(
                        "shards overlap",
                        Severity.SOUND,
                        "shard 2 sent its first request 0.500 s after the first of all, of 10.000 s"));
    }

    @Test
    void isInvalidWhereOneBeganLater() {
        assertThat(finding(MergedShards.sent(1, 601, 8_000, 9_000), MergedShards.sent(2, 100, 8_000, 10_100)))
                .isEqualTo(new Finding(
                        "shards overlap",
                        Severity.INVALID,
                        "shard 1 sent its first request 0.501 s after the first of all, of 10.000 s, more than a"
                                + " twentieth: measure this test again, in all shards at the same time"));
    }

    @Test
    void looksNotAtAShardThatSentNothing() {
        assertThat(finding(MergedShards.sent(1, 0, 8_000, 9_000), MergedShards.faulty(2, Fault.NOT_BEGUN))
                        .severity())
                .isEqualTo(Severity.SOUND);
        assertThat(finding(MergedShards.faulty(1, Fault.NOT_BEGUN)).text())
                .isEqualTo("not looked at: no request was sent");
    }

    @Test
    void takesTheAgreedStartWhereClocksCannotBeCompared() {
        assertThat(finding(MergedShards.within(1, null), MergedShards.within(2, 1L))
                        .severity())
                .isEqualTo(Severity.SOUND);
    }

    @Test
    void isInvalidWhereAShardHadEndedBefore() {
        var part = MergedShards.within(2, null);
        var left = new Part(2, "joint-2", null, null, 0L, 2, 1, part.sent(), null, List.of(1));

        assertThat(finding(MergedShards.within(1, null), left))
                .isEqualTo(new Finding(
                        "shards overlap",
                        Severity.INVALID,
                        "shard 1 had ended when the others finished this test: measure it again, in all shards at the same"
                                + " time"));
    }

    @Test
    void doesNotBlameTheDirectoryWhereAShardDidNotEnd() {
        var part = MergedShards.within(2, null);
        var ended = new Part(2, "joint-2", null, null, null, 2, 1, part.sent(), Fault.INTERRUPTED, List.of());

        assertThat(finding(MergedShards.within(1, 1L), ended))
                .isEqualTo(new Finding(
                        "shards overlap",
                        Severity.INVALID,
                        "nobody knows whether the shards sent at the same time: a shard says so at the end of a test, and not"
                                + " all have ended it"));
    }

    @Test
    void isInvalidWhereThereIsNeitherAClockNorAStart() {
        var part = MergedShards.within(2, null);
        var alone = new Part(2, "joint-2", null, null, null, 2, 1, part.sent(), null, List.of());

        assertThat(finding(MergedShards.within(1, 1L), alone))
                .isEqualTo(new Finding(
                        "shards overlap",
                        Severity.INVALID,
                        "nobody knows whether the shards sent at the same time: they have no clock in common, and did"
                                + " not agree on a start. Give all of them one -Dassay.shard.directory"));
    }
}
