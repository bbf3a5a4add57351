package dev.assay.run.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.gate.results.RunVerdict;
import dev.assay.input.InputBytes;
import dev.assay.recording.files.AtomicFile;
import dev.assay.report.history.HistoryLine;
import dev.assay.report.history.HistoryTable;
import dev.assay.wire.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * {@code history.csv} in a folder of runs. It is replaced as a whole, so that a crash leaves the old file or the new one, and one process at a time changes it,
 * so that no line of another gate is lost.
 *
 * @param runs the folder of runs
 */
public record HistoryFile(Path runs) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
    /** Of its text; each value of it takes some ten times as much memory. */
    static final int MOST_BYTES = 32 << 20;

    private static final String DAMAGED = "history.damaged.txt";

    /** Returns the file. */
    public Path path() {
        return runs.resolve("history.csv");
    }

    /**
     * Adds lines at the end of the file, and creates it if there is none. Never throws: a run has its verdicts whether its history is written or not.
     *
     * @return what people should read of it: where the lines are, which damaged lines were moved, or why the file was not changed
     */
    public List<String> add(List<HistoryLine> lines) {
        return add(lines, HistoryTable::with);
    }

    /**
     * Does the same for a run that was merged of shards. A test that not all shards have measured to its end is not over, so it gets no line; what was merged
     * before is not added again.
     */
    public List<String> addMerged(RunVerdict run, Map<String, String> facts) {
        var open = run.tests().stream().filter(UnendedTests::isUnended).toList();
        var said = new ArrayList<>(addMerged(HistoryLine.of(run, facts, Instant.now()).stream()
                .filter(line -> open.stream().noneMatch(line::isOf))
                .toList()));
        UnendedTests.said(open).map(line -> "history: " + path() + ", " + line).ifPresent(said::add);
        return said;
    }

    List<String> addMerged(List<HistoryLine> lines) {
        return add(lines, HistoryTable::withMerged);
    }

    private List<String> add(
            List<HistoryLine> lines, BiFunction<HistoryTable, List<HistoryLine>, HistoryTable> addition) {
        if (lines.isEmpty()) {
            return List.of();
        }
        try {
            Files.createDirectories(runs);
            try (var channel = FileChannel.open(
                    runs.resolve(".history.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                return locked(channel)
                        ? added(lines, addition)
                        : List.of(unchanged("another process held " + runs.resolve(".history.lock") + " for "
                                + LONGEST_WAIT.toSeconds() + " s"));
            }
        } catch (IOException e) {
            return List.of(unchanged(e.toString()));
        }
    }

    private String unchanged(String why) {
        return "warning: " + path() + " was not changed: " + why;
    }

    /**
     * Reads the text of a history; empty if it is too large.
     *
     * @throws IOException if it cannot be read as UTF-8, or is no file: of a pipe the end may never come
     */
    static Optional<String> text(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is no regular file");
        }
        var bytes = InputBytes.upTo(MOST_BYTES, file);
        return bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.get())).toString());
    }

    /** Waits for other gates, in this process too. The lock ends with the channel. */
    private static boolean locked(FileChannel channel) throws IOException {
        var ticker = Ticker.start();
        while (true) {
            if (hasLock(channel)) {
                return true;
            }
            if (ticker.nanos() > LONGEST_WAIT.toNanos()) {
                return false;
            }
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private static boolean hasLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private List<String> added(
            List<HistoryLine> lines, BiFunction<HistoryTable, List<HistoryLine>, HistoryTable> addition)
            throws IOException {
        // A link to a file elsewhere stays a link.
        var file = Files.exists(path()) ? path().toRealPath() : path();
        var text = Files.exists(file) ? text(file) : Optional.of("");
        if (text.isEmpty()) {
            return List.of(unchanged(
                    "it has more than " + MOST_BYTES + " bytes. Move it away; the next run begins a new one."));
        }
        var table = HistoryTable.read(text.get());
        if (table.isEmpty()) {
            return List.of(
                    unchanged("its first line is not that of a history, whose columns begin with time,branch,run."
                            + " Move it away; the next run begins a new one."));
        }
        var said = new ArrayList<String>();
        var damaged = table.get().damaged();
        if (!damaged.isEmpty()) {
            var aside = file.resolveSibling(DAMAGED);
            Files.write(
                    aside,
                    damaged.stream().map(HistoryTable.Damaged::text).toList(),
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            damaged.forEach(line -> said.add("warning: line " + line.number() + " of " + path() + " " + line.why()
                    + ", so it was moved to " + aside));
        }
        var longer = addition.apply(table.get(), lines);
        AtomicFile.write(file, longer.text());
        var before = new HashSet<>(table.get().cells());
        var count = longer.cells().stream().filter(row -> !before.contains(row)).count();
        said.add("history: " + path() + ", " + count + (count == 1 ? " line" : " lines") + " added"
                + (count == lines.size() ? "" : "; a test that it has already is not added again"));
        return said;
    }
}
