package dev.assay.gate.checks;

import static dev.assay.testing.Figures.limited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparedQuestionsTest {
    private static final Location PLACE = new Location("thresholds.yaml", 30, 9);
    private static final Against BF16 = new Against("bf16", PLACE);

    private static Limit limit(Bound bound) {
        return new Limit(limited("accuracy"), bound, true, false, PLACE);
    }

    private static Bound noWorse(double share, String written) {
        return new Bound.NoWorse(BF16, new Margin.Points(share, written));
    }

    private static Bound recovery(double share, String written) {
        return new Bound.Recovery(BF16, new Quantity(share, Unit.SHARE, written));
    }

    private static List<String> problems(int questions, Limit limit) {
        return ComparedQuestions.problems(Plans.plan(Plans.accuracy(questions, limit))).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void refusesAMarginThatSoFewQuestionsCannotProve() {
        // z² (1 − m) / m, of z = 1.645: 51.4 for 5 points, 87.5 for 3
        assertThat(problems(40, limit(noWorse(0.05, "5 pp"))))
                .containsExactly(
                        "thresholds.yaml:30:9: 'accuracy no-worse against bf16' of evalset [first_light_v1]: `margin: 5 pp` cannot"
                                + " pass with 40 questions without a flip; it needs 52. Ask more questions, allow more, or write"
                                + " 'on-inconclusive: warn' if it shall only fail.");
        assertThat(problems(51, limit(noWorse(0.05, "5 pp")))).hasSize(1);
        assertThat(problems(52, limit(noWorse(0.05, "5 pp")))).isEmpty();
        assertThat(problems(87, limit(noWorse(0.03, "3 pp")))).hasSize(1);
        assertThat(problems(88, limit(noWorse(0.03, "3 pp")))).isEmpty();
    }

    @Test
    void refusesARecoveryThatSoFewQuestionsCannotProve() {
        // n / (n + z²) of n without a flip
        assertThat(problems(51, limit(recovery(0.95, "95 %"))))
                .containsExactly(
                        "thresholds.yaml:30:9: 'accuracy recovery against bf16' of evalset [first_light_v1]: `min: 95 %` cannot"
                                + " pass with 51 questions without a flip; it needs 52. Ask more questions, allow more, or write"
                                + " 'on-inconclusive: warn' if it shall only fail.");
        assertThat(problems(52, limit(recovery(0.95, "95 %")))).isEmpty();
        assertThat(problems(1000, limit(recovery(1, "100 %"))))
                .containsExactly(
                        "thresholds.yaml:30:9: 'accuracy recovery against bf16' of evalset [first_light_v1]: `min: 100 %` cannot"
                                + " pass with 1000 questions without a flip. Allow more, or write 'on-inconclusive: warn' if it"
                                + " shall only fail.");
    }

    @Test
    void refusesAScoreThatNoAnswersCanKeep() {
        var score = new Bound.NoWorseThanScore(
                new Quantity(0.99, Unit.SHARE, "0.99"), 1319, new Margin.Points(0.01, "1 pp"));

        assertThat(problems(40, limit(score)))
                .containsExactly(
                        "thresholds.yaml:30:9: 'accuracy no-worse against a score' of evalset [first_light_v1]: `margin: 1 pp`"
                                + " cannot pass with 40 questions, even if all are answered rightly; it needs 133. Ask more questions,"
                                + " allow more, or write 'on-inconclusive: warn' if it shall only fail.");
        assertThat(problems(133, limit(score))).isEmpty();
    }

    @Test
    void leavesALimitThatOnlyFails() {
        var bound = noWorse(0.05, "5 pp");

        assertThat(problems(40, new Limit(limited("accuracy"), bound, true, true, PLACE)))
                .isEmpty();
        assertThat(problems(40, new Limit(limited("accuracy"), bound, false, false, PLACE)))
                .isEmpty();
    }
}
