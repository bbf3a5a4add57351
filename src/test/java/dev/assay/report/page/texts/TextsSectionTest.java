package dev.assay.report.page.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.gate.Judge;
import dev.assay.gate.MeasuredStarts;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.TestVerdict;
import dev.assay.recording.Recording;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.starts.RunSet;
import dev.assay.testing.Plans;
import dev.assay.testing.Texts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextsSectionTest {
    private static TextsSection section(TestVerdict test) {
        return TextsSection.of(RepeatedRuns.run(test), Optional.empty());
    }

    private static Recording recording(double first, double second) {
        return Texts.recording(
                Texts.answer("one", Texts.tokens(first, first)), Texts.answer("two", Texts.tokens(second, second)));
    }

    /** Returns texts whose second one became less probable by 0.5 nats per token, and the first more probable by 0.25. */
    private static TestVerdict compared() {
        References bf16 = (planned, against, measured) -> new Reference.Found(
                new RunSet("bf16", List.of(MeasuredStarts.of(planned, recording(-2, -2), "bf16"))), false);
        return Judge.judge(
                Plans.planned(Texts.test(List.of("one", "two"), Texts.against(1))),
                List.of(new Repeat.Recorded(1, "here", () -> recording(-1.75, -2.5))),
                bf16);
    }

    @Test
    void isEmptyWithoutSuchTests() {
        assertThat(section(Runs.failingEvalset()).rows()).isEmpty();
    }

    @Test
    void showsEachFigureWithItsLimitAndByHowMuchItIsMissed() {
        assertThat(section(Runs.texts()).rows())
                .satisfiesExactly(
                        nll -> {
                            assertThat(List.of(nll.figure(), nll.value().english(), nll.texts(), nll.tokens()))
                                    .containsExactly("nll", "2.2000 nats", "2 / 2", "5");
                            assertThat(nll.interval().english()).isEqualTo("0.1670 nats to 4.2330 nats");
                            assertThat(nll.judged().orElseThrow().kind()).isEqualTo("fail");
                            assertThat(nll.judged().orElseThrow().excess().english())
                                    .startsWith("0.2000 nats");
                        },
                        perplexity -> {
                            assertThat(perplexity.value().english()).isEqualTo("9.025");
                            assertThat(perplexity.judged().orElseThrow().kind()).isEqualTo("pass");
                            assertThat(perplexity
                                            .judged()
                                            .orElseThrow()
                                            .excess()
                                            .english())
                                    .isEmpty();
                        });
    }

    @Test
    void showsNoValueIfATextHasNoLogProbabilities() {
        var rows = section(Runs.unmeasuredTexts()).rows();

        assertThat(rows).extracting(TextRow::texts).containsOnly("1 / 2");
        assertThat(rows).extracting(row -> row.value().english()).containsOnly("undefined");
        assertThat(rows).extracting(row -> row.interval().english()).containsOnly("");
    }

    @Test
    void showsTheMeanOfRepeatsAndEachRepeat() {
        assertThat(section(Runs.repeatedTexts()).rows())
                .filteredOn(row -> row.figure().equals("nll"))
                .extracting(row -> row.repeated().english() + " " + row.value().english())
                .containsExactly(" 2.2200 ± 0.0283 (2)", "repeat 1 2.2000 nats", "repeat 2 2.2400 nats");
    }

    @Test
    void showsEachTextBesideThatOfTheReferenceTheLargestRiseFirst() {
        var pair = section(compared()).pairs().getFirst();

        assertThat(pair.reference()).isEqualTo("bf16");
        assertThat(pair.higher()).isEqualTo(1);
        assertThat(pair.rows())
                .containsExactly(
                        new TextPair.Row("two", 2, "2.5000 nats", "2.0000 nats", "+0.5000 nats"),
                        new TextPair.Row("one", 2, "1.7500 nats", "2.0000 nats", "-0.2500 nats"));
        assertThat(pair.changes().perToken()).isCloseTo(0.125, within(1e-12));
        assertThat(pair.mean().english()).startsWith("+0.1250 nats (95 % interval -");
    }

    @Test
    void showsTheChangeOfALimitThatCompares() {
        assertThat(section(compared()).rows())
                .first()
                .satisfies(row -> assertThat(row.judged().orElseThrow().excess().english())
                        .matches("changed by \\+6\\.\\d+ %"));
    }
}
