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
 * Applies the identities of {@link PublishedAudits} to the means of a load test that another tool measured. Unlike those of a published row, its
 * requests may differ from each other: what only different requests explain is a note.
 */
public final class Identities {
    private static final int DECIMALS = 6;
    /** The largest standard deviation of e2e, as a part of its mean, of requests with equal token counts. */
    private static final double ALIKE = 0.1;
    /** The least part of the time in which a slot is taken; every client keeps it fuller than that. */
    private static final double BUSY = 0.8;

    private final Counts counts;
    private final List<Times> requests;
    private final boolean paced;

    /** @param paced whether requests started on a schedule, so that slots may be empty */
    public Identities(Counts counts, List<Times> requests, boolean paced) {
        this.counts = counts;
        this.requests = requests;
        this.paced = paced;
    }

    /**
     * The means of a load test, each null if the tool prints none: requests and tokens per second, times in milliseconds.
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

    /** Returns the findings of the identities whose figures exist; empty if times or counts are missing. */
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

    /** The identity of latencies needs requests with one number of output tokens. */
    private boolean oneLength(double output) {
        return output == Math.rint(output) && requests.stream().allMatch(request -> request.output() == output);
    }

    private Finding paced(WrittenNumber qps, WrittenNumber e2e) {
        return new Finding(
                PublishedAudits.IN_FLIGHT.identity(),
                Severity.SOUND,
                String.format(
                        Locale.ROOT,
                        "%s/s × %s ms = %.3f in flight, at most %d; requests started on a schedule, not when another ended",
                        qps,
                        e2e,
                        qps.value().doubleValue() * e2e.value().doubleValue() / 1000,
                        counts.concurrency()));
    }

    /** Returns whether the mean in flight exceeds the limit, which different requests cannot explain. */
    private boolean overfull(WrittenNumber qps, WrittenNumber e2e) {
        return qps.low().multiply(e2e.low()).movePointLeft(3).compareTo(BigDecimal.valueOf(counts.concurrency())) > 0;
    }

    /**
     * Returns whether these means are impossible for any requests. A file that lists its requests shows how they differ, so it is not checked in
     * this way.
     */
    private boolean isImpossible(PublishedAudits audit, PublishedFigures published, Lengths lengths, Means means) {
        if (audit == PublishedAudits.IN_FLIGHT && overfull(published.qps(), published.e2e())) {
            return true;
        }
        return requests.isEmpty()
                && switch (audit) {
                    case IN_FLIGHT -> isEmptier(published, means);
                    case LATENCY -> means.alike();
                    case DECODE_RATE -> isBelow(published.decodeTps(), published.tpot(), 1);
                    // If prompts differ in length, the long ones may be the fast ones.
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
     * No slot is empty while requests remain, so only the drain at the end leaves slots empty ({@link dev.assay.tools.published.LoopOccupancy});
     * and the longest of N requests is above the mean by at most √(N − 1) standard deviations (Samuelson, How deviant can you be?, Journal of the
     * American Statistical Association 63, 1968).
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
                                                ? "; the file does not say whether its requests are alike"
                                                : ""));
        };
    }

    private static @Nullable WrittenNumber written(@Nullable Double value) {
        return value == null || !(value > 0) || value > 1e14
                ? null
                : new WrittenNumber(new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_UP));
    }
}
