package dev.assay.server.launch;

/** A server could not be started. The message says what was expected and what was found. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    LaunchException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** Returns what the user can do about it. */
    public String remedy() {
        return remedy;
    }
}
