package dev.assay.run.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** The page that GitHub shows for a step of a workflow. A run's summary is appended to it if there is one. */
public final class StepSummary {
    static final String VARIABLE = "GITHUB_STEP_SUMMARY";
    /** GitHub shows nothing of a larger file, even if other programs wrote most of it. */
    static final int MOST_BYTES = 1024 * 1024;

    private StepSummary() {}

    /**
     * Appends a summary to the file that the environment names, if it names one.
     *
     * @param whole where the complete summary is; a shortened one names it
     * @return why the summary could not be appended, for the console; empty if it was, or if no file is named
     */
    public static Optional<String> append(Map<String, String> environment, String summary, String whole) {
        var name = environment.getOrDefault(VARIABLE, "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            var file = Path.of(name);
            var before = Files.exists(file) ? Files.size(file) : 0;
            // The text before may end without a line break.
            var text = fitting(before > 0 ? "\n" + summary : summary, MOST_BYTES - before, whole);
            if (text.isEmpty()) {
                return Optional.of("nothing was added to " + VARIABLE + ", which is full");
            }
            // Half a character, which an answer may end with, is written as a question mark.
            Files.write(file, text.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of("nothing was added to " + VARIABLE + ": " + e);
        }
    }

    /** Returns as many complete lines as fit, and a line that says that the summary was cut; empty if not even that line fits. */
    private static String fitting(String summary, long room, String whole) {
        if (summary.getBytes(UTF_8).length <= room) {
            return summary;
        }
        var end = "\nCut here, since GitHub shows at most 1 MiB. The rest is in " + whole + ".\n";
        var left = room - end.getBytes(UTF_8).length;
        var kept = new StringBuilder();
        for (var line : summary.split("(?<=\n)", -1)) {
            left -= line.getBytes(UTF_8).length;
            if (left < 0) {
                return kept.isEmpty() ? "" : kept + end;
            }
            kept.append(line);
        }
        return kept + end;
    }
}
