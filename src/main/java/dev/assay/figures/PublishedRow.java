package dev.assay.figures;

import dev.assay.spec.Lengths;
import dev.assay.spec.Pace;
import dev.assay.spec.Published;
import dev.assay.spec.Row;
import java.util.Optional;

/**
 * A cell as it was published: what was asked for, and the figures.
 *
 * @param inputTokens tokens in each prompt
 * @param outputTokens tokens in each answer
 * @param concurrency how many users there were
 * @param slots how many requests could be in flight at once
 */
public record PublishedRow(int inputTokens, int outputTokens, int concurrency, int slots, Published published) {
    /** Returns the row of a cell; empty if nothing is published of it. */
    public static Optional<PublishedRow> of(Row.Cell cell) {
        return cell.published() != null
                        && cell.pace() instanceof Pace.Closed pace
                        && cell.workload().input() instanceof Lengths.Exactly in
                        && cell.workload().output() instanceof Lengths.Exactly out
                ? Optional.of(new PublishedRow(
                        in.tokens(), out.tokens(), pace.concurrency(), pace.inFlight(), cell.published()))
                : Optional.empty();
    }

    /** Returns whether a request had its first token before its last, after rounding. */
    boolean startsBeforeItEnds() {
        return published.ttft().high().compareTo(published.e2e().low()) < 0;
    }

    /** Returns e2e − ttft in milliseconds, where that is positive. */
    Range decodeTime() {
        return Range.of(published.e2e()).minus(Range.of(published.ttft()));
    }
}
