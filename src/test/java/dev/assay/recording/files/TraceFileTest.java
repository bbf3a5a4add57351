package dev.assay.recording.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.RequestedTokens;
import dev.assay.testing.Traces;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcripts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TraceFileTest {
    static final String REMEDY = ". The file is damaged, or another version of Assay wrote it; record it again.";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("endings")
    void givesBackWhatWasWritten(Ending ending) {
        var trace = Traces.trace("c4-001")
                .sentAt(1, 2.5)
                .last(9, " 東京 🦜", "length")
                .ending(ending)
                .build();

        assertThat(written(trace).traces()).containsExactly(trace);
    }

    @Test
    void givesBackWhatEachRequestAskedFor() {
        var same = header();
        var differing = new Recording.Header(
                same.deployment(),
                same.test(),
                same.provenance(),
                same.started(),
                same.seed(),
                same.plan(),
                same.server(),
                Map.of("c4-001", new RequestedTokens(213, 128, 17)));
        new TraceFile.Writer(file(), differing).close();

        assertThat(TraceFile.read(file()).header()).isEqualTo(differing);
        assertThat(file()).content().contains("\"asked\":{\"c4-001\":[213,128,17]}");
    }

    @Test
    void knowsATestThatEnded() throws IOException {
        assertThat(TraceFile.finished(file())).isEmpty();
        try (var writer = new TraceFile.Writer(file(), header())) {
            writer.append(Traces.whole("c4-001", 0, 10, 10, 3));
            writer.append(Traces.whole("c4-002", 0, 10, 10, 3));
            writer.end();
        }
        assertThat(TraceFile.finished(file())).contains(TraceFile.read(file()));
        var whole = Files.readAllLines(file());

        // Cut in the last line, without it, and with a line fewer than it says.
        Files.writeString(file(), String.join("\n", whole));
        assertThat(TraceFile.finished(file())).isEmpty();
        Files.write(file(), whole.subList(0, 3));
        assertThat(TraceFile.finished(file())).isEmpty();
        Files.write(file(), List.of(whole.get(0), whole.get(1), whole.get(3)));
        assertThat(TraceFile.finished(file())).isEmpty();
    }

    @Test
    void putsWhatWasInterruptedAsideAndReplacesNothing() throws IOException {
        var further = Files.writeString(directory.resolve("c4.txt"), "gpu");
        Files.writeString(MetricsFile.beside(file()), "metrics");
        written(Traces.whole("c4-001", 0, 10, 10, 3));
        TraceFile.setAside(file(), further);
        written(Traces.whole("c4-002", 0, 10, 10, 3));
        TraceFile.setAside(file(), further);
        written(Traces.whole("c4-003", 0, 10, 10, 3));
        TraceFile.setAside(file(), further);

        assertThat(names())
                .containsExactly(
                        "c4.bodies.gz.interrupted",
                        "c4.bodies.gz.interrupted-2",
                        "c4.bodies.gz.interrupted-3",
                        "c4.jsonl.interrupted",
                        "c4.jsonl.interrupted-2",
                        "c4.jsonl.interrupted-3",
                        "c4.metrics.gz.interrupted",
                        "c4.txt.interrupted");
        assertThat(directory.resolve("c4.jsonl.interrupted")).content().contains("c4-001");
        assertThat(directory.resolve("c4.jsonl.interrupted-2")).content().contains("c4-002");
        assertThat(directory.resolve("c4.jsonl.interrupted-3")).content().contains("c4-003");
    }

    @Test
    void goesOnToPutAsideWhereItWasKilled() throws IOException {
        written(Traces.whole("c4-001", 0, 10, 10, 3));
        TraceFile.setAside(file());
        written(Traces.whole("c4-002", 0, 10, 10, 3));
        var bodies = TraceFile.bodies(file());
        Files.move(bodies, bodies.resolveSibling("c4.bodies.gz.interrupted-2"));

        TraceFile.setAside(file());
        TraceFile.setAside(file());

        assertThat(names())
                .containsExactly(
                        "c4.bodies.gz.interrupted",
                        "c4.bodies.gz.interrupted-2",
                        "c4.jsonl.interrupted",
                        "c4.jsonl.interrupted-2");
        assertThat(directory.resolve("c4.jsonl.interrupted-2")).content().contains("c4-002");
    }

    @Test
    void movesTheTracesWithWhatTheServerCounted() throws IOException {
        var to = directory.resolve("spoilt/c4.jsonl");
        Files.writeString(MetricsFile.beside(file()), "metrics");
        var recording = written(Traces.whole("c4-001", 0, 10, 10, 3));

        TraceFile.move(file(), to);

        assertThat(TraceFile.read(to)).isEqualTo(recording);
        assertThat(MetricsFile.beside(to)).hasContent("metrics");
        assertThat(names()).containsExactly("spoilt");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    static Stream<Ending> endings() {
        return Stream.concat(
                Stream.of(
                        new Ending.Complete(),
                        new Ending.HttpError(429, "slow down"),
                        new Ending.HttpError(503, ""),
                        new Ending.StreamError("out of memory"),
                        new Ending.Truncated("the stream ended without [DONE]"),
                        new Ending.Cancelled("the test is over — 中断"),
                        new Ending.ConnectFailed("connection refused")),
                Arrays.stream(Ending.Deadline.values()).map(which -> new Ending.Timeout(which, "no " + which)));
    }

    @Test
    void givesBackATraceWithoutAnAnswer() {
        var trace = new Trace(
                "c4-w1",
                true,
                Traces.NO_REQUEST,
                -5,
                7,
                1,
                null,
                new ReadTimes.Builder().build(),
                Body.of(Payload.of("")),
                9,
                new Ending.ConnectFailed("connection refused"));

        assertThat(written(trace).traces()).containsExactly(trace);
    }

    @Test
    void givesBackWhenARequestWasSentAgain() throws IOException {
        var timed = Traces.twice(Traces.whole("c4-001", 5, 20, 10, 3), 7.5);
        var untimed = Traces.twice(Traces.whole("c4-002", 5, 20, 10, 3), null);

        assertThat(written(timed, untimed).traces()).containsExactly(timed, untimed);
        assertThat(Files.readString(file())).contains("\"sent\":5000000,\"resends\":1,\"resent\":12500000,");
    }

    @Test
    void givesBackTheHeaderInItsOrder() {
        var recording = written();

        assertThat(recording.header()).isEqualTo(header());
        assertThat(recording.header().plan().keySet()).containsExactly("requests", "api");
        assertThat(recording.traces()).isEmpty();
    }

    @Test
    void givesBackBytesThatAreNoText() {
        var bytes = Body.of(Payload.of(new byte[] {(byte) 0xF0, (byte) 0x9F, 0, (byte) 0xFF}));
        var reads = new ReadTimes.Builder().add(1, 3).add(4, 3).build();
        var trace = new Trace(
                "a", false, "", 0, 1, 0, Transcripts.EVENT_STREAM, reads, bytes, 4, new Ending.Truncated("cut"));

        assertThat(written(trace).traces()).containsExactly(trace);
    }

    /** Every place at which a killed run may have stopped, inside characters of several bytes too. */
    @Test
    void readsAFileThatWasCutAnywhereInItsLastLine() throws IOException {
        var first = Traces.whole("c4-001", 0, 5, 1, 3);
        var last = Traces.trace("c4-002").ending(new Ending.Cancelled("中断")).build();
        written(first, last);
        var whole = Files.readAllBytes(file());
        var secondLast = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('\n', whole.length - 2) + 1;

        for (var size = secondLast; size < whole.length; size++) {
            Files.write(file(), Arrays.copyOf(whole, size));
            assertThat(TraceFile.read(file()).traces()).containsExactly(first);
        }
    }

    @Test
    void namesALineThatIsTooLong() throws IOException {
        new TraceFile.Writer(file(), header()).close();
        Files.writeString(file(), "x".repeat(200_000) + "\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> TraceReader.read(file(), 100_000))
                .isInstanceOf(InputException.class)
                .hasMessage("c4.jsonl:2:1: not a line of trace/1: it is longer than 100000 bytes" + REMEDY);
    }

    @Test
    void namesALineWhoseBodyIsTooLarge() throws IOException {
        try (var writer = new TraceFile.Writer(file(), header())) {
            writer.append(Traces.whole("c4-001", 0, 10, 10, 3));
        }
        try (var bodies = new RandomAccessFile(TraceFile.bodies(file()).toFile(), "rw")) {
            bodies.setLength(200_000_000);
        }
        Files.writeString(
                file(), Files.readString(file()).replaceFirst("\"payload\":\\[0,\\d+", "\"payload\":[0,200000000"));

        assertThatThrownBy(() -> TraceFile.read(file()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "c4.jsonl:2:1: not a line of trace/1: its body has 200000000 packed bytes, and may have at most 134217728"
                                + REMEDY);
    }

    @Test
    void refusesTheLinesOfAShardThatAreTooManyForOneArray() throws IOException {
        try (var lines = new RandomAccessFile(file().toFile(), "rw")) {
            lines.setLength(1L << 31);
        }

        assertThatThrownBy(() -> ShardTraceFile.read(file()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "c4.jsonl:1:1: has more than 2 GiB, the most for the lines of one shard: measure with more shards, or with fewer requests");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2 | \\{.*                  | {"id"                  | the line is not a JSON object
            2 | .+                     | []                     | the line is not a JSON object
            2 | "sent":\\d+,           | ``                     | 'sent' must be a whole number, found nothing
            2 | "sent":\\d+            | "sent":1.5             | 'sent' must be a whole number, found [1.5]
            2 | "id":"c4-001"          | "id":7                 | 'id' must be a text, found [7]
            2 | "how":"COMPLETE"       | "how":"LOST"           | [LOST] is not a way in which a request ends
            2 | "how":"COMPLETE"       | "how":"HTTP_ERROR"     | 'status' must be a whole number, found nothing
            2 | "how":"COMPLETE"       | "how":"TIMEOUT","which":"LUNCH" | 'which' must be one of its known words, found ["LUNCH"]
            2 | "payload":\\[0         | "payload":[9999        | its body lies outside the file of bodies, which has BODIES bytes
            2 | "payload":\\[0,\\d+\\] | "payload":[0,10]       | its body cannot be unpacked (Unexpected end of ZLIB input stream)
            2 | "payload":\\[0,\\d+\\] | "payload":[0]          | 'payload' must be pairs of whole numbers, found [[0]]
            2 | "reads":.*\\]          | "reads":[1,2,3]        | 'reads' must be pairs of whole numbers, found [[1,2,3]]
            2 | "reads":.*\\]          | "reads":[99,5]         | its reads have 99 bytes, its body has 694
            2 | "reads":.*\\]          | "reads":[694,5,9,5]    | its reads go backwards or beyond its body of 694 bytes
            2 | "reads":.*\\]          | "reads":[99,5,605,-5]  | its reads go backwards or beyond its body of 694 bytes
            1 | trace/1                | trace/9                | the first line must say "format":"trace/1", found ["trace/9"]
            1 | "format":"trace/1",    | ``                     | the first line must say "format":"trace/1", found no format
            1 | "provenance":"\\w+"    | "provenance":"guessed" | 'provenance' must be one of its known words, found ["guessed"]
            1 | 2026-11-21T            | today                  | 'started' must be an instant, found ["today21:04:00Z"]
            1 | "40"                   | 40                     | 'requests' must be a text, found [40]
            1 | "seed":42              | "seed":42,"asked":{"c4-001":[1,2]} | 'c4-001' must be 3 whole numbers, found [[1,2]]
            """)
    void namesTheLineThatIsDamaged(int line, String part, String instead, String message) throws IOException {
        written(Traces.whole("c4-001", 0, 5, 1, 2));
        var lines = Files.readAllLines(file());
        assertThat(lines.get(line - 1)).containsPattern(part);

        lines.set(line - 1, lines.get(line - 1).replaceFirst(part, instead));
        Files.write(file(), lines);

        var bodies = Long.toString(Files.size(TraceFile.bodies(file())));
        assertThatThrownBy(() -> TraceFile.read(file()))
                .isInstanceOf(InputException.class)
                .hasMessage("c4.jsonl:" + line + ":1: not a line of trace/1: " + message.replace("BODIES", bodies)
                        + REMEDY);
    }

    @Test
    void namesTheLineOfARequestThatStandsInItTwice() {
        var trace = Traces.whole("c4-001", 0, 5, 1, 2);

        assertThatThrownBy(() -> written(trace, trace))
                .hasMessage(
                        "c4.jsonl:3:1: not a line of trace/1: request c4-001 is in the file twice. The file is damaged, or"
                                + " another version of Assay wrote it; record it again.");
    }

    @Test
    void namesTheFirstLineOfAnEmptyFile() throws IOException {
        written();
        Files.writeString(file(), "");

        assertThatThrownBy(() -> TraceFile.read(file()))
                .isInstanceOf(InputException.class)
                .hasMessage("c4.jsonl:1:1: not a line of trace/1: the line is not a JSON object" + REMEDY);
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> TraceFile.read(file()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read " + file());
    }

    /** {@code head -n -1 c4.jsonl | sha256sum} and {@code sha256sum c4.bodies.gz} say what stands in the last line. */
    @Test
    void sealsATestThatEnded() throws IOException {
        ended();

        assertThat(Files.readAllLines(file()).getLast())
                .isEqualTo("{\"end\":{\"requests\":2,\"lines_sha256\":\""
                        + Payload.of(String.join(
                                                "\n", Files.readAllLines(file()).subList(0, 3)) + "\n")
                                .sha256()
                        + "\",\"bodies_sha256\":\""
                        + Payload.of(Files.readAllBytes(TraceFile.bodies(file())))
                                .sha256() + "\"}}");
        assertThat(TraceFile.read(file()).altered()).isEmpty();
    }

    @Test
    void saysWhichFileIsNotWhatWasWritten() throws IOException {
        ended();
        var lines = Files.readString(file());

        Files.writeString(file(), lines.replaceFirst("\"sent\":0", "\"sent\":5"));
        assertThat(TraceFile.read(file()).altered()).contains("c4.jsonl");
        Files.writeString(file(), lines.replaceFirst("\n\\{\"id\":\"c4-002.*\n", "\n"));
        assertThat(TraceFile.read(file()).altered()).contains("c4.jsonl");
        Files.writeString(file(), lines + lines.lines().toList().get(1).replace("c4-001", "c4-003") + "\n");
        assertThat(TraceFile.read(file()).altered()).contains("c4.jsonl");
        Files.writeString(file(), lines);
        Files.write(TraceFile.bodies(file()), new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(TraceFile.read(file()).altered()).contains("c4.bodies.gz");
    }

    @Test
    void knowsNothingOfAFileThatAnotherVersionDidNotSeal() throws IOException {
        ended();
        Files.writeString(
                file(),
                Files.readString(file())
                        .replaceFirst(",\"lines_sha256.*\\}", "}}")
                        .replaceFirst("\"sent\":0", "\"sent\":5"));

        assertThat(TraceFile.finished(file()).orElseThrow().altered()).isEmpty();
    }

    private void ended() {
        try (var writer = new TraceFile.Writer(file(), header())) {
            writer.append(Traces.whole("c4-001", 0, 10, 10, 3));
            writer.append(Traces.whole("c4-002", 0, 10, 10, 3));
            writer.end();
        }
    }

    @Test
    void leavesNothingOpenWhereTheBodiesCannotBeWritten() throws IOException {
        Files.createFile(TraceFile.bodies(file()));

        assertThatThrownBy(() -> new TraceFile.Writer(file(), header()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + file());
        assertThat(file()).doesNotExist();
        assertThat(open()).noneMatch(target -> target.contains("c4.jsonl"));
    }

    /** What this process has open, where Linux tells. */
    private static List<String> open() throws IOException {
        var all = Path.of("/proc/self/fd");
        if (!Files.exists(all)) {
            return List.of();
        }
        var targets = new ArrayList<String>();
        try (var descriptors = Files.list(all)) {
            for (var each : descriptors.toList()) {
                try {
                    targets.add(Files.readSymbolicLink(each).toString());
                } catch (IOException e) {
                    // It was that of the listing.
                }
            }
        }
        return targets;
    }

    @Test
    void neverWritesOverTraces() {
        written();

        assertThatThrownBy(() -> new TraceFile.Writer(file(), header()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + file());
    }

    private Path file() {
        return directory.resolve("c4.jsonl");
    }

    private Recording written(Trace... traces) {
        try (var writer = new TraceFile.Writer(file(), header())) {
            List.of(traces).forEach(writer::append);
        }
        return TraceFile.read(file());
    }

    static Recording.Header header() {
        var plan = new LinkedHashMap<String, String>();
        plan.put("requests", "40");
        plan.put("api", "completions");
        return new Recording.Header(
                "smollm2-135m",
                "c4",
                Provenance.MEASURED,
                Instant.parse("2026-11-21T21:04:00Z"),
                42,
                plan,
                Map.of("model", "smollm2-135m"));
    }
}
