package dev.assay.server.launch;

import dev.assay.wire.secrets.Secrets;
import java.nio.file.Path;
import java.util.List;

/** Starts servers as processes or in containers. */
public interface ServerLauncher {
    /** Returns the launcher's name, as {@code -Dassay.target} uses it. */
    String name();

    /** Stops servers that killed gates left behind; returns a message about each kind that was found. */
    List<String> stopLeftovers();

    /**
     * Starts a server.
     *
     * @param log the file for the server's output; its folder is created
     * @param secrets what must not stand in the log
     */
    LaunchedServer start(ServerCommand command, Path log, Secrets secrets) throws LaunchException;
}
