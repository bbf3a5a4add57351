package dev.assay.run;

import dev.assay.input.InputException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What opening the session of a run came to; kept for the JUnit session, so that bad input is read once. */
public sealed interface StartupResult extends AutoCloseable {
    @Override
    void close();

    /** What people wrote can be used. */
    record Accepted(GateSession session) implements StartupResult {
        @Override
        public void close() {
            session.close();
        }
    }

    /** Results of other tools were read; no test is planned. */
    record Read(ResultImport results) implements StartupResult {
        @Override
        public void close() {}
    }

    /**
     * What people wrote cannot be used, so no test is measured or reported.
     *
     * @param reported whether a test has said so
     */
    record Refused(InputException why, AtomicBoolean reported) implements StartupResult {
        public Refused(InputException why) {
            this(why, new AtomicBoolean());
        }

        @Override
        public void close() {}
    }
}
