package dev.assay.tools.published;

import dev.assay.plan.tests.Pace;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.PublishedFigures;
import dev.assay.plan.thresholds.TokenLengths;
import java.util.Optional;

/**
 * A cell as it was published: what was asked for, and the figures.
 *
 * @param inputTokens tokens in each prompt
 * @param outputTokens tokens in each answer
 * @param concurrency how many users there were
 * @param slots how many requests could be in flight at once
 */
public record PublishedLoadTest(
        int inputTokens, int outputTokens, int concurrency, int slots, PublishedFigures published) {
    /** Returns the row of a cell; empty if nothing is published of it. */
    public static Optional<PublishedLoadTest> of(TestSpec.LoadTest cell) {
        return cell.published() != null
                        && cell.pace() instanceof Pace.Closed pace
                        && cell.workload().input() instanceof TokenLengths.Exactly in
                        && cell.workload().output() instanceof TokenLengths.Exactly out
                ? Optional.of(new PublishedLoadTest(
                        in.tokens(), out.tokens(), pace.concurrency(), pace.inFlight(), cell.published()))
                : Optional.empty();
    }

    /** Returns whether a request had its first token before its last, after rounding. */
    boolean startsBeforeItEnds() {
        return published.ttft().high().compareTo(published.e2e().low()) < 0;
    }

    /** Returns e2e − ttft in milliseconds, where that is positive. */
    RoundedRange decodeTime() {
        return RoundedRange.of(published.e2e()).minus(RoundedRange.of(published.ttft()));
    }
}
