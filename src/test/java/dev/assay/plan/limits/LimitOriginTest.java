package dev.assay.plan.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Workspace;
import dev.assay.plan.testspecs.Limit;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitOriginTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    /** Returns the origins of the limits of the load test, and then of the evalset. */
    private List<LimitOrigin> origins() {
        return workspace.read().deployments().getFirst().tests().stream()
                .flatMap(test -> test.limits().stream())
                .map(Limit::origin)
                .toList();
    }

    @Test
    void readsTheRunsThatALimitWasComputedFrom() {
        workspace.with(
                "{max: 39.2 ms}",
                "{max: 45.5 ms, from: {mean: 44.1 ms, sd: 0.43 ms, runs: 5, rate: 0.5 %, date: 2026-11-29, machine: 'H100, 80 GB'},"
                        + " review-after: 2027-02-27}");

        assertThat(origins())
                .containsExactly(
                        LimitOrigin.NONE,
                        new LimitOrigin(
                                Optional.of(new LimitOrigin.Runs(
                                        44.1, 0.43, List.of(), 5, 0.005, DAY, Optional.of("H100, 80 GB"))),
                                Optional.of(LocalDate.of(2027, 2, 27))));
    }

    @Test
    void readsHowOftenEachQuestionCountedAndTakesOnePercentForTheRate() {
        workspace.with(
                "{min: 1/2}",
                "{min: 1/2, from: {mean: 66.7 %, sd: 0 pp, by-question: [0, 0, 2, 0], runs: 3, date: 2026-11-29}}");

        assertThat(origins())
                .containsExactly(
                        new LimitOrigin(
                                Optional.of(new LimitOrigin.Runs(
                                        0.667, 0, List.of(0, 0, 2, 0), 3, 0.01, DAY, Optional.empty())),
                                Optional.empty()),
                        LimitOrigin.NONE);
    }

    @Test
    void readsADayForReviewWithoutRuns() {
        workspace.with("{max: 39.2 ms}", "{max: 39.2 ms, review-after: 2027-02-27}");

        assertThat(origins()).contains(new LimitOrigin(Optional.empty(), Optional.of(LocalDate.of(2027, 2, 27))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            from: 5                                                        | 43 | 'from' must be a mapping of keys to values, found the number [5]
            `from: {sd: 1 ms, runs: 5, date: 2026-11-29}`                  | 43 | 'from' needs 'mean'
            `from: {mean: 38, sd: 1 ms, runs: 5, date: 2026-11-29}`        | 50 | 'tpot.mean' needs a duration: expected e.g. '39.2 ms', found [38]
            `from: {mean: 38 ms, sd: 1 %, runs: 5, date: 2026-11-29}`      | 61 | 'sd' of 'tpot.mean' needs a standard deviation with its unit, such as '1.200 ms'; found [1 %]
            `from: {mean: 38 ms, sd: -1 ms, runs: 5, date: 2026-11-29}`    | 61 | 'sd' of 'tpot.mean' needs a standard deviation with its unit, such as '1.200 ms'; found [-1 ms]
            `from: {mean: 38 ms, runs: 5, date: 2026-11-29}`               | 43 | 'from' needs 'sd'
            `from: {mean: 38 ms, sd: 1 ms, date: 2026-11-29}`              | 43 | 'from' needs 'runs'
            `from: {mean: 38 ms, sd: 1 ms, runs: 1, date: 2026-11-29}`     | 73 | 'runs' must be a whole number from 2 to 1000, found the number [1]
            `from: {mean: 38 ms, sd: 1 ms, runs: 5}`                       | 43 | 'from' needs 'date'
            `from: {mean: 38 ms, sd: 1 ms, runs: 5, date: 29.11.2026}`     | 82 | 'date' must be a day such as 2026-11-29; found [29.11.2026]
            `from: {mean: 38 ms, sd: 1 ms, runs: 5, date: 2026-02-30}`     | 82 | 'date' must be a day such as 2026-11-29; found [2026-02-30]
            `from: {mean: 38 ms, sd: 1 ms, runs: 5, date: 2026-11-29, rate: 60 %}` | 100 | 'rate' is how often chance may fail the test, above 0 % and at most 50 %, such as '1 %'; found [60 %]
            `from: {mean: 38 ms, sd: 1 ms, runs: 5, date: 2026-11-29, machin: a}` | 94 | unknown key 'machin' in 'from'; allowed: mean, runs, sd, by-question, rate, date, machine. Did you mean 'machine'?
            `from: {mean: 38 ms, sd: 1 ms, by-question: [1, 1, 1], runs: 2, date: 2026-11-29}` | 80 | 'by-question' goes only with a share of questions, and 'tpot.mean' is none: remove it
            review-after: next year                                        | 51 | 'review-after' must be a day such as 2026-11-29; found [next year]
            """)
    void refusesAnOriginThatItCannotComputeWith(String key, int column, String message) {
        workspace.with("{max: 39.2 ms}", "{max: 39.2 ms, " + key + "}");

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:15:" + column + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `mean: 1/2, sd: 0 pp, by-question: [1, 1], runs: 2`      | 73 | 'by-question' says how many questions counted in none, in one, … in all of the 2 runs: 3 whole numbers with the sum 2, since the evalset has 2 questions; found 2 with the sum 2
            `mean: 1/2, sd: 0 pp, by-question: [1, 1, 1], runs: 2`   | 73 | 'by-question' says how many questions counted in none, in one, … in all of the 2 runs: 3 whole numbers with the sum 2, since the evalset has 2 questions; found 3 with the sum 3
            `mean: 1/2, sd: 0 pp, by-question: [1, a, 1], runs: 2`   | 73 | 'by-question' says how many questions counted in none, in one, … in all of the 2 runs: 3 whole numbers with the sum 2, since the evalset has 2 questions; found 3 with the sum 2
            `mean: 60 %, sd: 0 pp, by-question: [1, 0, 1], runs: 2`  | 45 | 'mean' of 'accuracy' must be what 'by-question' gives, which is 50.00 %; found [60.00 %]
            `mean: 1/2, sd: 1 %, runs: 2`                  | 54 | 'sd' of 'accuracy' needs a standard deviation with its unit, such as '1.2 pp'; found [1 %]
            """)
    void refusesCountsThatDoNotFitTheEvalset(String keys, int column, String message) {
        workspace.with("{min: 1/2}", "{min: 1/2, from: {" + keys + ", date: 2026-11-29}}");

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:19:" + column + ": " + message);
    }
}
