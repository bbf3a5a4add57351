package dev.assay.trace;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The traces of one row on disk: {@code NAME.jsonl}, a header line and a line a request, and {@code NAME.bodies.gz}, the bodies, each a
 * gzip member of its own. Both are appended as requests end, the body first, so what a killed run had finished can be read. The same two
 * files in {@code tapes/} are a tape.
 */
public final class TraceFile {
    private static final JsonMapper JSON = JsonMapper.shared();

    private TraceFile() {}

    /** Returns where the bodies of the traces in {@code file} are. */
    public static Path bodies(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.jsonl$", ".bodies.gz"));
    }

    /**
     * Reads a file of traces. A last line that was cut off is left out.
     *
     * @throws InputException if the file is none of this format, naming the line
     */
    public static Recording read(Path file) {
        try {
            var text = Files.readString(file);
            var bodies = Files.readAllBytes(bodies(file));
            var lines =
                    Arrays.asList(text.substring(0, text.lastIndexOf('\n') + 1).split("\n"));
            var header = at(file, 1, () -> TraceCodec.header(parse(lines.getFirst())));
            var traces = new ArrayList<Trace>();
            for (var i = 1; i < lines.size(); i++) {
                var line = lines.get(i);
                traces.add(at(file, i + 1, () -> trace(parse(line), bodies)));
            }
            return new Recording(header, traces);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static JsonNode parse(String line) {
        return JSON.readTree(line);
    }

    private static Trace trace(JsonNode json, byte[] bodies) {
        var at = json.get("payload").get(0).asInt();
        var size = json.get("payload").get(1).asInt();
        if (at < 0 || size < 0 || at > bodies.length - size) {
            throw new IllegalArgumentException("its body lies outside the file of bodies");
        }
        try (var member = new GZIPInputStream(new ByteArrayInputStream(bodies, at, size))) {
            return TraceCodec.trace(json, Payload.of(member.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalArgumentException("its body cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private interface Parse<T> {
        T get();
    }

    private static <T> T at(Path file, int line, Parse<T> parse) {
        try {
            return parse.get();
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            var problem = new Problem(
                    new Location(file.getFileName().toString(), line, 1),
                    "expected a line of " + TraceCodec.FORMAT + ", found something else: " + e.getMessage());
            throw new InputException(List.of(problem));
        }
    }

    /** Appends traces to a new file. Used by one thread at a time. */
    public static final class Writer implements AutoCloseable {
        private final OutputStream lines;
        private final OutputStream bodies;
        private long written;

        /** Creates the file, its folder if need be, and writes the header. */
        public Writer(Path file, Recording.Header header) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                lines = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                bodies = Files.newOutputStream(bodies(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
            line(TraceCodec.line(header));
        }

        public void append(Trace trace) {
            var packed = new java.io.ByteArrayOutputStream();
            try (var member = new GZIPOutputStream(packed)) {
                member.write(trace.body().toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot pack the body of " + trace.id(), e);
            }
            try {
                bodies.write(packed.toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the body of " + trace.id(), e);
            }
            line(TraceCodec.line(trace, written, packed.size()));
            written += packed.size();
        }

        private void line(JsonNode json) {
            try {
                lines.write((json + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write a trace", e);
            }
        }

        @Override
        public void close() {
            try (lines;
                    bodies) {
                lines.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close a file of traces", e);
            }
        }
    }
}
