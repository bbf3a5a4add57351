package dev.assay.prompt;

/** Reports that a prompt cannot be built as planned. */
public final class PromptException extends RuntimeException {
    private final String reason;

    PromptException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Returns what was expected and what was found. */
    public String reason() {
        return reason;
    }
}
