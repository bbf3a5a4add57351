package dev.assay.tools.results;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.tools.definitions.ToolFigure;
import dev.assay.tools.definitions.ToolFigures;
import dev.assay.tools.results.ImportedLoadTest.Counts;
import dev.assay.tools.results.ImportedLoadTest.Lengths;
import dev.assay.tools.results.ImportedLoadTest.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** The audits of a load test that another tool measured. {@link Identities} has those between its means. */
public final class ImportedAudits {
    /** The relative difference of two equal figures: a double that holds a time of day in seconds is exact to a quarter of a microsecond. */
    private static final double EXACT = 1e-5;

    private static final double ROUND_OFF = 1e-6;
    /** AIPerf computes these approximately. */
    private static final String SKETCHED = "inter_chunk_latency\\.p[0-9]+";
    /** Figures that may be 0: a spread, a count of failures, a rate at one moment. */
    private static final String MAY_BE_ZERO =
            "failed|request_totals\\.errored|(std_.*|.*\\.(std|std_dev))|(mean|median|p[0-9]+)_itl_ms"
                    + "|(requests|prompt_tokens|output_tokens)_per_second\\.(min|median|p[0-9]+)|request_concurrency\\.min"
                    + "|inter_chunk_latency\\.(min|p[0-9]+)|time_to_second_token\\.(min|p[0-9]+)";

    private static final Set<String> PER_TOKEN = Set.of(
            "tpot", "_itl_", "inter_token_latency_ms", "inter_token_latency", "output_token_throughput_per_user");

    private ImportedAudits() {}

    /** Checks by a tool's own counts whether all requests are complete. */
    public static Finding complete(Counts counts) {
        return complete(counts, 0);
    }

    /**
     * Checks the same for a run with a fixed duration.
     *
     * @param cut the number of requests in flight at its end; none of them failed, but long ones are missing in the means
     */
    public static Finding complete(Counts counts, int cut) {
        var text = counts.completed() + " of " + counts.asked() + " requests complete, " + counts.failed() + " failed";
        var whole = counts.completed() > 0 && counts.failed() == 0 && counts.completed() == counts.asked();
        return cut > 0 && whole
                ? new Finding(
                        "every request complete",
                        Severity.NOTE,
                        text + ", and " + cut
                                + " more were in flight when the run ended: long answers are missing in the means")
                : new Finding("every request complete", whole ? Severity.SOUND : Severity.INVALID, text);
    }

    /** Checks that figures are plausible. A time or rate of 0 was not measured. */
    public static Finding plausible(ToolFigures printed, Lengths lengths, List<Times> requests) {
        var impossible = new ArrayList<String>();
        for (var figure : printed.figures()) {
            if (figure.value() != null && !possible(figure, figure.value(), lengths.output() == 1)) {
                impossible.add(figure.name() + " " + figure.value());
            }
        }
        var odd = requests.stream()
                .filter(times -> !(times.ttft() > 0 && times.ttft() <= times.e2e()))
                .count();
        if (odd > 0) {
            impossible.add("of " + requests.size() + " requests " + odd + " without 0 < ttft ≤ e2e");
        }
        return impossible.isEmpty()
                ? new Finding("figures plausible", Severity.SOUND, "each above 0, 0 < ttft ≤ e2e")
                : new Finding("figures plausible", Severity.INVALID, String.join("; ", impossible));
    }

    /** @param single whether each answer has one token, so that there is no time between tokens */
    private static boolean possible(ToolFigure figure, double value, boolean single) {
        if (figure.name().matches(MAY_BE_ZERO) || (single && isPerToken(figure.name()))) {
            return value >= 0;
        }
        return value > 0;
    }

    /** Returns whether a figure is a time or rate between tokens. */
    public static boolean isPerToken(String figure) {
        return PER_TOKEN.stream().anyMatch(figure::contains);
    }

    /** Compares the printed figures with those computed from the file's own requests. */
    public static Finding arithmetic(ToolFigures printed, ToolFigures again) {
        var differing = new ArrayList<String>();
        var same = 0;
        for (var figure : printed.figures()) {
            var other = again.value(figure.name());
            if (figure.value() == null || other == null || figure.name().matches(SKETCHED)) {
                continue;
            }
            if (alike(figure.value(), other)) {
                same++;
            } else {
                differing.add(String.format(Locale.ROOT, "%s %s, not %s", figure.name(), figure.value(), other));
            }
        }
        return differing.isEmpty()
                ? new Finding(
                        "own arithmetic",
                        Severity.SOUND,
                        same + " figures follow from the file's own requests by the tool's definitions")
                : new Finding(
                        "own arithmetic",
                        Severity.INVALID,
                        "do not follow from the file's own requests: " + String.join("; ", differing));
    }

    /**
     * Notes if events have more than one token each: gaps are then between events, and a TPOT that counts the first event as one token is too large.
     */
    public static Finding tokensPerEvent(long tokens, long events) {
        var text = String.format(Locale.ROOT, "%d tokens in %d events", tokens, events);
        return tokens <= events
                ? new Finding("tokens per event", Severity.SOUND, text)
                : new Finding(
                        "tokens per event",
                        Severity.NOTE,
                        text + ": gaps are between events, not tokens, and TPOT takes the first event for one token");
    }

    /** Checks that the tool's measuring window covers all requests; a shorter one makes every rate too high. */
    public static Finding window(double window, double requests) {
        var text = String.format(
                Locale.ROOT,
                "%.3f s for requests that took %.3f s from the first start to the last end",
                window,
                requests);
        return new Finding("window", window >= requests - 1e-3 ? Severity.SOUND : Severity.INVALID, text);
    }

    public static Finding withoutDetail() {
        return new Finding(
                "own arithmetic",
                Severity.NOTE,
                "the file does not list the requests behind each figure, so its figures cannot be computed again");
    }

    private static boolean alike(double value, double other) {
        return Objects.equals(value, other)
                || Math.abs(value - other) <= EXACT * Math.max(Math.abs(value), Math.abs(other))
                || Math.abs(value - other) <= ROUND_OFF;
    }
}
