package dev.assay.server.launch;

/** Runs an action when the JVM ends, unless it was removed before. */
final class ShutdownHook {
    private final Thread thread;

    private ShutdownHook(Runnable end) {
        thread = new Thread(end, "assay-end-of-server");
    }

    static ShutdownHook of(Runnable end) {
        var hook = new ShutdownHook(end);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    /** Removes the hook, because the action is no longer needed. */
    void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook has run or will run.
        }
    }
}
