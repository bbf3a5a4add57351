package dev.assay.recording.files;

import dev.assay.input.InputException;
import dev.assay.recording.Recording;
import dev.assay.stats.cores.Cores;
import dev.assay.trace.Body;
import dev.assay.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two files of a test's traces. A few hundred lines at a time are in memory. They are parsed, and their bodies unpacked, on all cores; what
 * is read, and what is found wrong first, does not depend on how many there are.
 */
final class TraceReader {
    private static final int BUFFER = 64 * 1024;
    private static final int LINES = 256;

    private final Path file;
    private final FileChannel bodies;
    private final Map<String, Trace> traces = new LinkedHashMap<>();
    private final TraceChecksum.Digest written = new TraceChecksum.Digest();
    private final TraceFile.Ends ends = new TraceFile.Ends();
    private Recording.@Nullable Header header;
    private int number;

    private TraceReader(Path file, FileChannel bodies) {
        this.file = file;
        this.bodies = bodies;
    }

    /** @param end the number of traces that the last line states; below 0 if there is no such line */
    record Content(Recording recording, int end) {}

    /**
     * Reads the files.
     *
     * @throws InputException if a file does not have this format; the message names the line
     */
    static Content read(Path file) {
        try (var bodies = FileChannel.open(TraceFile.bodies(file));
                var lines = new Lines(Files.newInputStream(file))) {
            return new TraceReader(file, bodies).content(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private Content content(Lines lines) throws IOException {
        take(lines.next().orElse(new byte[0]));
        for (var some = lines.next(LINES); !some.isEmpty(); some = lines.next(LINES)) {
            var parsed = Cores.each(some, this::parsed);
            for (var i = 0; i < parsed.size(); i++) {
                take(some.get(i), parsed.get(i));
            }
        }
        ends.textTokens.forEach((id, tokens) -> traces.computeIfPresent(id, (same, trace) -> trace.with(tokens)));
        var recording = new Recording(
                Objects.requireNonNull(header),
                List.copyOf(traces.values()),
                ends.sideRecords.altered(TraceFile.altered(ends.checksum, written, file)));
        return new Content(recording, ends.requests);
    }

    private void take(byte[] first) {
        number = 1;
        header = at(() -> TraceCodec.header(TraceLine.parse(first).json()));
        written.line(first);
    }

    /**
     * A line after the first.
     *
     * @param line absent if it is not a JSON object
     * @param trace absent if it has none, or it is damaged
     */
    private record Parsed(
            @Nullable TraceLine line, @Nullable Trace trace, JsonLine.@Nullable Damaged damaged) {}

    private Parsed parsed(byte[] bytes) {
        TraceLine line = null;
        try {
            line = TraceLine.parse(bytes);
            return new Parsed(line, line.json().json().has(TraceCodec.PAYLOAD) ? trace(line) : null, null);
        } catch (JsonLine.Damaged e) {
            return new Parsed(line, null, e);
        }
    }

    private void take(byte[] bytes, Parsed parsed) {
        number++;
        var line = parsed.line();
        if (line == null || !line.json().json().has("end")) {
            written.line(bytes);
        }
        if (line == null || !at(() -> ends.take(line.json()))) {
            var trace = at(() -> fresh(parsed));
            traces.put(trace.id(), trace);
        }
    }

    private Trace fresh(Parsed parsed) {
        if (parsed.damaged() != null) {
            throw parsed.damaged();
        }
        // A line that is of no kind is read as a request, and says what it lacks.
        var trace = parsed.trace() == null ? trace(Objects.requireNonNull(parsed.line())) : parsed.trace();
        if (traces.containsKey(trace.id())) {
            throw new JsonLine.Damaged("request " + trace.id() + " is in the file twice");
        }
        return trace;
    }

    private Trace trace(TraceLine line) {
        var packed = TraceFile.packed(line.json().pairs(TraceCodec.PAYLOAD), bodies);
        try {
            return TraceCodec.trace(line, Body.ofPacked(packed));
        } catch (IOException e) {
            throw new JsonLine.Damaged("its body cannot be unpacked");
        }
    }

    private <T> T at(TraceFile.Parse<T> parse) {
        return TraceFile.at(file, number, parse);
    }

    /** The whole lines of a file. What follows the last line end is left out, and so are empty lines at the end. */
    private static final class Lines implements AutoCloseable {
        private final InputStream in;
        private final byte[] buffer = new byte[BUFFER];
        private int at;
        private int filled;
        private int empty;
        private byte @Nullable [] waiting;

        Lines(InputStream in) {
            this.in = in;
        }

        Optional<byte[]> next() throws IOException {
            return next(1).stream().findFirst();
        }

        /** Returns up to so many lines; none at the end. */
        List<byte[]> next(int most) throws IOException {
            var lines = new ArrayList<byte[]>();
            while (lines.size() < most) {
                var line = waiting == null ? read() : waiting;
                if (line == null) {
                    return lines;
                }
                if (line.length == 0) {
                    empty++;
                } else if (empty > 0) {
                    empty--;
                    waiting = line;
                    lines.add(new byte[0]);
                } else {
                    waiting = null;
                    lines.add(line);
                }
            }
            return lines;
        }

        private byte @Nullable [] read() throws IOException {
            var line = new ByteArrayOutputStream();
            while (at < filled || fill()) {
                var from = at;
                while (at < filled && buffer[at] != '\n') {
                    at++;
                }
                line.write(buffer, from, at - from);
                if (at < filled) {
                    at++;
                    return line.toByteArray();
                }
            }
            return null;
        }

        private boolean fill() throws IOException {
            at = 0;
            filled = in.read(buffer);
            return filled > 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
