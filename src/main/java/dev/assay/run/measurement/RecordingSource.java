package dev.assay.run.measurement;

import dev.assay.gate.Repeat;
import dev.assay.plan.Plan.Planned;
import java.nio.file.Path;
import java.util.List;

/** Where the recordings of a run come from: from requests that are sent now, or from an earlier run. */
public interface RecordingSource extends AutoCloseable {
    /**
     * Returns one repeat of a test, after what was spoilt of it before. This takes as long as its measurement.
     *
     * @param repeat from 1
     */
    List<Repeat> of(Planned planned, int repeat);

    /** Returns how many repeats of a test there are to judge, at least 1. */
    int repeats(Planned planned);

    /** Lets the next test find a server that has just started, if the gate starts servers. */
    default void nextStart() {}

    /** Returns whether the gate starts the servers, so that it can start one again for each repeat. */
    default boolean startsServers() {
        return false;
    }

    /** Returns the file that holds, or would hold, the traces of the first repeat of a test. */
    Path traces(Planned planned);

    /** Returns what was tested, in words: {@code endpoint http://127.0.0.1:8000}. */
    String description();

    @Override
    void close();
}
