package dev.assay.gate.checks;

import static dev.assay.testing.Plans.max;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Price;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostLimitsTest {
    @Test
    void needAPrice() {
        var loadTest = Plans.loadTest(2, 3, max("cost-per-mtok", 0.4, Unit.PER_MTOK, "0.40/Mtok"));
        var planned = Plans.planned(loadTest);
        var price = new Price(new BigDecimal("2.20"), "EUR");
        var priced = new Planned(Plans.priced(planned.deployment(), price), loadTest);

        assertThat(CostLimits.problems(Plans.plan(loadTest)))
                .singleElement()
                .hasToString(
                        "thresholds.yaml:30:9: 'cost-per-mtok' of load test [c4] needs to know what the server costs: add"
                                + " `price` to deployment 'smollm2-135m', such as `price: 2.20 EUR/h`.");
        assertThat(CostLimits.problems(new Plan(List.of(priced), false))).isEmpty();
        assertThat(CostLimits.problems(Plans.plan(Plans.loadTest(2, 3, max("energy", 1, Unit.WATT_HOURS, "1 Wh")))))
                .isEmpty();
    }
}
