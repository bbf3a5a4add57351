package dev.assay.target;

/** A server could not be started at all. The message says what was expected and what was found. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    StartException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** Returns what to do. */
    String remedy() {
        return remedy;
    }
}
