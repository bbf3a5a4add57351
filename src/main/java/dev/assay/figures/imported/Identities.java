package dev.assay.figures.imported;

import dev.assay.figures.Finding;
import dev.assay.figures.Finding.Severity;
import dev.assay.figures.PublishedRow;
import dev.assay.figures.RowAudits;
import dev.assay.figures.RowFinding;
import dev.assay.figures.imported.ImportedCell.Counts;
import dev.assay.figures.imported.ImportedCell.Lengths;
import dev.assay.figures.imported.ImportedCell.Times;
import dev.assay.spec.Published;
import dev.assay.spec.Written;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The identities between the means of a cell: those of published rows, held against what another tool wrote. */
final class Identities {
    private static final int DECIMALS = 6;

    private final Counts counts;
    private final List<Times> requests;

    Identities(Counts counts, List<Times> requests) {
        this.counts = counts;
        this.requests = requests;
    }

    /**
     * The means of a cell, each absent where the tool prints none: requests and tokens a second, times in milliseconds.
     *
     * @param promptTps input tokens / ttft
     * @param decodeTps 1 / tpot
     */
    record Means(
            @Nullable Double qps,
            @Nullable Double promptTps,
            @Nullable Double decodeTps,
            @Nullable Double ttft,
            @Nullable Double e2e,
            @Nullable Double tpot) {}

    /** Returns what the identities say whose figures are there; nothing if times or counts are missing. */
    List<Finding> of(Lengths lengths, Means means) {
        var qps = written(means.qps);
        var ttft = written(means.ttft);
        var e2e = written(means.e2e);
        var tpot = written(means.tpot);
        if (qps == null || ttft == null || e2e == null || tpot == null || lengths.input() < 1 || lengths.output() < 1) {
            return List.of();
        }
        var promptTps = written(means.promptTps);
        var decodeTps = written(means.decodeTps);
        var published = new Published(
                qps, promptTps, decodeTps, ttft, e2e, tpot, null, counts.completed(), null, "a result file");
        var slots = Math.max(1, counts.concurrency());
        var row = new PublishedRow(
                (int) Math.round(lengths.input()), (int) Math.round(lengths.output()), slots, slots, published);
        var findings = new ArrayList<Finding>();
        for (var audit : audits(lengths.output(), promptTps, decodeTps)) {
            findings.add(finding(audit, audit.of(row), audit == RowAudits.IN_FLIGHT && overfull(qps, e2e)));
        }
        return findings;
    }

    private Set<RowAudits> audits(double output, @Nullable Written promptTps, @Nullable Written decodeTps) {
        var audits = EnumSet.noneOf(RowAudits.class);
        if (counts.concurrency() > 0) {
            audits.add(RowAudits.IN_FLIGHT);
        }
        if (output > 1 && oneLength(output)) {
            audits.add(RowAudits.LATENCY);
        }
        if (decodeTps != null) {
            audits.add(RowAudits.DECODE_RATE);
        }
        if (promptTps != null) {
            audits.add(RowAudits.PROMPT_RATE);
        }
        return audits;
    }

    /** The identity of latencies is one of requests for one number of tokens. */
    private boolean oneLength(double output) {
        return output == Math.rint(output) && requests.stream().allMatch(request -> request.output() == output);
    }

    /** However much requests differ, no more are in flight on average than could be. */
    private boolean overfull(Written qps, Written e2e) {
        return qps.low().multiply(e2e.low()).movePointLeft(3).compareTo(BigDecimal.valueOf(counts.concurrency())) > 0;
    }

    /** A file that lists its requests shows why an identity does not hold; one that does not can only be doubted. */
    private Finding finding(RowAudits audit, RowFinding found, boolean impossible) {
        return switch (found) {
            case RowFinding.Holds holds -> new Finding(audit.identity(), Severity.SOUND, holds.text());
            case RowFinding.CannotBeSaid open -> new Finding(audit.identity(), Severity.NOTE, open.text());
            case RowFinding.DoesNotHold not ->
                new Finding(
                        audit.identity(),
                        impossible || requests.isEmpty() ? Severity.INVALID : Severity.NOTE,
                        not.text());
        };
    }

    private static @Nullable Written written(@Nullable Double value) {
        return value == null || !(value > 0) || value > 1e14
                ? null
                : new Written(new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_UP));
    }
}
