package dev.assay.server.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Marks a process or container with the gate that started it. The tag has the gate's process number, its start time (another process may get the
 * same number later), and its process namespace (a gate in a container counts its processes separately).
 */
record OwnerTag(String text) {
    /** The name of the tag: an environment variable of processes, and a label of containers. */
    static final String NAME = "ASSAY_GATE";

    private static final String SEPARATOR = "@";
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    /** Returns the tag of this gate. */
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

    /** Returns whether the tag's gate runs in the same process namespace as this one. */
    boolean isInThisNamespace() {
        var parts = List.of(text.split(SEPARATOR, -1));
        return parts.size() == 3
                && parts.get(2).equals(namespace())
                && parts.get(0).matches("[0-9]{1,18}");
    }

    /** Returns whether the tag's gate has ended; false if it is in another process namespace, since that cannot be known. */
    boolean isOrphaned() {
        return isInThisNamespace()
                && ProcessHandle.of(Long.parseLong(text.substring(0, text.indexOf(SEPARATOR))))
                        .map(gate -> !of(gate).equals(this))
                        .orElse(true);
    }
}
