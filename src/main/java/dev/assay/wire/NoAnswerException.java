package dev.assay.wire;

import java.io.IOException;

/** A request for a small document, such as the list of models, got no answer. */
public final class NoAnswerException extends IOException {
    private final transient NetworkFault fault;

    NoAnswerException(NetworkFault fault, Throwable cause) {
        super(fault.words(), cause);
        this.fault = fault;
    }

    public NetworkFault fault() {
        return fault;
    }
}
