package dev.assay.tools.results;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.thresholds.PublishedFigures;
import dev.assay.plan.thresholds.WrittenNumber;
import dev.assay.tools.published.PublishedAudits;
import dev.assay.tools.published.PublishedFinding;
import dev.assay.tools.published.PublishedLoadTest;
import dev.assay.tools.results.ImportedLoadTest.Counts;
import dev.assay.tools.results.ImportedLoadTest.Lengths;
import dev.assay.tools.results.ImportedLoadTest.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The identities between the means of a cell: those of published rows, held against what another tool wrote. Requests of such a cell need
 * not be alike, as those of a published row are: what only unlike requests explain is a note.
 */
public final class Identities {
    private static final int DECIMALS = 6;
    /** Times of requests that ask for as many tokens are spread by less. */
    private static final double ALIKE = 0.1;
    /** A client leaves a slot empty for less of the time between two requests. */
    private static final double BUSY = 0.8;

    private final Counts counts;
    private final List<Times> requests;
    private final boolean paced;

    /** @param paced whether requests started by a schedule, so that there need not be as many in flight as could be */
    public Identities(Counts counts, List<Times> requests, boolean paced) {
        this.counts = counts;
        this.requests = requests;
        this.paced = paced;
    }

    /**
     * The means of a cell, each absent where the tool prints none: requests and tokens a second, times in milliseconds.
     *
     * @param promptTps input tokens / ttft
     * @param decodeTps 1 / tpot
     * @param spread the standard deviation of e2e
     */
    public record Means(
            @Nullable Double qps,
            @Nullable Double promptTps,
            @Nullable Double decodeTps,
            @Nullable Double ttft,
            @Nullable Double e2e,
            @Nullable Double tpot,
            @Nullable Double spread) {
        boolean alike() {
            return spread != null && e2e != null && spread <= ALIKE * e2e;
        }
    }

    /** Returns what the identities say whose figures are there; nothing if times or counts are missing. */
    public List<Finding> of(Lengths lengths, Means means) {
        var qps = written(means.qps);
        var ttft = written(means.ttft);
        var e2e = written(means.e2e);
        var tpot = written(means.tpot);
        if (qps == null || ttft == null || e2e == null || tpot == null || lengths.input() < 1 || lengths.output() < 1) {
            return List.of();
        }
        var promptTps = written(means.promptTps);
        var decodeTps = written(means.decodeTps);
        var published = new PublishedFigures(
                qps, promptTps, decodeTps, ttft, e2e, tpot, null, counts.completed(), null, "a result file");
        var slots = Math.max(1, counts.concurrency());
        var row = new PublishedLoadTest(
                (int) Math.round(lengths.input()), (int) Math.round(lengths.output()), slots, slots, published);
        var findings = new ArrayList<Finding>();
        for (var audit : audits(lengths.output(), promptTps, decodeTps)) {
            findings.add(
                    audit == PublishedAudits.IN_FLIGHT && paced && !overfull(qps, e2e)
                            ? paced(qps, e2e)
                            : finding(audit, audit.of(row), isImpossible(audit, published, lengths, means)));
        }
        return findings;
    }

    private Set<PublishedAudits> audits(
            double output, @Nullable WrittenNumber promptTps, @Nullable WrittenNumber decodeTps) {
        var audits = EnumSet.noneOf(PublishedAudits.class);
        if (counts.concurrency() > 0) {
            audits.add(PublishedAudits.IN_FLIGHT);
        }
        if (output > 1 && oneLength(output)) {
            audits.add(PublishedAudits.LATENCY);
        }
        if (decodeTps != null) {
            audits.add(PublishedAudits.DECODE_RATE);
        }
        if (promptTps != null) {
            audits.add(PublishedAudits.PROMPT_RATE);
        }
        return audits;
    }

    /** The identity of latencies is one of requests for one number of tokens. */
    private boolean oneLength(double output) {
        return output == Math.rint(output) && requests.stream().allMatch(request -> request.output() == output);
    }

    private Finding paced(WrittenNumber qps, WrittenNumber e2e) {
        return new Finding(
                PublishedAudits.IN_FLIGHT.identity(),
                Severity.SOUND,
                String.format(
                        Locale.ROOT,
                        "%s/s × %s ms = %.3f in flight, of %d that could be; requests started by a schedule, not whenever one ended",
                        qps,
                        e2e,
                        qps.value().doubleValue() * e2e.value().doubleValue() / 1000,
                        counts.concurrency()));
    }

    /** However much requests differ, no more are in flight on average than could be. */
    private boolean overfull(WrittenNumber qps, WrittenNumber e2e) {
        return qps.low().multiply(e2e.low()).movePointLeft(3).compareTo(BigDecimal.valueOf(counts.concurrency())) > 0;
    }

    /** Whether no requests at all have these means; a file that lists its requests shows what they were. */
    private boolean isImpossible(PublishedAudits audit, PublishedFigures published, Lengths lengths, Means means) {
        if (audit == PublishedAudits.IN_FLIGHT && overfull(published.qps(), published.e2e())) {
            return true;
        }
        return requests.isEmpty()
                && switch (audit) {
                    case IN_FLIGHT -> isEmptier(published, means);
                    case LATENCY -> means.alike();
                    case DECODE_RATE -> isBelow(published.decodeTps(), published.tpot(), 1);
                    // Where prompts differ, the long ones may be the fast ones.
                    case PROMPT_RATE ->
                        means.alike() && isBelow(published.promptTps(), published.ttft(), lengths.input());
                    case HIT_RATE -> false;
                };
    }

    private static boolean isBelow(@Nullable WrittenNumber rate, WrittenNumber time, double least) {
        return rate != null
                && rate.high().multiply(time.high()).movePointLeft(3).doubleValue() < least;
    }

    /**
     * No slot is empty while work remains, so the drain alone leaves some empty ({@code Waves}); and the longest of N requests is above
     * the mean by at most √(N − 1) standard deviations (Samuelson, How deviant can you be?, Journal of the American Statistical
     * Association 63, 1968).
     */
    private boolean isEmptier(PublishedFigures published, Means means) {
        if (means.spread == null || counts.completed() == 0) {
            return false;
        }
        var n = counts.completed();
        var slots = Math.min(n, counts.concurrency());
        var e2e = published.e2e().value().doubleValue();
        var longest = 1 + means.spread / e2e * Math.sqrt(n - 1.0);
        var least = BUSY * slots * n / (n + (slots - 1) * longest);
        return published.qps().high().doubleValue() * published.e2e().high().doubleValue() / 1000 < least;
    }

    private Finding finding(PublishedAudits audit, PublishedFinding found, boolean impossible) {
        return switch (found) {
            case PublishedFinding.Holds holds -> new Finding(audit.identity(), Severity.SOUND, holds.text());
            case PublishedFinding.CannotBeSaid open -> new Finding(audit.identity(), Severity.NOTE, open.text());
            case PublishedFinding.DoesNotHold not ->
                impossible
                        ? new Finding(audit.identity(), Severity.INVALID, not.text())
                        : new Finding(
                                audit.identity(),
                                Severity.NOTE,
                                not.text()
                                        + (requests.isEmpty()
                                                ? "; the file does not say that its requests are alike"
                                                : ""));
        };
    }

    private static @Nullable WrittenNumber written(@Nullable Double value) {
        return value == null || !(value > 0) || value > 1e14
                ? null
                : new WrittenNumber(new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_UP));
    }
}
