package dev.assay.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the problems of all files of one reading. Not thread-safe. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Adds a problem; {@link Problem} says what its message must contain. */
    public void add(Location place, String message) {
        found.add(new Problem(place, message));
    }

    /** Returns the problems so far, in the order in which they were found. */
    public List<Problem> found() {
        return List.copyOf(found);
    }

    /**
     * Returns the result of the reading if there are no problems; otherwise throws all of them.
     *
     * @param read the result; absent only if there is a problem
     * @return the result
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
