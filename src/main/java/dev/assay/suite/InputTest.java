package dev.assay.suite;

import dev.assay.input.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reports what is wrong with what people wrote; where anything is, no other test runs and nothing is sent. */
@Tag("protocol")
@Tag("accuracy")
@Tag("load")
@Order(10)
@DisplayName("input")
@ExtendWith(SessionExtension.class)
class InputTest {
    @Test
    @DisplayName("thresholds.yaml, evalsets and properties are valid")
    void valid(Opened opened) {
        switch (opened) {
            case Opened.Accepted ignored -> {}
            case Opened.Read ignored -> {}
            case Opened.Refused refused -> {
                refused.reported().set(true);
                throw Reported.atTest(new InputException(refused.why().problems()));
            }
        }
    }
}
