package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.Locale;
import java.util.Optional;

/**
 * The audit of answers that a gateway or a proxy had kept, and gave again without asking the server: an {@code Age} (RFC 9111, section 5.1), or a header
 * whose name has {@code cache} and whose value has the word HIT.
 */
public final class AnswersFromCache {
    private AnswersFromCache() {}

    /** Returns how many answers were kept ones; empty if none says so. */
    public static Optional<Finding> of(Recording recording) {
        var answers = recording.measured().stream().filter(Trace::complete).toList();
        var kept = answers.stream().filter(AnswersFromCache::isKept).toList();
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "answers from a cache",
                        Severity.INVALID,
                        kept.size() + " of " + answers.size() + " answers come from a cache before the server, first "
                                + kept.getFirst().id() + ": switch off that cache, or ask the server itself"));
    }

    private static boolean isKept(Trace trace) {
        return trace.head() != null
                && trace.head().headers().entrySet().stream()
                        .anyMatch(header -> isHit(header.getKey(), header.getValue()));
    }

    private static boolean isHit(String name, String value) {
        return name.equals("age")
                ? value.matches("[0-9]{1,10}")
                : name.contains("cache") && value.toLowerCase(Locale.ROOT).matches("(.*[\\W_])?hit(\\W.*)?");
    }
}
