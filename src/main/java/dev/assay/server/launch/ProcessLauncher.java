package dev.assay.server.launch;

import dev.assay.wire.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts servers as child processes of the gate. */
public final class ProcessLauncher implements ServerLauncher {
    @Override
    public String name() {
        return "process";
    }

    @Override
    public List<String> stopLeftovers() {
        var left = TaggedProcess.all().stream()
                .filter(started -> started.tag().isOrphaned())
                .toList();
        if (left.isEmpty()) {
            return List.of();
        }
        var found = "found " + left.size() + (left.size() == 1 ? " process" : " processes")
                + " of a gate that was killed, and ";
        return TaggedProcess.message(TaggedProcess.kill(left.stream().map(TaggedProcess::process)))
                .map(remaining -> List.of(found + "could not end all: " + remaining))
                .orElseGet(() -> List.of(found + "ended " + (left.size() == 1 ? "it" : "them")));
    }

    @Override
    public LaunchedServer start(ServerCommand command, Path log, Secrets secrets) throws LaunchException {
        try {
            return ProcessServer.start(command, log, secrets);
        } catch (IOException e) {
            throw new LaunchException(
                    "cannot start " + command.words().getFirst() + ": " + e.getMessage(),
                    "Install it, put it on the PATH, or give another command with `command` at " + command.place()
                            + ".");
        }
    }
}
