package dev.assay.recording.files;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.recording.MergedRecord.Fault;
import dev.assay.recording.MergedRecord.Sent;
import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.trace.TextTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trace file of one test, as one shard measured it: where its lines are, without their answers. So the files of many shards can be merged in little
 * memory.
 *
 * @param lines a line for each request, in the order of the file
 * @param textTokens what a tokenizer counted, by the ids of the requests
 * @param fault why the file is not whole; absent if it is
 */
public record ShardTraceFile(
        Path file,
        Recording.Header header,
        List<Line> lines,
        SideRecords sideRecords,
        Map<String, TextTokens> textTokens,
        @Nullable Fault fault) {
    /** The most bytes that a Java array can have. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private static final String TOO_LARGE =
            "has more than 2 GiB, the most for the lines of one shard: measure with more shards, or with fewer requests";

    public ShardTraceFile {
        lines = List.copyOf(lines);
        textTokens = Map.copyOf(textTokens);
    }

    /**
     * One request.
     *
     * @param sent when it was sent, in nanoseconds of the shard's clock
     * @param ended when it ended
     * @param number of its line in the file, from 1
     * @param at where its line begins, in bytes
     * @param length of the line, in bytes, without the line end
     */
    public record Line(
            String id, boolean warmup, String requestSha256, long sent, long ended, int number, long at, int length) {}

    /** A request that starts or ends. */
    private record Change(long nanos, int by) {}

    /**
     * Reads a trace file; empty if it has no whole line yet. A last line that was cut off is ignored.
     *
     * @throws InputException if the file does not have this format; the message names the line
     */
    public static Optional<ShardTraceFile> read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new InputException(List.of(new Problem(Location.startOf(file.getFileName() + ""), TOO_LARGE)));
            }
            var bytes = Files.readAllBytes(file);
            var written = new TraceChecksum.Digest();
            var ends = new TraceFile.Ends();
            var lines = new ArrayList<Line>();
            Recording.@Nullable Header header = null;
            var from = 0;
            var number = 0;
            for (var to = 0; to < bytes.length; to++) {
                if (bytes[to] != '\n') {
                    continue;
                }
                var text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
                number++;
                var line = TraceFile.at(file, number, () -> JsonLine.parse(text));
                if (!line.json().has("end")) {
                    written.line(text);
                }
                if (header == null) {
                    header = TraceFile.at(file, number, () -> TraceCodec.header(line));
                } else if (!TraceFile.at(file, number, () -> ends.take(line))) {
                    var place = new int[] {number, from, to - from};
                    lines.add(TraceFile.at(file, number, () -> line(line, place)));
                }
                from = to + 1;
            }
            return header == null
                    ? Optional.empty()
                    : Optional.of(new ShardTraceFile(
                            file,
                            header,
                            lines,
                            ends.sideRecords,
                            ends.textTokens,
                            fault(file, lines.size(), ends, written)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Line line(JsonLine json, int[] place) {
        return new Line(
                json.text("id"),
                json.flag("warmup"),
                json.text("request_sha256"),
                json.whole("sent"),
                json.whole("ended"),
                place[0],
                place[1],
                place[2]);
    }

    private static @Nullable Fault fault(Path file, int requests, TraceFile.Ends ends, TraceChecksum.Digest written)
            throws IOException {
        if (ends.requests != requests) {
            return Fault.INTERRUPTED;
        }
        var altered = TraceFile.altered(ends.checksum, written, file);
        if (altered.isEmpty()) {
            return null;
        }
        return altered.get().endsWith(".jsonl") ? Fault.LINES_ALTERED : Fault.BODIES_ALTERED;
    }

    /** Returns the lines of measured requests. */
    private List<Line> measured() {
        return lines.stream().filter(line -> !line.warmup).toList();
    }

    /** Returns how many measured requests there are. */
    public int requests() {
        return measured().size();
    }

    /**
     * Returns when measured requests were sent and ended; absent if there are none.
     *
     * @param later how many nanoseconds later these times are on the clock that is wanted
     */
    public @Nullable Sent sent(long later) {
        var measured = measured();
        return measured.isEmpty()
                ? null
                : new Sent(
                        later + measured.stream().mapToLong(Line::sent).min().orElseThrow(),
                        later + measured.stream().mapToLong(Line::sent).max().orElseThrow(),
                        later + measured.stream().mapToLong(Line::ended).max().orElseThrow());
    }

    /** Returns how many measured requests were in flight at once, at most. */
    public int inFlight() {
        var changes = new ArrayList<Change>();
        for (var line : measured()) {
            changes.add(new Change(line.sent, 1));
            changes.add(new Change(line.ended, -1));
        }
        changes.sort(Comparator.comparingLong(Change::nanos).thenComparingInt(Change::by));
        var inFlight = 0;
        var most = 0;
        for (var change : changes) {
            inFlight += change.by;
            most = Math.max(most, inFlight);
        }
        return most;
    }
}
