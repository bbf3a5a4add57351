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
 * Everything that servers reported on their metrics pages while a test was measured: {@code NAME.metrics.gz} beside its traces, compressed text. The
 * first reading of a page is kept whole, later ones only with their new lines, about two kilobytes for a second of a busy server. So later questions
 * can be answered from it too. Before each reading there is a line {@code ## TIME ADDRESS}.
 */
public final class MetricsFile implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final Path file;
    private @Nullable Writer text;
    private final Map<URI, Set<String>> last = new HashMap<>();

    /** Returns the file for the test whose traces are in {@code traces}. */
    public static Path beside(Path traces) {
        return traces.resolveSibling(traces.getFileName().toString().replaceFirst("\\.jsonl$", ".metrics.gz"));
    }

    /** The file; it is created with the first reading. */
    public MetricsFile(Path file) {
        this.file = file;
    }

    /** Appends a page. Used by one thread at a time. */
    public void append(Instant at, URI page, String text) {
        var lines = text.lines().toList();
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

    /** Each reading is flushed, so that a run that is killed keeps it. */
    private Writer open() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var bytes = Files.newOutputStream(file);
        try {
            return new OutputStreamWriter(new GZIPOutputStream(bytes, BUFFER, true), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // The disk may be full, so that the header of the compressed text cannot be written.
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
