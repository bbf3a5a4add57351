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
import java.util.Arrays;
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
    /** So many lines are parsed one after the other in the same memory. */
    private static final int IN_TURN = 16;
    /** The first line of a test of ten million requests fits. */
    private static final int LONGEST_LINE = 256 << 20;

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
        return read(file, LONGEST_LINE);
    }

    /** @param longest the most bytes of a line */
    static Content read(Path file, int longest) {
        try (var bodies = FileChannel.open(TraceFile.bodies(file));
                var lines = new Lines(file, longest)) {
            return new TraceReader(file, bodies).content(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private Content content(Lines lines) throws IOException {
        take(lines.next().orElse(new byte[0]));
        var before = new Batch(List.of());
        var batch = new Batch(lines.next(LINES));
        while (!batch.lines.isEmpty()) {
            var next = new ArrayList<byte[]>();
            var last = before;
            // While lines are parsed, the ones before are taken and the ones after are read.
            var tasks = new ArrayList<Runnable>();
            tasks.add(() -> {
                take(last);
                next.addAll(lines.next(LINES));
            });
            for (var i = 0; i < batch.lines.size(); i += IN_TURN) {
                tasks.add(parsing(batch, i));
            }
            Cores.all(tasks);
            before = batch;
            batch = new Batch(next);
        }
        take(before);
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

    /** Some lines, and what is parsed of each so far. */
    private static final class Batch {
        private final List<byte[]> lines;
        private final @Nullable Parsed[] parsed;

        Batch(List<byte[]> lines) {
            this.lines = lines;
            this.parsed = new @Nullable Parsed[lines.size()];
        }
    }

    private Runnable parsing(Batch batch, int from) {
        return () -> {
            var unpacker = new Body.Unpacker();
            for (var i = from; i < Math.min(batch.lines.size(), from + IN_TURN); i++) {
                batch.parsed[i] = parsed(batch.lines.get(i), unpacker);
            }
        };
    }

    private void take(Batch batch) {
        for (var i = 0; i < batch.lines.size(); i++) {
            take(batch.lines.get(i), Objects.requireNonNull(batch.parsed[i]));
        }
    }

    /**
     * A line after the first.
     *
     * @param line absent if it is not a JSON object
     * @param trace absent if it has none, or it is damaged
     */
    private record Parsed(
            @Nullable TraceLine line, @Nullable Trace trace, JsonLine.@Nullable Damaged damaged) {}

    private Parsed parsed(byte[] bytes, Body.Unpacker unpacker) {
        TraceLine line = null;
        try {
            line = TraceLine.parse(bytes);
            return new Parsed(line, line.json().json().has(TraceCodec.PAYLOAD) ? trace(line, unpacker) : null, null);
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
        var trace = parsed.trace() == null
                ? trace(Objects.requireNonNull(parsed.line()), new Body.Unpacker())
                : parsed.trace();
        if (traces.containsKey(trace.id())) {
            throw new JsonLine.Damaged("request " + trace.id() + " is in the file twice");
        }
        return trace;
    }

    private Trace trace(TraceLine line, Body.Unpacker unpacker) {
        var packed = TraceFile.packed(line.json().pairs(TraceCodec.PAYLOAD), bodies);
        try {
            return TraceCodec.trace(line, unpacker.body(packed));
        } catch (IOException e) {
            throw new JsonLine.Damaged("its body cannot be unpacked (" + e.getMessage() + ")");
        }
    }

    private <T> T at(TraceFile.Parse<T> parse) {
        return TraceFile.at(file, number, parse);
    }

    /** The whole lines of a file. What follows the last line end is left out, and so are empty lines at the end. */
    private static final class Lines implements AutoCloseable {
        private final Path file;
        private final int longest;
        private final InputStream in;
        private final byte[] buffer = new byte[BUFFER];
        private int at;
        private int filled;
        private int empty;
        private byte @Nullable [] waiting;
        private int number;

        Lines(Path file, int longest) throws IOException {
            this.file = file;
            this.longest = longest;
            this.in = Files.newInputStream(file);
        }

        Optional<byte[]> next() {
            return next(1).stream().findFirst();
        }

        /** Returns up to so many lines; none at the end. */
        List<byte[]> next(int most) {
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

        private byte @Nullable [] read() {
            var begun = new ByteArrayOutputStream(0);
            number++;
            while (at < filled || fill()) {
                if (begun.size() > longest) {
                    return TraceFile.at(file, number, () -> {
                        throw new JsonLine.Damaged("it is longer than " + longest + " bytes");
                    });
                }
                var from = at;
                var to = from;
                while (to < filled && buffer[to] != '\n') {
                    to++;
                }
                at = to + 1;
                if (to < filled && begun.size() == 0) {
                    return Arrays.copyOfRange(buffer, from, to);
                }
                begun.write(buffer, from, to - from);
                if (to < filled) {
                    return begun.toByteArray();
                }
            }
            return null;
        }

        private boolean fill() {
            try {
                at = 0;
                filled = in.read(buffer);
                return filled > 0;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read lines", e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
