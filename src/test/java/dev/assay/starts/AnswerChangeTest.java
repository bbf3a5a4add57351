package dev.assay.starts;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.set;
import static dev.assay.starts.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.stats.PairedCounts;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class AnswerChangeTest {
    /** Questions 1, 2, 3, …, each right or wrong. */
    private static RunSet answered(String digits) {
        var answers = new LinkedHashMap<String, Boolean>();
        for (var i = 0; i < digits.length(); i++) {
            answers.put("q" + (i + 1), digits.charAt(i) == '1');
        }
        return set(start(0, conditions(), java.util.Map.of(), answers));
    }

    @Test
    void namesWhatIsLostAndGained() {
        var change = AnswerChange.of(answered("110010"), answered("101110")).orElseThrow();

        assertThat(change.lost()).containsExactly("q3", "q4");
        assertThat(change.gained()).containsExactly("q2");
        assertThat(change.counts()).isEqualTo(new PairedCounts(2, 1, 2, 1));
        assertThat(change.here()).isEqualTo(3);
        assertThat(change.there()).isEqualTo(4);
        assertThat(change.isSure()).isFalse();
    }

    @Test
    void isSureWhereManyAreLostAndNoneIsGained() {
        var change = AnswerChange.of(answered("0".repeat(10)), answered("1".repeat(10)))
                .orElseThrow();

        assertThat(change.interval().high()).isLessThan(0);
        assertThat(change.isSure()).isTrue();
    }

    @Test
    void countsOnlyQuestionsThatBothWereAsked() {
        assertThat(AnswerChange.of(answered("11"), answered("110"))
                        .orElseThrow()
                        .counts()
                        .n())
                .isEqualTo(2);
        assertThat(AnswerChange.of(answered(""), answered("110"))).isEmpty();
    }
}
