package dev.assay.server.launch;

import java.nio.file.Path;
import java.util.List;

/** In what servers are started: processes, or containers. */
public interface ServerLauncher {
    /** Returns its name, as {@code -Dassay.target} has it. */
    String name();

    /** Ends what gates that were killed have left; returns what was found, a sentence each. */
    List<String> tidy();

    /**
     * Starts a server.
     *
     * @param log the file for what it prints; its folder is made
     */
    LaunchedServer start(ServerCommand command, Path log) throws LaunchException;
}
