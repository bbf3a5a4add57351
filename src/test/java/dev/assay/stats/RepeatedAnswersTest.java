package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RepeatedAnswersTest {
    static List<GoldenValue> falseAlarms() {
        return GoldenValue.of("count-false-alarm");
    }

    static List<GoldenValue> lowestCounts() {
        return GoldenValue.of("lowest-count");
    }

    private static RepeatedAnswers answers(GoldenValue golden) {
        return RepeatedAnswers.of(
                Arrays.stream(golden.arguments().get(0)).mapToInt(r -> (int) r).toArray(),
                (int) golden.arguments().get(1)[0]);
    }

    /** SciPy's {@code poisson_binom(p).cdf(count - 1)}, with p as golden.py derives it. */
    @ParameterizedTest
    @MethodSource("falseAlarms")
    void falseAlarmsAgreeWithScipy(GoldenValue golden) {
        assertThat(answers(golden).falseAlarm((int) golden.last())).isCloseTo(golden.value(), within(1e-9));
    }

    /** The highest count with SciPy's {@code poisson_binom(p).cdf(count - 1)} at most the rate. */
    @ParameterizedTest
    @MethodSource("lowestCounts")
    void lowestCountsAgreeWithScipy(GoldenValue golden) {
        assertThat(answers(golden).lowestCount(golden.last())).isEqualTo((int) golden.value());
    }

    /** Of 5 repeats 2 right: 6 of the 10 pairs differ. */
    @Test
    void flipRateIsTheShareOfPairsOfRepeatsThatDiffer() {
        var answers = RepeatedAnswers.of(new int[] {0, 5, 2, 4}, 5);

        assertThat(IntStream.range(0, 4).mapToDouble(answers::flipRate)).containsExactly(0.0, 0.0, 0.6, 0.4);
        assertThat(answers.flipRate()).isEqualTo(0.25);
        // 2 · 3 / 20 + 4 · 1 / 20 is 0.5.
        assertThat(answers.independentSd()).isEqualTo(Math.sqrt(0.5) / 4);
    }

    /** With X = 0 the next run loses y of them with probability 1 / 6^y: two and more in 1 of 36, three and more in 1 of 216. */
    @Test
    void aThousandStableQuestionsMayLoseTwoByChance() {
        var stable = RepeatedAnswers.of(
                IntStream.range(0, 1319).map(i -> i < 1200 ? 5 : 0).toArray(), 5);

        assertThat(stable.flipRate()).isZero();
        assertThat(stable.falseAlarm(1200)).isCloseTo(1.0 / 6, within(0.01));
        assertThat(stable.lowestCount(0.01)).isEqualTo(1198);
        assertThat(stable.lowestCount(0.001)).isEqualTo(1197);
    }

    /** The mean count of the five runs is 65; thirty questions are right in half of the runs or so. */
    @Test
    void halfOfTheNextRunsAreBelowTheMeanOfTheRuns() {
        var right = IntStream.range(0, 100)
                .map(i -> i < 50 ? 5 : i < 80 ? 2 + i % 2 : 0)
                .toArray();
        var answers = RepeatedAnswers.of(right, 5);

        assertThat(Arrays.stream(right).sum()).isEqualTo(5 * 65);
        assertThat((answers.falseAlarm(65) + answers.falseAlarm(66)) / 2).isCloseTo(0.5, within(0.03));
    }

    @Test
    void questionsThatDoNotDifferAreOneProportion() {
        var answers = RepeatedAnswers.of(new int[] {2, 3, 2, 3}, 5);

        assertThat(answers.falseAlarm(1)).isEqualTo(1.0 / 16);
        assertThat(answers.falseAlarm(0)).isZero();
        assertThat(answers.falseAlarm(5)).isCloseTo(1, within(1e-14));
    }

    /** Questions of which most are stable and some are usually wrong, some flip often or none does; 2,000 evalsets of 150 questions. */
    @ParameterizedTest
    @CsvSource({"3, 20", "5, 20", "3, 0", "5, 0"})
    void theNextRunIsBelowTheLowestCountAtMostAsOftenAsTheRate(int repeats, int unstable) {
        var random = new Random(20261129);
        var alarms = 0;
        for (var evalset = 0; evalset < 2000; evalset++) {
            var truth = IntStream.range(0, 150)
                    .mapToDouble(i -> i < 110 ? 0.99 : i < 110 + unstable ? random.nextDouble() : 0.02)
                    .toArray();
            var right = Arrays.stream(truth)
                    .mapToInt(p -> (int) IntStream.range(0, repeats)
                            .filter(i -> random.nextDouble() < p)
                            .count())
                    .toArray();
            var next = Arrays.stream(truth).filter(p -> random.nextDouble() < p).count();
            alarms += next < RepeatedAnswers.of(right, repeats).lowestCount(0.05) ? 1 : 0;
        }
        // 5 % of 2,000 are 100, with a standard deviation of 10; less because counts are whole.
        assertThat(alarms).isBetween(20, 120);
    }

    @Test
    void theSmallestLossSeenIsAsLikelyBelowTheLimitAsThePower() {
        var answers = RepeatedAnswers.of(
                IntStream.range(0, 200).map(i -> i < 120 ? 3 : i < 180 ? 2 : 0).toArray(), 5);
        var limit = answers.lowestCount(0.01);
        var loss = answers.smallestLossSeen(limit, 0.95);

        assertThat(answers.falseAlarm(limit + loss)).isGreaterThan(0.95);
        assertThat(answers.falseAlarm(limit + loss - 1)).isLessThanOrEqualTo(0.95);
    }

    /** Four questions that are right half of the time: a run is below 4 in 15 of 16 runs, which is less than 95 %. */
    @Test
    void aLimitOfAllQuestionsNeedsTheLossOfOne() {
        assertThat(RepeatedAnswers.of(new int[] {2, 3, 2, 3}, 5).smallestLossSeen(4, 0.95))
                .isEqualTo(1);
        assertThat(RepeatedAnswers.of(new int[] {2, 3, 2, 3}, 5).smallestLossSeen(4, 0.9))
                .isZero();
    }

    @Test
    void refusesCountsThatAreNone() {
        assertThatThrownBy(() -> RepeatedAnswers.of(new int[] {6}, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Repeated answers need a question, at least 2 repeats and counts from 0 to the repeats, found [1"
                                + " questions, 5 repeats, counts [6]].");
        assertThatThrownBy(() -> RepeatedAnswers.of(new int[] {1}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Repeated answers need a question, at least 2 repeats and counts from 0 to the repeats, found [1"
                                + " questions, 1 repeats, counts [1]].");
    }

    /** Four questions that are right half of the time: none is right in 1 of 16 runs. */
    @Test
    void aRateThatIsReachedExactlyIsKept() {
        var answers = RepeatedAnswers.of(new int[] {2, 3, 2, 3}, 5);

        assertThat(answers.lowestCount(1.0 / 16)).isEqualTo(1);
        assertThat(answers.lowestCount(Math.nextDown(1.0 / 16))).isZero();
    }

    @Test
    void alwaysFewerThanAllAndOneMoreAreRight() {
        var answers = RepeatedAnswers.of(new int[] {2, 3, 2, 3}, 5);

        assertThat(answers.smallestLossSeen(1, Math.nextDown(1.0))).isEqualTo(4);
    }
}
