package dev.assay.wire;

import java.io.IOException;

/** A request for a small document, such as the list of models, got no answer. It has no cause, because the texts of causes may have what a server was told. */
public final class NoAnswerException extends IOException {
    private final transient NetworkFault fault;

    NoAnswerException(NetworkFault fault) {
        super(fault.words());
        this.fault = fault;
    }

    public NetworkFault fault() {
        return fault;
    }
}
