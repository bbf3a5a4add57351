package dev.assay.gate.comparison;

import static dev.assay.gate.comparison.RunSets.answers;
import static dev.assay.gate.comparison.RunSets.spoilt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RunDispersionTest {
    /** Each question is right in two of five runs: 2 × 2 × 3 / (5 × 4) = 0.6. The scores 2, 2, 0, 0 and 0 have a variance of 4.8 / 4 = 1.2. */
    @Test
    void isTheVarianceOfTheScoresInThatOfIndependentAnswers() {
        var runs = RunDispersion.of(answers("int4", "11", "11", "00", "00", "00"));

        assertThat(runs.factor()).isCloseTo(2, within(1e-12));
        assertThat(runs.text("the test"))
                .hasValue(
                        "5 runs of the test scored 0 to 2, 2.0 times the variance of independent answers; the first is compared");
    }

    /** Scores of 1 each time have no variance. */
    @Test
    void isNeverBelowOne() {
        var runs = RunDispersion.of(answers("int4", "10", "01", "10", "01", "10"));

        assertThat(runs.factor()).isEqualTo(1);
        assertThat(runs.text("the test")).hasValue("5 runs of the test scored 1; the first is compared");
    }

    @Test
    void isNotTakenFromFewerThanFiveRuns() {
        var runs = RunDispersion.of(answers("int4", "11", "11", "00", "00"));

        assertThat(runs.factor()).isEqualTo(1);
        assertThat(runs.text("the reference")).hasValue("4 runs of the reference scored 0 to 2; the first is compared");
        assertThat(RunDispersion.of(answers("int4", "11")).text("the test")).isEmpty();
    }

    @Test
    void isOneWhereNoAnswerEverDiffers() {
        assertThat(RunDispersion.of(answers("int4", "10", "10", "10", "10", "10"))
                        .factor())
                .isEqualTo(1);
    }

    /** The third question has no answer in the first run, and the sixth run is spoilt. */
    @Test
    void countsTheQuestionsThatAllSoundRunsAnswered() {
        var runs = RunDispersion.of(
                spoilt(answers("int4", "11-", "111", "001", "001", "000", "000"), 5, "the server died"));

        assertThat(runs.runs()).isEqualTo(5);
        assertThat(runs.least()).isZero();
        assertThat(runs.most()).isEqualTo(2);
        assertThat(runs.factor()).isCloseTo(2, within(1e-12));
    }
}
