package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.input.Location;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.stats.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuessingLevelTest {
    private static final Question OF_FOUR = question(new Expected.Choice(List.of("a", "b", "c", "d"), "B"));
    private static final Question OF_TWO = question(new Expected.Choice(List.of("a", "b"), "B"));

    private static Question question(Expected expected) {
        return new Question("q-1", "?", expected, false, List.of(), Location.commandLine());
    }

    @Test
    void averagesOverQuestionsWithDifferentNumbersOfOptions() {
        assertThat(GuessingLevel.of(List.of(OF_FOUR, OF_FOUR, OF_TWO, OF_TWO))
                        .orElseThrow()
                        .share())
                .isEqualTo(0.375, within(1e-12));
    }

    @Test
    void knowsNothingOfQuestionsWithoutOptions() {
        assertThat(GuessingLevel.of(List.of(OF_FOUR, question(new Expected.Exact("!")))))
                .isEmpty();
        assertThat(GuessingLevel.of(List.of())).isEmpty();
    }

    @Test
    void tellsWhetherAnswersMayBeGuesses() {
        var level = new GuessingLevel(0.25);

        assertThat(level.isWithin(new Interval(0.183, 0.281, 0.95))).isTrue();
        assertThat(level.isWithin(new Interval(0.25, 0.40, 0.95))).isTrue();
        assertThat(level.isWithin(new Interval(0.10, 0.25, 0.95))).isTrue();
        assertThat(level.isWithin(new Interval(0.26, 0.40, 0.95))).isFalse();
        assertThat(level.isWithin(new Interval(0.10, 0.24, 0.95))).isFalse();
    }
}
