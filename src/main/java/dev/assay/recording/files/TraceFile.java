package dev.assay.recording.files;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.recording.Recording;
import dev.assay.recording.SideRecord;
import dev.assay.recording.SideRecords;
import dev.assay.trace.TextTokens;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The traces of one test on disk, in two files. {@code NAME.jsonl} has a header line, a line for each request, a line for each of the {@link
 * SideRecords}, and a last line when the test is over. {@code NAME.bodies.gz} has the bodies, each as a gzip member of its own. A request is appended
 * when it ends, its body first, so the finished requests of a killed run can be read. In {@code tapes/} the same two files are a tape.
 */
public final class TraceFile {
    private static final int BUFFER = 64 * 1024;
    private static final String INTERRUPTED = ".interrupted";
    private static final int MOST_PACKED = 128 << 20;

    private TraceFile() {}

    /** Returns the file with the bodies of the traces in {@code file}. */
    public static Path bodies(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.jsonl$", ".bodies.gz"));
    }

    /**
     * Reads a trace file. A last line that was cut off is ignored.
     *
     * @throws InputException if the file does not have this format; the message names the line
     */
    public static Recording read(Path file) {
        return TraceReader.read(file).recording();
    }

    /** Reads the traces of a test that was measured to its end; empty if there are none, or the test was interrupted. */
    public static Optional<Recording> finished(Path file) {
        if (!Files.exists(file) || !Files.exists(bodies(file))) {
            return Optional.empty();
        }
        try {
            return Optional.of(TraceReader.read(file))
                    .filter(content ->
                            content.end() == content.recording().traces().size())
                    .map(TraceReader.Content::recording);
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    /**
     * Renames the files of a test that was interrupted to {@code NAME.jsonl.interrupted} and the like; if it was interrupted before, to {@code
     * NAME.jsonl.interrupted-2}, and so on. Nothing is replaced.
     *
     * @param further other files of the test
     */
    public static void setAside(Path file, Path... further) {
        // The lines go last: if this process is killed meanwhile, they still show that the name is not given away.
        var files = Stream.of(Stream.of(bodies(file), MetricsFile.beside(file)), Stream.of(further), Stream.of(file))
                .flatMap(each -> each)
                .filter(Files::exists)
                .toList();
        var end = Stream.iterate(1, number -> number + 1)
                .map(number -> INTERRUPTED + (number == 1 ? "" : "-" + number))
                .filter(each -> files.stream().noneMatch(old -> Files.exists(aside(old, each))))
                .findFirst()
                .orElseThrow();
        for (var each : files) {
            try {
                Files.move(each, aside(each, end));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot put " + each + " aside", e);
            }
        }
    }

    private static Path aside(Path file, String end) {
        return file.resolveSibling(file.getFileName() + end);
    }

    /** Moves a file of traces, with its bodies and what the server counted, to another place. If a process was killed while it did this, this goes on. */
    public static void move(Path from, Path to) {
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
            // The lines go last: what they refer to is then there.
            for (var each : List.of(bodies(from), MetricsFile.beside(from), from)) {
                if (Files.exists(each)) {
                    Files.move(each, to.resolveSibling(each.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + from + " to " + to, e);
        }
    }

    /** Returns which of the two files was changed after it was written; empty if neither was, or this is not known. */
    static Optional<String> altered(@Nullable TraceChecksum checksum, TraceChecksum.Digest lines, Path file)
            throws IOException {
        if (checksum == null) {
            return Optional.empty();
        }
        if (!lines.hex().equals(checksum.lines())) {
            return Optional.of(file.getFileName().toString());
        }
        var bodies = bodies(file);
        return digest(bodies).hex().equals(checksum.bodies())
                ? Optional.empty()
                : Optional.of(bodies.getFileName().toString());
    }

    private static TraceChecksum.Digest digest(Path file) throws IOException {
        var digest = new TraceChecksum.Digest();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.bytes(buffer, count);
            }
        }
        return digest;
    }

    /** The lines after those of the requests. */
    static final class Ends {
        final Map<String, TextTokens> textTokens = new LinkedHashMap<>();
        SideRecords sideRecords = SideRecords.NONE;
        int requests = -1;

        @Nullable TraceChecksum checksum;

        /** Takes such a line; returns false for any other. */
        boolean take(JsonLine line) {
            var seen = SideRecordCodec.in(line);
            if (seen.isPresent()) {
                sideRecords = sideRecords.with(seen.get());
            } else if (line.json().has(TraceCodec.TEXT_TOKENS)) {
                textTokens.putAll(TraceCodec.textTokens(line.object(TraceCodec.TEXT_TOKENS)));
            } else if (line.json().has("end")) {
                requests = line.object("end").count("requests");
                checksum = TraceCodec.checksum(line.object("end"));
            } else {
                return false;
            }
            return true;
        }
    }

    static byte[] packed(long[] payload, FileChannel bodies) {
        try {
            var all = bodies.size();
            if (payload.length != 2 || payload[0] < 0 || payload[1] < 0 || payload[0] > all - payload[1]) {
                throw new JsonLine.Damaged("its body lies outside the file of bodies, which has " + all + " bytes");
            }
            if (payload[1] > MOST_PACKED) {
                throw new JsonLine.Damaged(
                        "its body has " + payload[1] + " packed bytes, and may have at most " + MOST_PACKED);
            }
            var packed = ByteBuffer.allocate((int) payload[1]);
            while (packed.hasRemaining() && bodies.read(packed, payload[0] + packed.position()) >= 0) {
                // A read may return fewer bytes than there are.
            }
            return packed.array();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a body", e);
        }
    }

    interface Parse<T> {
        T get();
    }

    static <T> T at(Path file, int line, Parse<T> parse) {
        try {
            return parse.get();
        } catch (JsonLine.Damaged e) {
            var place = new Location(file.getFileName().toString(), line, 1);
            throw new InputException(List.of(new Problem(
                    place,
                    "not a line of " + TraceCodec.FORMAT + ": " + e.getMessage()
                            + ". The file is damaged, or another version of Assay wrote it; record it again.")));
        }
    }

    /** Appends traces to a new file. Used by one thread at a time. */
    public static final class Writer implements AutoCloseable {
        private final Path file;
        private final FileChannel lines;
        private final FileChannel bodies;
        private final TraceChecksum.Digest linesSeen = new TraceChecksum.Digest();
        private final TraceChecksum.Digest bodiesSeen = new TraceChecksum.Digest();
        private long written;
        private int requests;

        /** Creates the file, and its folder if necessary, and writes the header. */
        public Writer(Path file, Recording.Header header) {
            this.file = file;
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                lines = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                bodies = bodies(file, lines);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
            line(TraceCodec.line(header));
        }

        /** If the second file cannot be created, the first one is deleted. */
        private static FileChannel bodies(Path file, FileChannel lines) throws IOException {
            try {
                return FileChannel.open(
                        TraceFile.bodies(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (IOException e) {
                try (lines) {
                    Files.delete(file);
                }
                throw e;
            }
        }

        public void append(Trace trace) {
            append(TraceCodec.line(trace, written), trace.body().packed());
        }

        /** Appends a request whose line is known, and which gets another place for its body. */
        void append(ObjectNode request, byte[] packed) {
            try {
                write(bodies, packed);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + TraceFile.bodies(file), e);
            }
            bodiesSeen.bytes(packed);
            request.putArray("payload").add(written).add(packed.length);
            line(request);
            written += packed.length;
            requests++;
        }

        /** Appends the side records, after all requests have ended. */
        public void append(SideRecords seen) {
            SideRecordCodec.ALL.forEach(codec -> seen.of(codec.type()).ifPresent(this::append));
        }

        /** Appends one side record. */
        public void append(SideRecord seen) {
            line(SideRecordCodec.line(seen));
        }

        /** Appends the tokens that a tokenizer counts in the texts of some traces, by their ids; does nothing if there are none. */
        public void append(Map<String, TextTokens> counts) {
            if (!counts.isEmpty()) {
                line(TraceCodec.textTokens(counts));
            }
        }

        /** Appends the last line, which says that the test is over. The file of a run that was killed does not have it. */
        public void end() {
            try {
                // The line must not be on the disk before the lines and bodies that it counts.
                bodies.force(true);
                lines.force(true);
                line(TraceCodec.end(requests, new TraceChecksum(linesSeen.hex(), bodiesSeen.hex())));
                lines.force(true);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot end " + file, e);
            }
        }

        private void line(JsonNode json) {
            var line = (json + "\n").getBytes(StandardCharsets.UTF_8);
            try {
                write(lines, line);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
            linesSeen.bytes(line);
        }

        private static void write(FileChannel file, byte[] bytes) throws IOException {
            for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                file.write(left);
            }
        }

        @Override
        public void close() {
            try (lines;
                    bodies) {
                // Both files are closed; nothing else is to do.
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close " + file, e);
            }
        }
    }
}
