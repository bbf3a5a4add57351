package dev.assay.recording.files;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * All that servers told on their pages of counters while a test was measured: {@code NAME.metrics.gz} beside its traces, packed text. A page
 * stands there whole when it was read first, and then with the lines that are new, so that nothing of it is lost to questions that nobody
 * asked yet, and a second of a busy server takes about two kilobytes. Each reading has a line {@code ## TIME ADDRESS} before it.
 */
public final class MetricsFile implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final Path file;
    private @Nullable Writer text;
    private final Map<URI, Set<String>> last = new HashMap<>();

    /** Returns where those of a test are whose traces are in {@code traces}. */
    public static Path beside(Path traces) {
        return traces.resolveSibling(traces.getFileName().toString().replaceFirst("\\.jsonl$", ".metrics.gz"));
    }

    /** The file, which is there only once something was read. */
    public MetricsFile(Path file) {
        this.file = file;
    }

    /** Appends a page. Used by one thread at a time. */
    public void append(Instant at, URI page, String told) {
        var lines = told.lines().toList();
        var before = last.put(page, new HashSet<>(lines));
        var fresh = new StringBuilder(heading(at, page)).append('\n');
        for (var line : lines) {
            if (before == null || !before.contains(line)) {
                fresh.append(line).append('\n');
            }
        }
        write(fresh);
    }

    /** Appends why a page could not be read. */
    public void appendFailure(Instant at, URI page, String why) {
        write(heading(at, page) + " failed: " + why + "\n");
    }

    private static String heading(Instant at, URI page) {
        return "## " + at + " " + page;
    }

    private void write(CharSequence lines) {
        try {
            if (text == null) {
                text = open();
            }
            text.append(lines);
            text.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** What it holds is flushed with each reading, so that a run that is killed has it. */
    private Writer open() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var bytes = Files.newOutputStream(file);
        try {
            return new OutputStreamWriter(new GZIPOutputStream(bytes, BUFFER, true), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // The head of the packed text does not go to a disk that is full.
            try (bytes) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        try {
            if (text != null) {
                text.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
