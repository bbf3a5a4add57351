package dev.assay.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The git checkout that contains thresholds.yaml. Asks the program {@code git}, which may be missing, fail, or take too long. */
final class Checkout {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final String COMMIT = "# branch.oid ";

    private Checkout() {}

    /** Returns the commit, and says if files differ from it. */
    static Optional<String> commit(Path directory) {
        return commit("git", directory);
    }

    static Optional<String> commit(String git, Path directory) {
        return ask(git, directory, "status", "--porcelain=v2", "--branch").flatMap(Checkout::describe);
    }

    /**
     * Describes what {@code git status --porcelain=v2 --branch} printed: lines that begin with {@code #}, among them that of the commit, then a line for
     * each file that differs. Empty before the first commit.
     */
    static Optional<String> describe(String status) {
        var changed = status.lines().anyMatch(line -> !line.startsWith("#"));
        return status.lines()
                .filter(line -> line.startsWith(COMMIT))
                .map(line -> line.substring(COMMIT.length()))
                .filter(commit -> !commit.equals("(initial)"))
                .map(commit -> commit + (changed ? ", with changes that are not committed" : ""))
                .findFirst();
    }

    private static Optional<String> ask(String git, Path directory, String... arguments) {
        var command = new ArrayList<>(List.of(git));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // Without a lock, so that no other git process has to wait.
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        try {
            // Of the status of very many files the beginning says all that is asked: the commit, and that files differ
            // from it.
            return ProgramOutput.of(builder, DEADLINE)
                    .filter(answer -> answer.exit() == 0 || !answer.whole())
                    .map(ProgramOutput::text);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
