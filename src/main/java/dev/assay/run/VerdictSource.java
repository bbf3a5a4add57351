package dev.assay.run;

import dev.assay.gate.TestVerdict;
import dev.assay.plan.Plan.Planned;
import java.nio.file.Path;

/** Where the verdicts of a run come from: from requests that are sent now, or from traces of an earlier run. */
interface VerdictSource extends AutoCloseable {
    /** Returns the verdict of a test. This takes as long as the measurement of the test. */
    TestVerdict of(Planned planned);

    /** Returns the file that holds, or would hold, the traces from which a test is judged. */
    Path traces(Planned planned);

    /** Returns what was tested, in words: {@code endpoint http://127.0.0.1:8000}. */
    String description();

    @Override
    void close();
}
