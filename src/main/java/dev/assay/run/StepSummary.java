package dev.assay.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** The page that GitHub shows of a step of a workflow: where there is one, a run's summary is appended to it. */
public final class StepSummary {
    static final String VARIABLE = "GITHUB_STEP_SUMMARY";
    /** GitHub shows nothing of a file that is larger, whoever wrote the rest of it. */
    static final int MOST_BYTES = 1024 * 1024;

    private StepSummary() {}

    /**
     * Appends a summary to the file that the environment names, if it names one.
     *
     * @param whole where all of the summary is, for the line that says that it was cut
     * @return why nothing was appended, where it should have been: the verdicts do not depend on it
     */
    public static Optional<String> append(Map<String, String> environment, String summary, String whole) {
        var name = environment.getOrDefault(VARIABLE, "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            var file = Path.of(name);
            var before = Files.exists(file) ? Files.size(file) : 0;
            // Whoever wrote before may not have ended the line.
            var text = fitting(before > 0 ? "\n" + summary : summary, MOST_BYTES - before, whole);
            if (text.isEmpty()) {
                return Optional.of("nothing was added to " + VARIABLE + ", which is full");
            }
            Files.writeString(file, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of("nothing was added to " + VARIABLE + ": " + e);
        }
    }

    /** Returns as many whole lines as there is room for; nothing if there is none even for the line that says so. */
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
