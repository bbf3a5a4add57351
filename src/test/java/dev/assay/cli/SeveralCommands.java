package dev.assay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the commands of {@code assay.jar} in a file, a line each, in one process. It ends with 0 whatever they return. */
public final class SeveralCommands {
    private SeveralCommands() {}

    public static void main(String[] arguments) throws IOException {
        for (var command : Files.readAllLines(Path.of(arguments[0]))) {
            var status = Assay.commandLine().execute(command.split(" "));
            System.out.println("exit status " + status);
        }
        System.exit(0);
    }
}
