package dev.assay.recording.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.recording.BackgroundRecord;
import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.GaugeSummary;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.Histogram;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.ReadingDelays;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerDeath;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerLogRecord;
import dev.assay.recording.ServerRecord;
import dev.assay.recording.ShardRecord;
import dev.assay.recording.SideRecord;
import dev.assay.recording.SideRecords;
import dev.assay.testing.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines of a trace file that are no requests: what was seen meanwhile. */
class SideRecordLinesTest {
    @TempDir
    private Path directory;

    /** A file without such a line gives nothing back, one with it the same, as a replay does, and the request beside it. */
    private Path givesBack(SideRecord seen) throws IOException {
        var folder = Files.createTempDirectory(directory, "");
        var without = folder.resolve("without.jsonl");
        var with = folder.resolve("with.jsonl");
        for (var file : List.of(without, with)) {
            try (var writer = new TraceFile.Writer(file, TraceFileTest.header())) {
                writer.append(Traces.whole("c4-001", 0, 10, 10, 3));
                if (file.equals(with)) {
                    writer.append(seen);
                }
            }
        }
        assertThat(TraceFile.read(without).sideRecords()).isEqualTo(SideRecords.NONE);
        assertThat(TraceFile.read(with).sideRecords()).isEqualTo(SideRecords.NONE.with(seen));
        assertThat(TraceFile.read(with).traces()).hasSize(1);
        return with;
    }

    @Test
    void giveBackWhatIsKnownOfTheHarness() throws IOException {
        var client = new ClientRecord(
                new ClientOverhead(
                        4,
                        20,
                        500_000,
                        2_000_000,
                        700_000,
                        4_000_000,
                        -1_000,
                        20_000,
                        2,
                        44_000,
                        new ReadingDelays(100, 30_000, 2_000, 70_000, List.of())),
                new ClientDisturbance(
                        2_000_000_000,
                        3_000_000,
                        List.of(8_000_000L, 3_000_000L),
                        100_000,
                        2,
                        7_000_000,
                        120L,
                        new ReadingDelays(
                                40_000,
                                300_000,
                                20_000,
                                900_000,
                                List.of(new ReadingDelays.Pass(60_000_000, 17), new ReadingDelays.Pass(700_000, 4)))));
        var unsure = new ClientRecord(
                new ClientOverhead(4, 20, 500_000, 2_000_000, 700_000, 4_000_000, -1_000, 20_000, 0, 0, null),
                new ClientDisturbance(1, 2, List.of(), 4, 5, 6, null, null));

        givesBack(client);
        givesBack(unsure);
    }

    @Test
    void giveBackWhichPartOfATestWasMeasured() throws IOException {
        givesBack(new ShardRecord(
                2, 4, 3, "20261129-200000-000", 1_795_982_400_123_456_789L, 250_000L, 3_000_000_000L, List.of(3)));
        givesBack(new ShardRecord(1, 1, 1, "slurm-12", null, null, 0, List.of()));
    }

    @Test
    void giveBackWhichShardsWereMerged() throws IOException {
        var sent = new MergedRecord.Sent(3_000_000, 9_000_000, 12_000_000);

        givesBack(new MergedRecord(
                "slurm-12",
                4,
                3,
                List.of(
                        new MergedRecord.Part(1, "slurm-12-1", 7L, 250_000L, 2_000_000L, 25, 9, sent, null, List.of(2)),
                        new MergedRecord.Part(
                                2,
                                "slurm-12-2",
                                null,
                                null,
                                null,
                                0,
                                0,
                                null,
                                MergedRecord.Fault.NOT_BEGUN,
                                List.of()))));
    }

    @Test
    void giveBackTheLoadThatKeptTheServerBusy() throws IOException {
        var requests = List.of(
                new BackgroundRecord.Request(0, 5_000_000_000L), new BackgroundRecord.Request(12, 7_000_000_000L));

        givesBack(new BackgroundRecord("c2", 2, requests, 1, List.of("c2-during-1: 500 東京")));
        givesBack(new BackgroundRecord("c2", 2, List.of(), 0, List.of()));
    }

    @Test
    void giveBackWhatTheServersLogShowed() throws IOException {
        var looked = new ServerLogRecord(
                "servers/a-1.log",
                null,
                List.of(
                        new ServerLogRecord.Seen("weight-only", 12, "WARNING: 東京 weight-only"),
                        new ServerLogRecord.Seen("FLASHINFER", 0, "")));
        var unread = new ServerLogRecord("", "nobody knows where it is", List.of());

        givesBack(looked);
        givesBack(unread);
    }

    @Test
    void giveBackHowTheServerDied() throws IOException {
        var death = new ServerDeath("was ended by signal 9", List.of("INFO serving", "東京"), "Take a larger machine.");

        givesBack(death);
        givesBack(new ServerDeath("was restarted", null, "Find out why."));
    }

