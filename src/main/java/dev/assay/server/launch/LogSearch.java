package dev.assay.server.launch;

import dev.assay.input.forms.LinearPattern;
import dev.assay.plan.deployments.ServerLog;
import dev.assay.plan.deployments.ServerLog.Rule;
import dev.assay.recording.ServerLogRecord;
import dev.assay.recording.ServerLogRecord.Seen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Searches a server's log for the patterns of {@code server-log} in thresholds.yaml. */
public final class LogSearch {
    private static final int LONGEST_LINE = 300;
    /** Of a longer line only the beginning is searched. */
    private static final int MOST_SEARCHED = 1 << 20;
    /** Terminal colours. */
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

    private LogSearch() {}

    /**
     * Returns which patterns a log has matched so far; empty if there are no patterns.
     *
     * @param log the log file; empty if it is unknown
     * @param shown removes secrets from a line before it is kept
     */
    public static Optional<ServerLogRecord> of(ServerLog demanded, Optional<Path> log, UnaryOperator<String> shown) {
        if (demanded.rules().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(log.map(file -> search(demanded.rules(), file, shown))
                .orElseGet(() -> new ServerLogRecord(
                        "", "the gate did not start the server, and `server-log` names no `file`", List.of())));
    }

    private static ServerLogRecord search(List<Rule> rules, Path file, UnaryOperator<String> shown) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // Of a pipe or a device the end may never come.
            return new ServerLogRecord(file.toString(), "it cannot be read: it is no regular file", List.of());
        }
        var wanted = new LinkedHashMap<String, LinearPattern>();
        rules.forEach(rule -> wanted.put(rule.pattern(), LinearPattern.of(rule.pattern(), "")));
        var seen = new LinkedHashMap<String, Seen>();
        wanted.keySet().forEach(pattern -> seen.put(pattern, new Seen(pattern, 0, "")));
        // Bytes that are not UTF-8 do not stop the search.
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            var number = 0;
            for (var line = line(lines); line != null && !wanted.isEmpty(); line = line(lines)) {
                number++;
                look(ESCAPE.matcher(line).replaceAll(""), number, wanted, seen, shown);
            }
        } catch (IOException e) {
            return new ServerLogRecord(file.toString(), "it cannot be read: " + e, List.of());
        }
        return new ServerLogRecord(file.toString(), null, List.copyOf(seen.values()));
    }

    /** Returns the next line, or the beginning of a very long one; null if there is none. */
    private static @Nullable String line(Reader lines) throws IOException {
        var line = new StringBuilder();
        var next = lines.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = lines.read()) {
            if (line.length() < MOST_SEARCHED) {
                line.append((char) next);
            }
        }
        var end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    /** Only the first match of each pattern is kept; then the pattern is not searched for any more. */
    private static void look(
            String line,
            int number,
            Map<String, LinearPattern> wanted,
            Map<String, Seen> seen,
            UnaryOperator<String> shown) {
        wanted.entrySet().removeIf(each -> {
            var found = each.getValue().isIn(line);
            if (found) {
                seen.put(each.getKey(), new Seen(each.getKey(), number, cut(shown.apply(line.strip()))));
            }
            return found;
        });
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
