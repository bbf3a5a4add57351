package dev.assay.suite;

import dev.assay.input.InputException;
import dev.assay.run.StartupResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reports the problems of thresholds.yaml, evalsets and options. If there are any, no other test runs and nothing is sent. */
@Tag("protocol")
@Tag("accuracy")
@Tag("load")
@Order(10)
@DisplayName("input")
@ExtendWith(SessionExtension.class)
class InputTest {
    @Test
    @DisplayName("thresholds.yaml, evalsets and properties are valid")
    void valid(StartupResult opened) {
        switch (opened) {
            case StartupResult.Judging ignored -> {}
            case StartupResult.PartMeasured ignored -> {}
            case StartupResult.PlanShown ignored -> {}
            case StartupResult.Imported ignored -> {}
            case StartupResult.Planted ignored -> {}
            case StartupResult.LedgerShown ignored -> {}
            case StartupResult.Summarised ignored -> {}
            case StartupResult.TrendsShown ignored -> {}
            case StartupResult.Refused refused -> {
                refused.reported().set(true);
                throw JUnitVerdicts.atTest(new InputException(refused.why().problems()));
            }
        }
    }
}
