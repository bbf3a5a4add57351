package dev.assay.tools.published;

import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.PublishedFigures;
import dev.assay.plan.thresholds.TokenLengths;
import java.util.Optional;

/**
 * A published load test: its settings and its figures.
 *
 * @param inputTokens tokens in each prompt
 * @param outputTokens tokens in each answer
 * @param concurrency the number of users
 * @param slots the most requests in flight at once
 */
public record PublishedLoadTest(
        int inputTokens, int outputTokens, int concurrency, int slots, PublishedFigures published) {
    /** Returns the published figures of a load test; empty if it has none. */
    public static Optional<PublishedLoadTest> of(TestSpec.LoadTest loadTest) {
        return loadTest.published() != null
                        && loadTest.pace() instanceof Pace.Closed pace
                        && loadTest.workload().input() instanceof TokenLengths.Exactly in
                        && loadTest.workload().output() instanceof TokenLengths.Exactly out
                ? Optional.of(new PublishedLoadTest(
                        in.tokens(), out.tokens(), pace.concurrency(), pace.inFlight(), loadTest.published()))
                : Optional.empty();
    }

    /** Returns whether ttft is surely less than e2e, allowing for rounding. */
    boolean startsBeforeItEnds() {
        return published.ttft().high().compareTo(published.e2e().low()) < 0;
    }

    /** Returns e2e − ttft in milliseconds; it must be positive. */
    RoundedRange decodeTime() {
        return RoundedRange.of(published.e2e()).minus(RoundedRange.of(published.ttft()));
    }
}
