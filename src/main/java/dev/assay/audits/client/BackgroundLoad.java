package dev.assay.audits.client;

import dev.assay.accuracy.asking.Asking;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
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
        if (!(test instanceof TestSpec.Accuracy accuracy) || accuracy.during() == null) {
            return Optional.empty();
        }
        var name = accuracy.during().name();
        return Optional.of(Asking.of(accuracy, recording)
                .during()
                .map(BackgroundLoad::of)
                .orElseGet(() -> invalid("the load of [" + name + "] was not recorded")));
    }

    private static Finding of(Asking.During load) {
        if (!load.failures().isEmpty()) {
            return invalid(failed(load)
                    + (load.mean().isEmpty() ? ", so no question was asked" : " while the questions were asked"));
        }
        if (load.mean().isEmpty()) {
            return invalid("no question was asked during the load of " + load.test());
        }
        var mean = load.mean().getAsDouble();
        var text = String.format(
                Locale.ROOT,
                "%s had %.3f of %d requests in flight on average while the questions were asked; %d were sent, and"
                        + " %d of them stopped at the end",
                load.test(),
                mean,
                load.inFlight(),
                load.sent(),
                load.stopped());
        return mean >= ENOUGH * load.inFlight() ? new Finding(NAME, Severity.SOUND, text) : invalid(text);
    }

    private static String failed(Asking.During load) {
        var failed = load.failures().size();
        return failed + (failed == 1 ? " request" : " requests") + " of the load of " + load.test() + " failed ("
                + load.failures().getFirst() + (failed == 1 ? ")" : ", …)");
    }

    private static Finding invalid(String text) {
        return new Finding(NAME, Severity.INVALID, text);
    }
}
