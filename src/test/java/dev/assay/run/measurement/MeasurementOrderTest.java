package dev.assay.run.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan.Planned;
import dev.assay.run.measurement.MeasurementOrder.Turn;
import dev.assay.testing.LoadTests;
import dev.assay.testing.Plans;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasurementOrderTest {
    private static final Planned C1 = LoadTests.loadTest("c1");
    private static final Planned C4 = Plans.planned(Plans.loadTest(4, 3));

    @Test
    void measuresEachDeploymentInOneBlockPerRepeatAtAStartOfItsOwn() {
        var turns = MeasurementOrder.of(List.of(C4), planned -> 3, true, 1);

        assertThat(turns).containsExactly(new Turn(C4, 1, true), new Turn(C4, 2, true), new Turn(C4, 3, true));
    }

    @Test
    void startsNoServerThatTheGateDidNotStart() {
        assertThat(MeasurementOrder.of(List.of(C4), planned -> 2, false, 1))
                .containsExactly(new Turn(C4, 1, false), new Turn(C4, 2, false));
    }

    @Test
    void measuresAllTestsBeforeAnyIsRepeated() {
        assertThat(MeasurementOrder.of(List.of(C1, C4), planned -> planned.equals(C4) ? 2 : 1, true, 1))
                .extracting(turn -> turn.planned().test().name() + " " + turn.repeat())
                .last()
                .isEqualTo("c4 2");
    }

    @Test
    void drawsTheOrderOfTwoDeploymentsAnewForEachRepeat() {
        var other = Plans.planned("other", Plans.loadTest(4, 3));

        var first = LongStream.range(0, 50)
                .mapToObj(seed -> MeasurementOrder.of(List.of(C4, other), planned -> 2, true, seed).stream()
                        .map(turn -> turn.planned().deployment().name())
                        .toList())
                .distinct();

        assertThat(first)
                .containsExactlyInAnyOrder(
                        List.of("smollm2-135m", "other", "smollm2-135m", "other"),
                        List.of("smollm2-135m", "other", "other", "smollm2-135m"),
                        List.of("other", "smollm2-135m", "smollm2-135m", "other"),
                        List.of("other", "smollm2-135m", "other", "smollm2-135m"));
    }

    @Test
    void drawsTheSameOrderForTheSameSeed() {
        var other = Plans.planned("other", Plans.loadTest(4, 3));

        assertThat(MeasurementOrder.of(List.of(C4, other), planned -> 9, false, 5))
                .isEqualTo(MeasurementOrder.of(List.of(C4, other), planned -> 9, false, 5));
    }
}
