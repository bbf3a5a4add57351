package dev.assay.recording.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The format of recordings stays: what earlier versions wrote is read, and written again with the same bytes. */
class TapesOfTheRepositoryTest {
    @TempDir
    private Path directory;

    static List<Path> tapes() throws IOException {
        try (var files = Files.walk(Path.of(System.getProperty("basedir", ""), "tapes"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("tapes")
    void areWrittenAgainByteForByte(Path tape) throws IOException {
        var recording = TraceFile.read(tape);
        var again = directory.resolve(tape.getFileName());

        write(recording, again);

        assertThat(lines(again)).containsExactlyInAnyOrderElementsOf(lines(tape));
        assertThat(TraceFile.bodies(again)).hasSameBinaryContentAs(TraceFile.bodies(tape));
        assertThat(TraceFile.read(again)).isEqualTo(recording);
    }

    private static void write(Recording recording, Path file) {
        try (var writer = new TraceFile.Writer(file, recording.header())) {
            recording.traces().forEach(writer::append);
            writer.append(recording.sideRecords());
        }
    }

    /** Without the last line, which sums the others up in their order, and what a tokenizer counted. */
    private static List<String> lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.startsWith("{\"end\"") && !line.startsWith("{\"text_tokens\""))
                    .toList();
        }
    }
}
