package dev.assay.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problems found so far in one reading, over all its files. Not for use by several threads. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Notes a problem; see {@link Problem} for what the message says. */
    public void add(Location place, String message) {
        found.add(new Problem(place, message));
    }

    /** Returns what was found so far, in the order in which it was found. */
    public List<Problem> found() {
        return List.copyOf(found);
    }

    /**
     * Ends the reading.
     *
     * @param read what was read; absent only if a problem says why
     * @return what was read, when there is no problem
     * @throws InputException with every problem, sorted by place
     */
    public <T> T resolve(@Nullable T read) {
        if (!found.isEmpty()) {
            throw new InputException(
                    found.stream().sorted(Comparator.comparing(Problem::place)).toList());
        }
        if (read == null) {
            throw new IllegalStateException("nothing was read, and no problem says why");
        }
        return read;
    }
}
