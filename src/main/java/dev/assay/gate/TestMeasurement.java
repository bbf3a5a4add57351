package dev.assay.gate;

import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.starts.MeasuredStart;
import java.util.List;

/** One measurement of a load test, of an evalset or of texts, from which limits are judged: alone, together with other repeats, or against a reference. */
sealed interface TestMeasurement permits LoadTestMeasurement, AccuracyMeasurement, TextsMeasurement {
    /**
     * Returns the measurement that a recording holds.
     *
     * @throws IllegalArgumentException for a protocol, which has no limits
     */
    static TestMeasurement of(Planned planned, Recording recording) {
        return switch (planned.test()) {
            case Protocol ignored -> throw new IllegalArgumentException("a protocol has no limits");
            case LogProbabilities texts -> TextsMeasurement.of(planned, texts, recording);
            case TestSpec.LoadTest loadTest -> LoadTestMeasurement.of(planned, loadTest, recording);
            case TestSpec.Accuracy accuracy -> AccuracyMeasurement.of(planned, accuracy, recording);
        };
    }

    Recording recording();

    Findings findings();

    /** Returns the limits that it is judged by: those of the file, and one on failed requests if some failed and the file has none. */
    List<Limit> limits();

    /** Returns the ruling on a limit that judges this measurement alone. */
    Belief.Ruling ruling(Limit limit);

    /** Returns what it says about a limit as one of several repeats. */
    RepeatedLimit.Part part(int repeat, Limit limit);

    /** Returns its values as far as the limits of the file need them, to be compared with other starts. */
    MeasuredStart start(String source);

    /** Returns the verdict on the test that these rulings give. */
    TestVerdict verdict(Planned planned, List<Belief.Ruling> limits);
}
