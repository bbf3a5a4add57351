package dev.assay.run;

import dev.assay.gate.TestVerdict;
import dev.assay.plan.Plan.Planned;
import java.nio.file.Path;

/** Where the verdicts of a run's tests come from: requests that are sent now, or traces of a run that is over. */
interface VerdictSource extends AutoCloseable {
    /** Returns the verdict of a test. It may take as long as the test is measured. */
    TestVerdict of(Planned planned);

    /** Returns the file that holds, or would hold, the traces a row's verdict rests on. */
    Path traces(Planned planned);

    /** Returns what was asked, for people: {@code endpoint http://127.0.0.1:8000}. */
    String description();

    @Override
    void close();
}
