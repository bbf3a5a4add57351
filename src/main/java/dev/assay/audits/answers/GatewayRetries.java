package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The audit of a gateway's retries and fallbacks, which LiteLLM reports in the headers of an answer. A gateway that retries hides failures of the
 * server from the count of requests, and their time is part of ttft.
 */
public final class GatewayRetries {
    private static final String RETRIES = "x-litellm-attempted-retries";
    private static final String FALLBACKS = "x-litellm-attempted-fallbacks";

    private GatewayRetries() {}

    /** Returns the retries and fallbacks; empty if there were none, or if the gateway does not report them. */
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
                    + " failed attempts of the gateway, first "
                    + retried.getFirst().id() + ": these failures"
                    + " are not counted, and their time is part of ttft");
        }
        if (!fellBack.isEmpty()) {
            seen.add(fellBack.size() + " of " + answers.size() + " answers come from a fallback model, first "
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
