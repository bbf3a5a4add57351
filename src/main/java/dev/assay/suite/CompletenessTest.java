package dev.assay.suite;

import dev.assay.run.StartupResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks that every planned test has a verdict, as a JUnit test of its own. Runs last. */
@Tag("protocol")
@Tag("accuracy")
@Tag("load")
@Order(Integer.MAX_VALUE)
@DisplayName("completeness")
@ExtendWith(SessionExtension.class)
class CompletenessTest {
    @Test
    @DisplayName("every planned test has a verdict")
    void complete(StartupResult opened) {
        switch (opened) {
            case StartupResult.Judging judging -> judging.session().demandCompleteness();
            case StartupResult.PartMeasured ignored ->
                throw JUnitVerdicts.skipped(
                        "a part of each test was measured as one of several shards, and no test has a verdict");
            case StartupResult.PlanShown ignored ->
                throw JUnitVerdicts.skipped("only the plan was asked for: nothing was sent, and no test has a verdict");
            case StartupResult.Imported ignored ->
                throw JUnitVerdicts.skipped("results of other tools were imported: nothing was judged");
            case StartupResult.Planted ignored ->
                throw JUnitVerdicts.skipped(
                        "faults were planted into what was measured: nothing was sent, and no test has a verdict");
            case StartupResult.LedgerShown ignored ->
                throw JUnitVerdicts.skipped(
                        "only the changes between earlier runs were asked for: nothing was sent, and no test has a verdict");
            case StartupResult.Summarised ignored ->
                throw JUnitVerdicts.skipped(
                        "a summary of finished runs was written: nothing was sent, and no test has a verdict");
            case StartupResult.TrendsShown ignored ->
                throw JUnitVerdicts.skipped(
                        "only a page of earlier runs was asked for: nothing was sent, and no test has a verdict");
            case StartupResult.Refused ignored ->
                throw JUnitVerdicts.skipped("nothing was planned: the input has problems");
        }
    }
}
