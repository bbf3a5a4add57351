package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import java.util.Optional;
import java.util.stream.IntStream;

/** The audit of the token count: if a stream contains token ids, their number equals the server's usage. */
public final class TokenIds {
    private static final String NAME = "usage agrees with token ids";

    private TokenIds() {}

    /** Returns the finding; empty if no answer has both token ids and usage. */
    public static Optional<Finding> of(Recording recording) {
        var compared = 0;
        for (var trace : recording.measured()) {
            var transcript = trace.transcript();
            var usage = transcript.usage();
            var chunks = transcript.chunks();
            if (!trace.complete() || usage == null || !chunks.sayTokens()) {
                continue;
            }
            var sum = IntStream.range(0, chunks.size())
                    .filter(chunks::saysTokens)
                    .map(chunks::tokens)
                    .sum();
            if (sum != usage.completionTokens()) {
                var text = trace.id() + ": usage says " + usage.completionTokens() + " tokens out, and " + sum
                        + " ids came";
                return Optional.of(new Finding(NAME, Severity.INVALID, text));
            }
            compared++;
        }
        return compared == 0
                ? Optional.empty()
                : Optional.of(new Finding(NAME, Severity.SOUND, "in each of " + compared + " answers that have both"));
    }
}
