package dev.assay.server.launch;

/** Ends something with the gate, if it has not ended by then. */
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

    /** It has ended. */
    void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The gate itself is ending, and the hook has run or will.
        }
    }
}
