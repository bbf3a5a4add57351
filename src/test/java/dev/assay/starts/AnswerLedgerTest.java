package dev.assay.starts;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.starts.AnswerHistory.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerLedgerTest {
    /** Returns a measurement; each sign is the answer to q1, q2 and so on: + right, - wrong, . not answered. */
    public static MeasuredStart answered(int hour, String signs, Map<String, String> conditions) {
        var answers = new LinkedHashMap<String, Boolean>();
        for (var i = 0; i < signs.length(); i++) {
            if (signs.charAt(i) != '.') {
                answers.put("q" + (i + 1), signs.charAt(i) == '+');
            }
        }
        return start(hour, conditions, Map.of(), answers);
    }

    private static AnswerLedger ledger(MeasuredStart... starts) {
        return AnswerLedger.of("small basics", List.of(starts));
    }

    @ParameterizedTest
    @CsvSource({
        "++++, 0, NONE",
        "----, 0, NONE",
        "++--, 1, LOST",
        "-+++, 1, GAINED",
        "+-++, 2, UNSTABLE",
        "+-+-, 3, UNSTABLE",
        "+.+., 0, NONE",
        "+..-, 1, LOST",
        "...., 0, NONE"
    })
    void tellsUnstableQuestionsFromLostOnes(String signs, int flips, Change change) {
        var history = new AnswerHistory(
                "q",
                signs.chars()
                        .mapToObj(sign -> sign == '.' ? Optional.<Boolean>empty() : Optional.of(sign == '+'))
                        .toList());

        assertThat(history.flips()).isEqualTo(flips);
        assertThat(history.change()).isEqualTo(change);
    }

    @Test
    void putsTheQuestionThatChangedMostOftenFirst() {
        // q1 is always right, q2 lost, q3 unstable, q4 always wrong, q5 gained.
        var ledger = ledger(
                answered(3, "+-+-+", conditions()),
                answered(0, "++---", conditions()),
                answered(1, "+++--", conditions()),
                answered(2, "+----", conditions()));

        assertThat(ledger.starts()).extracting(MeasuredStart::right).containsExactly(2, 3, 1, 3);
        assertThat(ledger.changed())
                .extracting(history -> history.question() + " " + history.flips() + " " + history.change())
                .containsExactly("q3 3 unstable", "q2 1 lost", "q5 1 gained");
        assertThat(ledger.always(true)).isEqualTo(1);
        assertThat(ledger.always(false)).isEqualTo(1);
        assertThat(ledger.leftOut()).isEmpty();
    }

    @Test
    void leavesOutWhatCannotStandBesideTheNewestMeasurement() {
        var ledger = ledger(
                answered(0, "++", conditions("evalset sha256", "aa")),
                answered(1, "+-", conditions("evalset sha256", "bb", "server gpu", "NVIDIA L40S")),
                answered(1, "+-", conditions("evalset sha256", "bb", "server gpu", "NVIDIA L40S")),
                answered(2, "--", conditions("evalset sha256", "bb", "server version", "0.32.0")));

        assertThat(ledger.starts()).hasSize(2);
        assertThat(ledger.leftOut())
                .containsExactly(
                        "run 1: measured under other conditions than the newest one: evalset sha256 [aa], there [bb]",
                        "run 2: it is a copy of another one");
        assertThat(ledger.changed()).extracting(AnswerHistory::question).containsExactly("q1");
    }
}
