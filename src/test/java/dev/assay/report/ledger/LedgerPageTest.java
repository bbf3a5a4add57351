package dev.assay.report.ledger;

import static dev.assay.starts.Starts.conditions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.starts.AnswerLedger;
import dev.assay.starts.Starts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerPageTest {
    private static LedgerPage page() {
        return new LedgerPage(List.of(AnswerLedger.of(
                "small basics",
                List.of(
                        Starts.start(0, conditions(), Map.of(), answers(true, true, false)),
                        Starts.start(1, conditions("server version", "0.32.0"), Map.of(), answers(false, true, true)),
                        Starts.start(
                                2, conditions("server version", "0.32.0"), Map.of(), answers(true, true, true))))));
    }

    private static Map<String, Boolean> answers(boolean... right) {
        var answers = new LinkedHashMap<String, Boolean>();
        for (var is : right) {
            answers.put("q" + (answers.size() + 1), is);
        }
        return answers;
    }

    @Test
    void showsForEachQuestionInWhichMeasurementsItWasRight() {
        assertThat(String.join("\n", page().lines())).isEqualTo("""
                small basics: 3 questions in 3 measurements
                  1. run 1: 2/3 right, version 0.31.0, NVIDIA H200
                  2. run 2: 2/3 right, version 0.32.0, NVIDIA H200
                  3. run 3: 3/3 right, version 0.32.0, NVIDIA H200
                  unstable 1, lost 0, gained 1, always right 1, always wrong 0
                  +-+  unstable  q1
                  -++  gained    q3
                + right, - wrong, . not answered; one sign for each measurement, the oldest first""");
    }

    @Test
    void writesAPageForPeopleAndLinesForPrograms() {
        assertThat(page().page()).isEqualTo("""
                # How answers changed between runs

                + right, - wrong, . not answered; one sign for each measurement, the oldest first

                ## small basics: 3 questions in 3 measurements

                - 1. run 1: 2/3 right, version 0.31.0, NVIDIA H200
                - 2. run 2: 2/3 right, version 0.32.0, NVIDIA H200
                - 3. run 3: 3/3 right, version 0.32.0, NVIDIA H200

                unstable 1, lost 0, gained 1, always right 1, always wrong 0

                | flips | measurements | change | question |
                |---|---|---|---|
                | 2 | +-+ | unstable | q1 |
                | 1 | -++ | gained | q3 |
                """);
        assertThat(page().json()).isEqualTo("""
                {"test":"small basics","question":"q1","flips":2,"change":"unstable","right":{"run 1":true,"run 2":false,"run 3":true}}
                {"test":"small basics","question":"q3","flips":1,"change":"gained","right":{"run 1":false,"run 2":true,"run 3":true}}
                """);
    }
}
