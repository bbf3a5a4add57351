package dev.assay.wire;

import java.io.IOException;

/** A small question, such as one for the list of models, got no answer. */
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
