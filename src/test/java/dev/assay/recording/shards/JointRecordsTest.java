package dev.assay.recording.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.BackgroundRecord;
import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.GaugeSummary;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.ReadingDelays;
import dev.assay.recording.ReadingDelays.Pass;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.recording.ShardRecord;
import dev.assay.recording.SideRecord;
import dev.assay.recording.SideRecords;
import dev.assay.recording.shards.JointRecords.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What several shards recorded beside their requests, as one. */
class JointRecordsTest {
    private static Part part(long later, SideRecord... records) {
        var all = SideRecords.NONE;
        for (var record : records) {
            all = all.with(record);
        }
        return new Part(all, later);
    }

    private static SideRecords joint(Part... parts) {
        return JointRecords.of(List.of(parts));
    }

    private static ReadingDelays usual(long reads, long readShift, long instantShift) {
        return new ReadingDelays(reads, readShift, instantShift, 9, List.of());
    }

    private static ReadingDelays during(long readShift, long instantShift, Pass... longest) {
        return new ReadingDelays(
                Arrays.stream(longest).mapToLong(Pass::reads).sum(), readShift, instantShift, 9, List.of(longest));
    }

    private static Pass pass(long waited, long reads) {
        return new Pass(waited, reads);
    }

    /** Each value is the worst of the two; only pauses add up. What is usual is the smaller value, because it is taken off. */
    @Test
    void haveTheClientOfTheWorstShardInEachRespect() {
        var one = new ClientRecord(
                new ClientOverhead(100, 300, 5, 60, 7, 80, 9, 10, 2, 30, usual(40, 3, 20)),
                new ClientDisturbance(
                        2_000, 30, List.of(50L, 4L, 3L), 6, 2, 40, 900L, during(7, 1, pass(9, 2), pass(2, 1))));
        var other = new ClientRecord(
                new ClientOverhead(99, 200, 50, 6, 70, 8, 90, 1, 1, 40, usual(60, 5, 10)),
                new ClientDisturbance(3_000, 20, List.of(10L, 9L), 7, 1, 50, null, during(4, 6, pass(5, 3))));

        assertThat(joint(part(0, one), part(5, other)).of(ClientRecord.class))
                .contains(new ClientRecord(
                        new ClientOverhead(100, 200, 50, 60, 70, 80, 90, 10, 1, 40, usual(100, 3, 10)),
                        new ClientDisturbance(
                                2_000,
                                30,
                                List.of(50L, 9L, 3L),
                                7,
                                3,
                                50,
                                900L,
                                during(7, 6, pass(9, 2), pass(5, 3), pass(2, 1)))));
    }

    @Test
    void haveTheClientOfTheOnlyShardThatRecordedOne() {
        var client = new ClientRecord(
                new ClientOverhead(1, 2, 3, 4, 5, 6, 7, 8, 1, 9, null),
                new ClientDisturbance(1, 2, List.of(), 3, 4, 5, null, null));

        assertThat(joint(part(0), part(5, client)).of(ClientRecord.class)).contains(client);
    }

    @Test
    void haveWhatTheFirstShardSawOfTheServerAtTheTimesOfTheOneClock() {
        var gauge = new GaugeSummary(2, 3, 1, List.of(new GaugeSummary.Reading(100, 2)));
        var seen = new ServerRecord(
                1, 0, null, 0L, Map.of(), Map.of("stop", 40L), null, null, Map.of(ServerGauge.RUNNING, gauge));
        var later = new GaugeSummary(2, 3, 1, List.of(new GaugeSummary.Reading(107, 2)));

        assertThat(joint(part(0), part(7, seen), part(0, ServerRecord.unseen(1, 1, "refused")))
                        .of(ServerRecord.class))
                .contains(new ServerRecord(
                        1, 0, null, 0L, Map.of(), Map.of("stop", 40L), null, null, Map.of(ServerGauge.RUNNING, later)));
    }

    @Test
    void haveTheGpusAtTheTimesOfTheOneClock() {
        var sample = new GpuRecord.Sample(10, 300_000L, null, null, null, null, null, null);
        var later = new GpuRecord.Sample(15, 300_000L, null, null, null, null, null, null);

        assertThat(joint(part(
                                5,
                                new GpuRecord(
                                        "nvidia-smi",
                                        List.of(new GpuRecord.Gpu("0", false, List.of(sample))),
                                        1,
                                        List.of())))
                        .of(GpuRecord.class))
                .contains(new GpuRecord(
                        "nvidia-smi", List.of(new GpuRecord.Gpu("0", false, List.of(later))), 1, List.of()));
    }

    @Test
    void haveTheLoadInTheBackgroundOfAllShards() {
        var one = new BackgroundRecord("c4", 3, List.of(new BackgroundRecord.Request(0, 90)), 1, List.of("a: 500"));
        var other = new BackgroundRecord("c4", 1, List.of(new BackgroundRecord.Request(0, 20)), 2, List.of());

        assertThat(joint(part(0, one), part(5, other)).of(BackgroundRecord.class))
                .contains(new BackgroundRecord(
                        "c4",
                        4,
                        List.of(new BackgroundRecord.Request(5, 25), new BackgroundRecord.Request(0, 90)),
                        3,
                        List.of("a: 500")));
    }

    @Test
    void doNotSayThatTheyAreAPart() {
        assertThat(joint(part(0, new ShardRecord(1, 2, 2, "joint", null, null, 0, List.of())))
                        .records())
                .isEmpty();
    }
}
