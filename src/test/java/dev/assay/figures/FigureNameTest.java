package dev.assay.figures;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.figures.texts.TextFigure;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import org.junit.jupiter.api.Test;

class FigureNameTest {
    @Test
    void isWrittenAsItsKey() {
        assertThat(FigureName.all())
                .allSatisfy(figure -> assertThat(figure).hasToString(figure.key()))
                .extracting(FigureName::toString)
                .contains("ttft.p99", "qps", "preemptions", "failed-share");
        assertThat(RequestFigure.values())
                .allSatisfy(figure -> assertThat(figure).hasToString(figure.key()));
        assertThat(TextFigure.values()).extracting(TextFigure::toString).containsExactly("nll", "perplexity");
        assertThat(TextFigure.values()).extracting(TextFigure::key).containsExactly("nll", "perplexity");
    }

    @Test
    void hasTheDefinitionOfItsFigure() {
        assertThat(named("ttft.p99").definition()).isEqualTo("first read with output − sent");
        assertThat(named("qps").definition()).isEqualTo("completed requests / window");
        assertThat(TextFigure.PERPLEXITY.definition()).isEqualTo("e^nll");
    }

    @Test
    void isWhatALimitOfALoadTestIsOn() {
        assertThat(FigureName.of(Plans.max("ttft.p99", 1, Unit.MILLISECONDS, "1 ms")))
                .isEqualTo(named("ttft.p99"));
        assertThatThrownBy(() -> FigureName.of(Plans.min("accuracy", 0.9, Unit.SHARE, "90 %")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no load test has the figure 'accuracy'");
    }

    @Test
    void somePartsOfALoadTestAreNamedTogether() {
        assertThat(RunFigure.ofPowerAndCost())
                .extracting(RunFigure::key)
                .containsExactly("gpu-power", "energy", "energy-per-mtok", "cost-per-mtok");
        assertThat(RunFigure.ofFinishes())
                .extracting(RunFigure::key)
                .containsExactly(
                        "finish.stop",
                        "finish.length",
                        "finish.tool-calls",
                        "finish.content-filter",
                        "finish.gave-up",
                        "finish.unknown");
        assertThat(RequestFigure.objectives())
                .extracting(RequestFigure::key)
                .containsExactly("ttft", "ttst", "e2e", "tpot", "client-wait", "ttft.scheduled", "e2e.scheduled");
    }
}
