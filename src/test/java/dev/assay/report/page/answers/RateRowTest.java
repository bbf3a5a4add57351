package dev.assay.report.page.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.TestVerdict;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RateRowTest {
    @Test
    void saysCountShareIntervalLimitAndByHowMuchItIsMissed() {
        assertThat(lines(Runs.failingEvalset()))
                .containsExactly(
                        "accuracy | 2 / 5 | 40.0 % | 11.8 % to 76.9 % | ≥ 4/5 | FAIL | 40.0 pp below the limit",
                        "truncated | 1 / 5 | 20.0 % | 3.6 % to 62.4 % | ≤ 20 % | PASS | ");
    }

    @Test
    void hasTheAccuracyEvenWithoutALimit() {
        assertThat(lines(RepeatedRuns.comparedEvalset()))
                .containsExactly("accuracy | 2 / 4 | 50.0 % | 15.0 % to 85.0 %");
    }

    @Test
    void ofAnUnmeasuredEvalsetTheShareIsUndefined() {
        assertThat(lines(Runs.unmeasuredEvalset()))
                .singleElement()
                .asString()
                .startsWith("accuracy |  | undefined |  |");
    }

    @Test
    void hasTheMeanOverRepeatsAndEachRepeat() {
        assertThat(lines(RepeatedRuns.evalset()))
                .containsExactly(
                        "accuracy |  | 58.3 % ± 14.4 % (mean of 3 repeats) |  | ≥ 2/4 | PASS | ",
                        "repeat 1: accuracy | 2 / 4 | 50.0 % | 15.0 % to 85.0 %",
                        "repeat 2: accuracy | 2 / 4 | 50.0 % | 15.0 % to 85.0 %",
                        "repeat 3: accuracy | 3 / 4 | 75.0 % | 30.1 % to 95.4 %");
    }

    @Test
    void anUndefinedShareIsNoNumberInTheChart() {
        var json = Json.MAPPER.createObjectNode();
        rows(Runs.unmeasuredEvalset()).getFirst().into(json);

        assertThat(json.has("value")).isFalse();
        assertThat(json.get("limits").get(0).asDouble()).isEqualTo(0.8);
    }

    private static List<RateRow> rows(TestVerdict test) {
        return AccuracySection.of(RepeatedRuns.run(test), Optional.empty(), planned -> Stream.empty())
                .rates();
    }

    private static List<String> lines(TestVerdict test) {
        return rows(test).stream().map(RateRowTest::line).toList();
    }

    private static String line(RateRow row) {
        return (row.repeat() == 0 ? "" : row.repeated().english() + ": ")
                + String.join(
                        " | ",
                        row.figure(),
                        row.count(),
                        row.value().english(),
                        row.interval().english())
                + row.judged()
                        .map(judged -> " | " + judged.allowed().english() + " | "
                                + judged.word().english() + " | "
                                + judged.excess().english())
                        .orElse("");
    }
}
