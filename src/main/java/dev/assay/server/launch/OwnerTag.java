package dev.assay.server.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What marks a server as a gate's: the gate's process, when that began, so that another process of the same number is not taken for it,
 * and the namespace that the number counts in, so that a gate in a container is not taken for one beside it.
 */
record OwnerTag(String text) {
    /** Stands before the text: in the environment of processes, and as a label of containers. */
    static final String NAME = "ASSAY_GATE";

    private static final String SEPARATOR = "@";
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    /** Returns the mark of this gate. */
    static OwnerTag here() {
        return of(ProcessHandle.current());
    }

    private static OwnerTag of(ProcessHandle gate) {
        var began = gate.info().startInstant().map(Object::toString).orElse("unknown");
        return new OwnerTag(String.join(SEPARATOR, "" + gate.pid(), began, namespace()));
    }

    private static String namespace() {
        try {
            return Files.readSymbolicLink(NAMESPACE).toString();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Returns whether its gate's processes can be seen from here. */
    boolean isNear() {
        var parts = List.of(text.split(SEPARATOR, -1));
        return parts.size() == 3
                && parts.get(2).equals(namespace())
                && parts.get(0).matches("[0-9]{1,18}");
    }

    /** Returns whether its gate is gone; of one that cannot be seen from here, not. */
    boolean isOrphaned() {
        return isNear()
                && ProcessHandle.of(Long.parseLong(text.substring(0, text.indexOf(SEPARATOR))))
                        .map(gate -> !of(gate).equals(this))
                        .orElse(true);
    }
}
