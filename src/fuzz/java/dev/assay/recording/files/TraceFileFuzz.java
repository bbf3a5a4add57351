package dev.assay.recording.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Folder;
import dev.assay.fuzzing.Seeds;
import dev.assay.input.InputException;
import dev.assay.recording.Recording;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of traces: the lines, a byte of 0, and the bodies. What is read is written again, and then read as the same. */
class TraceFileFuzz {
    private static final Path FILE = Folder.make().resolve("c4.jsonl");
    private static final Path AGAIN = FILE.resolveSibling("again/c4.jsonl");

    static Stream<byte[]> seeds() throws IOException {
        var cut = Traces.trace("c4-002")
                .by("other")
                .sentAt(1, 2)
                .text(3, "a", 1, 2)
                .build();
        var whole = Traces.whole("c4-001", 0, 10, 10, 3);
        var own = seed(Plans.recording(List.of(whole, cut)));
        return Stream.of(
                own,
                seed(TraceFile.read(Path.of(System.getProperty("basedir", ""))
                        .resolve("src/test/resources/gate/tapes/smollm2-135m/protocol.jsonl"))),
                Seeds.named("", Seeds.file("src/test/resources/recording/side-records.jsonl")),
                seed(
                        Seeds.file("src/test/resources/trace/trace-1.jsonl"),
                        Seeds.file("src/test/resources/trace/trace-1.bodies.gz")));
    }

    private static byte[] seed(Recording recording) throws IOException {
        write(FILE, recording);
        return seed(Files.readAllBytes(FILE), Files.readAllBytes(TraceFile.bodies(FILE)));
    }

    private static byte[] seed(byte[] lines, byte[] bodies) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(lines);
        both.write(0);
        both.writeBytes(bodies);
        return both.toByteArray();
    }

    private static void write(Path file, Recording recording) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(TraceFile.bodies(file));
        try (var writer = new TraceFile.Writer(file, recording.header())) {
            recording.traces().forEach(writer::append);
            writer.append(recording.sideRecords());
            writer.end();
        }
    }

    @MethodSource("seeds")
    @FuzzTest
    void givesBackWhatItReadOrNamesTheLine(byte[] bytes) throws Exception {
        var end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        Folder.write(FILE, Arrays.copyOf(bytes, end));
        Folder.write(TraceFile.bodies(FILE), Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length));
        Bounds.check(bytes, () -> {
            readParts();
            Recording read;
            try {
                read = TraceFile.read(FILE);
            } catch (InputException e) {
                assertThat(e).hasMessageStartingWith("c4.jsonl:");
                return;
            }
            write(AGAIN, read);
            var again = TraceFile.read(AGAIN);
            assertThat(again.header()).isEqualTo(read.header());
            assertThat(again.traces()).isEqualTo(read.traces());
        });
    }

    private static void readParts() {
        try {
            ShardTraceFile.read(FILE).ifPresent(shard -> {
                shard.inFlight();
                shard.sent(0);
            });
        } catch (InputException e) {
            assertThat(e).hasMessageStartingWith("c4.jsonl:");
        }
    }
}
