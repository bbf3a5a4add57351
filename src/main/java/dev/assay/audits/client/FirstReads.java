package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.times.FirstRead;
import dev.assay.figures.times.FirstRead.By;
import dev.assay.figures.times.RequestTimes;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The audit of the tokens of the first read of each answer. A first read has more than one token if the server sends several at once, or if
 * something between server and client holds them back. Then ttft is the time of the last of them.
 */
public final class FirstReads {
    private static final String NAME = "first reads";

    private FirstReads() {}

    /** Returns the texts of a complete answer if only its tokenizer can count the tokens of the first read; otherwise empty. */
    public static Optional<FirstRead.Texts> toCount(Trace trace) {
        return trace.complete() && trace.textTokens() == null ? FirstRead.toCount(trace) : Optional.empty();
    }

    /** Returns what is found; empty if each first read certainly brought one token. */
    public static Optional<Finding> of(Recording recording) {
        var seen = new Seen();
        recording.measured().stream().filter(Trace::complete).forEach(seen::add);
        var found = seen.lines();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(NAME, Severity.NOTE, String.join("; ", found)));
    }

    private static final class Seen {
        private final EnumSet<By> by = EnumSet.noneOf(By.class);
        private int answers;
        private int several;
        private double tokens;
        private int rough;
        private int alone;
        private int uncounted;

        void add(Trace trace) {
            RequestTimes.of(trace).ifPresent(times -> {
                answers++;
                if (times.lacksGaps()) {
                    alone++;
                } else if (times.lacksTokenTime()) {
                    uncounted++;
                } else {
                    FirstRead.of(trace).ifPresent(this::add);
                }
            });
        }

        private void add(FirstRead first) {
            if (first.most() > 1) {
                several++;
                tokens += first.likely();
                rough += first.exact() ? 0 : 1;
                by.add(first.by());
            }
        }

        List<String> lines() {
            var lines = new ArrayList<String>();
            if (several > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "in %d of %d answers the first read brought several tokens%s (%.1f on average, counted by %s):"
                                + " ttft is the time of the last of them, tpot of those that followed",
                        several,
                        answers,
                        rough > 0 ? ", or may have" : "",
                        tokens / several,
                        by.stream().map(By::toString).collect(Collectors.joining(" and by "))));
            }
            if (uncounted > 0) {
                lines.add("in " + uncounted + " of " + answers
                        + " answers nothing counts the tokens of the first read, so they have no tpot");
            }
            if (alone > 0) {
                lines.add("in " + alone + " of " + answers
                        + " answers one read brought all output, so they have no tpot");
            }
            return lines;
        }
    }
}
