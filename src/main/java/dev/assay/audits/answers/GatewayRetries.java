package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.tests.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The audit of what a gateway did before it answered, as LiteLLM tells in the headers of an answer: how often it asked upstream again, and how
 * often it took another model. The failures of the server that it hides are in no count, and the time that they took is in ttft.
 */
public final class GatewayRetries {
    private static final String RETRIES = "x-litellm-attempted-retries";
    private static final String FALLBACKS = "x-litellm-attempted-fallbacks";

    private GatewayRetries() {}

    /** Returns what the gateway hid; nothing where it hid nothing, or says nothing. */
    public static Optional<Finding> of(TestSpec test, Recording recording) {
        var answers = recording.measured().stream().filter(Trace::complete).toList();
        var retried =
                answers.stream().filter(trace -> count(trace, RETRIES) > 0).toList();
        var fellBack =
                answers.stream().filter(trace -> count(trace, FALLBACKS) > 0).toList();
        var seen = new ArrayList<String>();
        if (!retried.isEmpty()) {
            var tries =
                    retried.stream().mapToInt(trace -> count(trace, RETRIES)).sum();
            seen.add(retried.size() + " of " + answers.size() + " answers came after " + tries
                    + " failed tries upstream, first " + retried.getFirst().id()
                    + ": these failures are in no count of requests, and their time is in ttft");
        }
        if (!fellBack.isEmpty()) {
            seen.add(fellBack.size() + " of " + answers.size() + " answers are a fallback's, first "
                    + fellBack.getFirst().id());
        }
        var severity = test instanceof TestSpec.LoadTest || !fellBack.isEmpty() ? Severity.INVALID : Severity.NOTE;
        return seen.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding("gateway's tries", severity, String.join("; ", seen)));
    }

    private static int count(Trace trace, String header) {
        var said = trace.head() == null ? "" : trace.head().headers().getOrDefault(header, "");
        return said.matches("[0-9]{1,4}") ? Integer.parseInt(said) : 0;
    }
}
