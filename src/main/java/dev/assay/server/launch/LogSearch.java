package dev.assay.server.launch;

import dev.assay.plan.deployments.ServerLog;
import dev.assay.plan.deployments.ServerLog.Rule;
import dev.assay.recording.ServerLogRecord;
import dev.assay.recording.ServerLogRecord.Seen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Looks for what thresholds.yaml says in a server's log. */
public final class LogSearch {
    private static final int LONGEST_LINE = 300;
    /** Colours, for a terminal. */
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

    private LogSearch() {}

    /**
     * Returns what a log shows by now; empty where nothing of it is demanded.
     *
     * @param log the file; empty: nobody knows one
     * @param shown makes of a line one that can be kept, without secrets
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
        var wanted = new LinkedHashMap<String, Pattern>();
        rules.forEach(rule -> wanted.put(rule.pattern(), Pattern.compile(rule.pattern())));
        var seen = new LinkedHashMap<String, Seen>();
        wanted.keySet().forEach(pattern -> seen.put(pattern, new Seen(pattern, 0, "")));
        // What is no UTF-8 is no reason to stop.
        try (var lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            var number = 0;
            for (var line = lines.readLine(); line != null && !wanted.isEmpty(); line = lines.readLine()) {
                number++;
                look(ESCAPE.matcher(line).replaceAll(""), number, wanted, seen, shown);
            }
        } catch (IOException e) {
            return new ServerLogRecord(file.toString(), "it cannot be read: " + e, List.of());
        }
        return new ServerLogRecord(file.toString(), null, List.copyOf(seen.values()));
    }

    /** Each pattern counts where it is found first, and is not looked for any more. */
    private static void look(
            String line, int number, Map<String, Pattern> wanted, Map<String, Seen> seen, UnaryOperator<String> shown) {
        wanted.values().removeIf(pattern -> {
            var found = pattern.matcher(line).find();
            if (found) {
                seen.put(pattern.pattern(), new Seen(pattern.pattern(), number, cut(shown.apply(line.strip()))));
            }
            return found;
        });
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
