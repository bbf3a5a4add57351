package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.recording.Recording;
import dev.assay.recording.RequestedTokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The audit "tokens exact" of a load test: each complete request has as many prompt and output tokens as planned. */
public final class TokensExact {
    /** The name of this audit in findings. */
    public static final String NAME = "tokens exact";

    private TokensExact() {}

    /**
     * Returns the planned tokens of a request: those of its workload if they are the same for all requests, otherwise those that were recorded
     * when the request was made.
     */
    public static @Nullable RequestedTokens asked(TestSpec.LoadTest loadTest, Recording recording, Trace trace) {
        var workload = loadTest.workload();
        return workload.input() instanceof TokenLengths.Exactly in
                        && workload.output() instanceof TokenLengths.Exactly out
                ? new RequestedTokens(
                        in.tokens(), out.tokens(), loadTest.prompts().common(in.tokens()))
                : recording.header().asked().get(trace.id());
    }

    public static Finding of(TestSpec.LoadTest loadTest, Recording recording) {
        var kept = new ArrayList<RequestedTokens>();
        for (var trace : recording.measured()) {
            if (trace.complete()) {
                var asked = asked(loadTest, recording, trace);
                var objection = objection(trace, asked);
                if (asked == null || objection.isPresent()) {
                    return new Finding(NAME, Severity.INVALID, trace.id() + ": " + objection.orElse(""));
                }
                kept.add(asked);
            }
        }
        var text = range(kept, RequestedTokens::inputTokens) + " tokens in and "
                + range(kept, RequestedTokens::outputTokens) + " out in every complete request";
        return new Finding(
                NAME, Severity.SOUND, kept.stream().distinct().count() > 1 ? text + ", each as it asked" : text);
    }

    private static Optional<String> objection(Trace trace, @Nullable RequestedTokens asked) {
        var usage = trace.transcript().usage();
        if (usage == null) {
            return Optional.of("the server does not report usage");
        }
        if (asked == null) {
            return Optional.of("the recording does not say how many tokens were planned");
        }
        return usage.promptTokens() == asked.inputTokens() && usage.completionTokens() == asked.outputTokens()
                ? Optional.empty()
                : Optional.of(usage.promptTokens() + " tokens in and " + usage.completionTokens() + " out, planned "
                        + asked.inputTokens() + " and " + asked.outputTokens());
    }

    private static String range(List<RequestedTokens> asked, ToIntFunction<RequestedTokens> tokens) {
        var all = asked.stream().mapToInt(tokens).summaryStatistics();
        return all.getMin() == all.getMax() ? "" + all.getMin() : all.getMin() + " to " + all.getMax();
    }
}
