package dev.assay.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the commands of {@code assay.jar} in a file, a line each, in one process. It ends with 0 whatever they return. {@code FOLDER/runs/{1}} stands for the
 * first run in the folder, which may be one of an earlier command.
 */
public final class SeveralCommands {
    private static final Pattern RUN = Pattern.compile("(/\\S+/runs)/\\{(\\d+)}");

    private SeveralCommands() {}

    public static void main(String[] arguments) throws IOException {
        for (var command : Files.readAllLines(Path.of(arguments[0]))) {
            var status = Assay.commandLine().execute(withRuns(command).split(" "));
            System.out.println("exit status " + status);
        }
        System.exit(0);
    }

    private static String withRuns(String command) {
        return RUN.matcher(command)
                .replaceAll(
                        found -> Matcher.quoteReplacement(run(Path.of(found.group(1)), Integer.parseInt(found.group(2)))
                                .toString()));
    }

    private static Path run(Path runs, int number) {
        try (var all = Files.list(runs)) {
            return all.filter(Files::isDirectory)
                    .sorted()
                    .skip(number - 1L)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