    @Test
    void giveBackWhatWasSeenOfTheGpus() throws IOException {
        var seen = new GpuRecord(
                "nvidia-smi",
                List.of(new GpuRecord.Gpu(
                        "0: NVIDIA H200",
                        true,
                        List.of(
                                new GpuRecord.Sample(-7, 631_950L, 1980L, 2619L, 59L, 100L, 70_321L, 0x24L),
                                new GpuRecord.Sample(1_000_000_000, null, null, null, null, null, null, null)))),
                1,
                List.of(new GpuRecord.Other("train", 812L), new GpuRecord.Other("?", null)));

        assertThat(givesBack(seen))
                .content()
                .contains(
                        "\"samples\":[[-7,631950,1980,2619,59,100,70321,36],[1000000000,null,null,null,null,null,null,null]]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                       | 'gpu' must be an object, found [[]]
            {"own":0,"others":[],"gpus":[]}                          | 'source' must be a text, found nothing
            {"source":"a","own":0,"others":[]}                       | 'gpus' must be a list, found nothing
            {"source":"a","own":0,"others":[],"gpus":[{"name":"0"}]} | 'samples' must be a list, found nothing
            {"source":"a","own":0,"others":[],"gpus":[{"name":"0","samples":[[1]]}]} | a sample of a GPU must be 8 whole numbers, of which any but the first may be null, found [[1]]
            {"source":"a","own":0,"others":[],"gpus":[{"name":"0","samples":[[1,2,3,4,5,6,7,"x"]]}]} | the values of a GPU must be whole numbers, found ["x"]
            """)
    void nameALineOfGpusThatIsDamaged(String seen, String message) throws IOException {
        var file = directory.resolve("c4.jsonl");
        new TraceFile.Writer(file, TraceFileTest.header()).close();
        Files.writeString(file, Files.readString(file) + "{\"gpu\":" + seen + "}\n");

        assertThatThrownBy(() -> TraceFile.read(file))
                .hasMessage("c4.jsonl:2:1: not a line of trace/1: " + message + TraceFileTest.REMEDY);
    }

    @Test
    void haveOneCodecForEachKind() {
        assertThat(SideRecordCodec.ALL.stream().<Class<?>>map(SideRecordCodec::type))
                .containsExactlyInAnyOrder(SideRecord.class.getPermittedSubclasses());
        assertThat(SideRecordCodec.ALL).extracting(SideRecordCodec::key).doesNotHaveDuplicates();
    }

    /** The lines are what the code wrote before each kind had a codec of its own. */
    @Test
    void areReadAndWrittenAgainByteForByte() throws IOException {
        var lines = Files.readAllLines(Path.of("src/test/resources/recording/side-records.jsonl"));

        assertThat(lines)
                .hasSize(7)
                .allSatisfy(line -> assertThat(SideRecordCodec.in(JsonLine.parse(line)))
                        .map(seen -> SideRecordCodec.line(seen).toString())
                        .contains(line));
    }

    @Test
    void nameACountBelowZero() throws IOException {
        var file = directory.resolve("c4.jsonl");
        new TraceFile.Writer(file, TraceFileTest.header()).close();
        Files.writeString(file, Files.readString(file) + """
                {"server_counts":{"scrapes":2,"failed":0,"counts":{"cache_hits":-16},"finished":{},"gauges":{}}}
                """);

        assertThatThrownBy(() -> TraceFile.read(file))
                .hasMessage("c4.jsonl:2:1: not a line of trace/1: 'cache_hits' must be 0 or more, found [-16]"
                        + TraceFileTest.REMEDY);
    }

    @Test
    void nameReadingsThatAreNotAsManyAsTheSamples() throws IOException {
        var file = directory.resolve("c4.jsonl");
        new TraceFile.Writer(file, TraceFileTest.header()).close();
        Files.writeString(file, Files.readString(file) + """
                {"server_counts":{"scrapes":2,"failed":0,"counts":{},"finished":{},\
                "gauges":{"waiting":{"mean":1.5,"max":3,"samples":2,"at":[1,2],"values":[0]}}}}
                """);

        assertThatThrownBy(() -> TraceFile.read(file))
                .hasMessage(
                        "c4.jsonl:2:1: not a line of trace/1: 'at' and 'values' must have as many numbers as 'samples'"
                                + " says, found [2] and [1]" + TraceFileTest.REMEDY);
    }

    @Test
    void giveBackWhatTheServerCounted() throws IOException {
        var whole = new ServerRecord(
                12,
                1,
                null,
                0L,
                Map.of(ServerCount.PREEMPTIONS, 0L, ServerCount.CACHE_HITS, 1152L, ServerCount.CACHE_QUERIES, 3859L),
                Map.of("length", 40L, "stop", 0L),
                new Histogram(40, 6.719358921051025, List.of(new Histogram.Bucket(0.06, 21))),
                null,
                Map.of(
                        ServerGauge.KV_CACHE_USAGE,
                        new GaugeSummary(0.0125, 0.5, 10),
                        ServerGauge.WAITING,
                        GaugeSummary.of(List.of(
                                new GaugeSummary.Reading(500_000_000, 0),
                                new GaugeSummary.Reading(1_500_000_000, 3)))));
        var unseen = ServerRecord.unseen(0, 1, "http://127.0.0.1:8000/metrics answers 404, expected 200");

        givesBack(whole);
        givesBack(unseen);
    }
}
