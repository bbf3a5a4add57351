package dev.assay.audits.server;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The audits of a server's counters. One checks that they agree with the requests and answers of the test. The other checks that no other client
 * used the server.
 */
public final class ServerCounts {
    private static final String AGREE = "server's counters";
    private static final String ALONE = "nobody else's traffic";

    /** The largest difference that can come from rounding in an engine. A larger one means other requests. */
    private static final double ROUNDING = 0.01;

    private ServerCounts() {}

    /** Returns whether the number of counted requests fits the measured ones. */
    static boolean areOf(Recording recording) {
        return recording
                .counted()
                .filter(record -> record.unseen() == null
                        && record.requests().isPresent()
                        && outside(recording, record.requests().getAsLong()) == 0)
                .isPresent();
    }

    /** Returns how far the count is outside its range. The range is there because incomplete requests may or may not be counted. */
    private static long outside(Recording recording, long requests) {
        var answered = complete(recording).size();
        var sent = recording.measured().size();
        return requests < answered ? requests - answered : Math.max(0, requests - sent);
    }

    /** Returns whether counters and answers agree; empty if the server was not watched. */
    public static Optional<Finding> agree(Recording recording) {
        return recording.counted().map(record -> agree(recording, record));
    }

    private static Finding agree(Recording recording, ServerRecord record) {
        if (record.unseen() != null) {
            return new Finding(
                    AGREE,
                    Severity.NOTE,
                    "unknown (" + record.unseen() + "), so it is unknown whether others used the server, what"
                            + " came from its prefix cache, and whether it preempted requests");
        }
        var seen = new ArrayList<String>();
        var worst = Severity.SOUND;
        if (record.requests().isPresent()) {
            var requests = record.requests().getAsLong();
            seen.add(requests + " requests, " + complete(recording).size() + " here");
            worst = outside(recording, requests) == 0 ? worst : Severity.INVALID;
        }
        for (var tokens : tokens(recording, record)) {
            seen.add(tokens.counted() + " " + tokens.what() + " tokens, " + tokens.used() + " here");
            worst = tokens.severity().compareTo(worst) > 0 ? tokens.severity() : worst;
        }
        var polls = record.scrapes() + " polls" + (record.failed() > 0 ? ", and " + record.failed() + " failed" : "");
        if (seen.isEmpty()) {
            return new Finding(AGREE, Severity.NOTE, "they count neither requests nor tokens (" + polls + ")");
        }
        var isLess = record.requests().isPresent()
                && record.requests().getAsLong() < complete(recording).size();
        worst = record.failed() > 0 && worst == Severity.SOUND ? Severity.NOTE : worst;
        var text = "it counted " + String.join("; ", seen) + " (" + polls + ")";
        return new Finding(
                AGREE,
                worst,
                worst == Severity.INVALID
                        ? text + ": its figures include other requests, or not all of these"
                                + (isLess
                                        ? "; if several servers answer behind one address, name the metrics"
                                                + " page of each with -Dassay.metrics=URL,URL"
                                        : "")
                        : text);
    }

    /**
     * One kind of tokens, by the counters and by the answers.
     *
     * @param used sum of the usage of all answers
     */
    private record Tokens(String what, long counted, long used) {
        Severity severity() {
            var off = Math.abs(counted - used);
            if (off == 0) {
                return Severity.SOUND;
            }
            return off <= ROUNDING * used ? Severity.NOTE : Severity.INVALID;
        }
    }

    /** Returns what to compare; empty unless every request is complete and has usage. */
    private static List<Tokens> tokens(Recording recording, ServerRecord record) {
        var usages = complete(recording).stream()
                .map(trace -> trace.transcript().usage())
                .filter(Objects::nonNull)
                .toList();
        if (usages.size() < recording.measured().size()) {
            return List.of();
        }
        return Stream.of(
                        tokens("prompt", record, ServerCount.PROMPT_TOKENS, usages, Usage::promptTokens),
                        tokens("output", record, ServerCount.OUTPUT_TOKENS, usages, Usage::completionTokens))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Tokens> tokens(
            String what, ServerRecord record, ServerCount which, List<Usage> usages, ToLongFunction<Usage> used) {
        var counted = record.count(which);
        return counted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Tokens(
                        what,
                        counted.getAsLong(),
                        usages.stream().mapToLong(used).sum()));
    }

    /** Returns whether other clients used the server; empty if that is unknown. */
    public static Optional<Finding> alone(TestSpec test, Recording recording) {
        return recording
                .counted()
                .filter(record -> record.unseen() == null)
                .flatMap(record -> alone(test, recording, record));
    }

    private static Optional<Finding> alone(TestSpec test, Recording recording, ServerRecord record) {
        var signs = new ArrayList<String>();
        var looked = new ArrayList<String>();
        var busy = record.busyBefore();
        if (busy != null) {
            looked.add("it was idle before the test");
            if (busy > 0) {
                signs.add("it had " + busy + (busy == 1 ? " request" : " requests") + " before the first was sent");
            }
        }
        if (record.requests().isPresent()) {
            var requests = record.requests().getAsLong();
            looked.add("it finished no other request");
            if (outside(recording, requests) > 0) {
                signs.add("it finished " + requests + " requests, and "
                        + recording.measured().size() + " were sent");
            }
        }
        for (var tokens : tokens(recording, record)) {
            if (tokens.counted() > tokens.used() && tokens.severity() == Severity.INVALID) {
                signs.add("it counted " + tokens.counted() + " " + tokens.what() + " tokens, and the answers have "
                        + tokens.used());
            }
        }
        crowd(test, record).ifPresent(signs::add);
        if (!signs.isEmpty()) {
            return Optional.of(
                    new Finding(ALONE, Severity.INVALID, "others used the server: " + String.join("; ", signs)));
        }
        return looked.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(ALONE, Severity.SOUND, String.join(", and ", looked)));
    }

    private static Optional<String> crowd(TestSpec test, ServerRecord record) {
        var running = record.gauges().get(ServerGauge.RUNNING);
        return running != null
                        && record.busyBefore() != null
                        && test.pace() instanceof Pace.Closed closed
                        && running.max() > closed.inFlight()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "it ran %.0f requests at once, with %d in flight",
                        running.max(),
                        closed.inFlight()))
                : Optional.empty();
    }

    private static List<Trace> complete(Recording recording) {
        return recording.measured().stream().filter(Trace::complete).toList();
    }
}
