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
    void complete(Opened opened) {
        switch (opened) {
            case Opened.Accepted accepted
            when accepted.session().options().plan() ->
                throw Reported.skipped("only the plan was asked for: nothing was sent, and no row has a verdict");
            case Opened.Accepted accepted -> accepted.session().demandCompleteness();
            case Opened.Read ignored ->
                throw Reported.skipped("results of other tools were imported: nothing was judged");
            case Opened.Refused ignored -> throw Reported.skipped("nothing was planned: the input has problems");
        }
    }
}
