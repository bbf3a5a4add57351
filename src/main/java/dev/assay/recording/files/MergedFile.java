package dev.assay.recording.files;

import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.trace.TextTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes one trace file of those of several shards. Each line stays as it is, but for its times, which are moved to one clock, and the place of its answer.
 */
public final class MergedFile {
    private MergedFile() {}

    /**
     * The trace file of one shard.
     *
     * @param later how many nanoseconds later its times are on the merged traces' clock; it may be negative
     */
    public record Part(ShardTraceFile traces, long later) {}

    /** A line of one of the files. */
    private record Place(int part, ShardTraceFile.Line line, long ended) {}

    /** A file of lines with its file of bodies. */
    private record Source(Path file, FileChannel lines, FileChannel bodies, long later) implements AutoCloseable {
        static Source of(Part part) throws IOException {
            var file = part.traces.file();
            var lines = FileChannel.open(file);
            try {
                return new Source(file, lines, FileChannel.open(TraceFile.bodies(file)), part.later);
            } catch (IOException e) {
                try (lines) {
                    throw e;
                }
            }
        }

        @Override
        public void close() throws IOException {
            try (lines;
                    bodies) {
                // Both files are closed; nothing else is to do.
            }
        }
    }

    /** Writes the file, with the requests in the order in which they ended, as in the file of an unsplit run. */
    public static void write(Path target, Recording.Header header, List<Part> parts, SideRecords sideRecords) {
        var places = new ArrayList<Place>();
        var tokens = new HashMap<String, TextTokens>();
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            for (var line : part.traces.lines()) {
                places.add(new Place(i, line, line.ended() + part.later));
            }
            tokens.putAll(part.traces.textTokens());
        }
        // The lines of one file that ended at the same instant stay in their order.
        places.sort(Comparator.comparingLong(Place::ended));
        var sources = new ArrayList<Source>();
        try (var writer = new TraceFile.Writer(target, header)) {
            try {
                for (var part : parts) {
                    sources.add(Source.of(part));
                }
                for (var place : places) {
                    copy(sources.get(place.part), place.line, writer);
                }
            } finally {
                for (var source : sources) {
                    source.close();
                }
            }
            writer.append(sideRecords);
            writer.append(tokens);
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot merge traces into " + target, e);
        }
    }

    private static void copy(Source source, ShardTraceFile.Line line, TraceFile.Writer writer) {
        TraceFile.at(source.file, line.number(), () -> {
            var json = JsonLine.parse(text(source, line));
            var packed = TraceFile.packed(json.pairs("payload"), source.bodies);
            writer.append(moved(json, source.later), packed);
            return line;
        });
    }

    private static String text(Source source, ShardTraceFile.Line line) {
        try {
            var bytes = ByteBuffer.allocate(line.length());
            while (bytes.hasRemaining() && source.lines.read(bytes, line.at() + bytes.position()) >= 0) {
                // A read may return fewer bytes than there are.
            }
            return new String(bytes.array(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source.file, e);
        }
    }

    /** The times of reads are differences, so they stay as they are. */
    private static ObjectNode moved(JsonLine line, long later) {
        var json = (ObjectNode) line.json();
        for (var key : List.of("scheduled", "sent", "ended")) {
            json.put(key, line.whole(key) + later);
        }
        if (json.has("resent")) {
            json.put("resent", line.whole("resent") + later);
        }
        if (json.get("head") instanceof ObjectNode head) {
            head.put("at", line.object("head").whole("at") + later);
        }
        return json;
    }
}
