package dev.assay.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Plans;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    @Test
    void showsWhatARequestShouldKeep() {
        var plan = Plans.plan(Plans.withObjectives(Plans.loadTest(2, 3)));

        assertThat(PlanText.of(plan, Map.of()))
                .contains(
                        "smollm2-135m c4: 2 requests after 1 to warm up, 4 in flight, 256 tokens in, 3 out, prompts unique,"
                                + " objectives ttft 0.5 s, tpot 50 ms");
    }
}
