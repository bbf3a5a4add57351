package dev.assay.target;

/** Ends something with the gate, if it has not ended by then. */
final class EndHook {
    private final Thread thread;

    private EndHook(Runnable end) {
        thread = new Thread(end, "assay-end-of-server");
    }

    static EndHook of(Runnable end) {
        var hook = new EndHook(end);
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
