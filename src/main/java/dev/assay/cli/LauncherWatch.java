package dev.assay.cli;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Ends the gate when its launcher is gone: one that was killed cannot pass on that it ended. */
final class LauncherWatch {
    /** The property in which the launcher gives its process id. */
    private static final String LAUNCHER = "dev.assay.launcher";
    /** As of a process that a hang-up ended. */
    private static final int HUNG_UP = 129;

    private LauncherWatch() {}

    /** Watches the launcher of this process; does nothing if it was started without one. */
    static void start() {
        Optional.ofNullable(System.getProperty(LAUNCHER))
                .map(Long::valueOf)
                .ifPresent(id -> Thread.ofPlatform()
                        .name("assay-launcher-watch")
                        .daemon()
                        .start(() -> {
                            ProcessHandle.of(id).map(ProcessHandle::onExit).ifPresent(CompletableFuture::join);
                            end();
                        }));
    }

    /** What is to be done at an end, such as stopping servers, is done as after SIGTERM. */
    private static void end() {
        System.exit(HUNG_UP);
    }
}
