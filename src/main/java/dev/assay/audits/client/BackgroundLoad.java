package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.times.RequestsInFlight;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.BackgroundRecord;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.Locale;
import java.util.Optional;

/**
 * The audit of an evalset that is asked during a load: was the load there all the time, from when the first question was sent until the last one
 * ended? Without it, the accuracy is one of a server with less to do.
 */
public final class BackgroundLoad {
    private static final String NAME = "background load";

    /** A slot is free while its next request is being sent. If that is more of the time, the load is another one. */
    private static final double ENOUGH = 0.98;

    private BackgroundLoad() {}

    /** Returns the finding; empty if the test has no background load. */
    public static Optional<Finding> of(TestSpec test, Recording recording) {
        var planned = test instanceof TestSpec.Accuracy accuracy ? accuracy.during() : null;
        return planned == null
                ? Optional.empty()
                : Optional.of(recording
                        .background()
                        .map(load -> of(load, recording))
                        .orElseGet(() -> invalid("the load of [" + planned.name() + "] was not recorded")));
    }

    private static Finding of(BackgroundRecord load, Recording recording) {
        var questions = recording.measured();
        if (!load.failures().isEmpty()) {
            return invalid(failed(load)
                    + (questions.isEmpty() ? ", so no question was asked" : " while the questions were asked"));
        }
        var first = questions.stream().mapToLong(Trace::sent).min();
        var last = questions.stream().mapToLong(Trace::ended).max();
        if (first.isEmpty() || last.isEmpty() || last.getAsLong() <= first.getAsLong()) {
            return invalid("no question was asked during the load of " + load.test());
        }
        var mean = RequestsInFlight.mean(load, first.getAsLong(), last.getAsLong());
        var text = String.format(
                Locale.ROOT,
                "%s had %.3f of %d requests in flight on average while the questions were asked; %d were sent, and"
                        + " %d of them stopped at the end",
                load.test(),
                mean,
                load.inFlight(),
                load.requests().size(),
                load.stopped());
        return mean >= ENOUGH * load.inFlight() ? new Finding(NAME, Severity.SOUND, text) : invalid(text);
    }

    private static String failed(BackgroundRecord load) {
        var failed = load.failures().size();
        return failed + (failed == 1 ? " request" : " requests") + " of the load of " + load.test() + " failed ("
                + load.failures().getFirst() + (failed == 1 ? ")" : ", …)");
    }

    private static Finding invalid(String text) {
        return new Finding(NAME, Severity.INVALID, text);
    }
}
