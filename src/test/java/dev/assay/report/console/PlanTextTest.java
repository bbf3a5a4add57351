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

    @Test
    void namesTheEvalsetOfATestWithANameOfItsOwn() {
        var plan = Plans.plan(Plans.accuracy(2), Plans.named("alone", Plans.accuracy(2)));

        assertThat(PlanText.of(plan, Map.of()))
                .contains(
                        "smollm2-135m first_light_v1: 2 questions, 4 in flight, at most 64 tokens out",
                        "smollm2-135m alone: 2 questions of first_light_v1, 4 in flight, at most 64 tokens out");
    }
}
