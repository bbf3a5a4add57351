package dev.assay.report.page.compared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.TestVerdict;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparedSectionTest {
    @Test
    void isEmptyIfNoLimitComparesAndTheRunIsComparedWithNothing() {
        assertThat(section(Runs.failingEvalset()).isEmpty()).isTrue();
    }

    @Test
    void showsTheAnswersOfBothSidesWithTheBoundsOfTheChange() {
        var row = section(RepeatedRuns.comparedEvalset()).answers().getFirst();

        assertThat(List.of(row.reference(), row.here(), row.there(), row.points(), row.chance()))
                .containsExactly("bf16", "2 / 4", "3 / 4", "-25.0 pp", "p = 0.50");
        assertThat(row.interval().english()).matches("-\\d+\\.\\d pp to \\+\\d+\\.\\d pp");
        assertThat(row.change().lost()).containsExactly("q-2", "q-3");
        assertThat(row.change().gained()).containsExactly("q-4");
        assertThat(row.margin()).contains(0.03);
    }

    @Test
    void showsEveryLimitThatComparesWithWhyItIsNotDecided() {
        assertThat(section(RepeatedRuns.comparedEvalset()).limits())
                .extracting(ComparedLimit::figure)
                .containsExactly(
                        "accuracy no-worse against bf16",
                        "accuracy recovery against bf16",
                        "accuracy no-worse against a score");
        assertThat(section(RepeatedRuns.comparedEvalset())
                        .limits()
                        .getFirst()
                        .why()
                        .english())
                .contains("questions decide");
    }

    @Test
    void showsALimitThatCouldNotBeComparedAndWhy() {
        assertThat(section(RepeatedRuns.uncomparedEvalset()).limits())
                .singleElement()
                .satisfies(limit -> {
                    assertThat(limit.figure()).isEqualTo("accuracy no-worse against bf16");
                    assertThat(limit.kind()).isEqualTo("unmeasured");
                    assertThat(limit.why().english()).isNotEmpty();
                });
        assertThat(section(RepeatedRuns.uncomparedEvalset()).answers()).isEmpty();
    }

    @Test
    void showsTheBoundsOfALatencyRegression() {
        assertThat(section(RepeatedRuns.comparedLoadTest()).limits())
                .singleElement()
                .satisfies(limit -> assertThat(limit.measured().english()).contains("95 % sure"));
    }

    @Test
    void saysWhichTestsOfAnotherRunCouldNotBeComparedAndWhy() {
        var other = new ComparedRun(
                "runs/a", List.of(new ComparedPair.NotCompared("smollm2-135m c4", "that run did not measure it")));
        var section = ComparedSection.of(RepeatedRuns.run(Runs.failingCell()), Optional.of(other));

        assertThat(section.isEmpty()).isFalse();
        assertThat(section.beside().orElseThrow().not())
                .containsExactly(new ComparedPair.NotCompared("smollm2-135m c4", "that run did not measure it"));
    }

    private static ComparedSection section(TestVerdict test) {
        return ComparedSection.of(RepeatedRuns.run(test), Optional.empty());
    }
}
