package dev.assay.suite;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Planned against ran, as a test case of its own. Runs last. */
@Tag("protocol")
@Tag("accuracy")
@Tag("load")
@Order(Integer.MAX_VALUE)
@DisplayName("completeness")
@ExtendWith(SessionExtension.class)
class CompletenessTest {
    @Test
    @DisplayName("every planned row has a verdict")
    void complete(Session session) {
        session.demandCompleteness();
    }
}
