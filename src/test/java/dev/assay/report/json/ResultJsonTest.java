package dev.assay.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.RunVerdict;
import dev.assay.plan.Plan;
import dev.assay.report.Runs;
import dev.assay.report.summary.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated(Golden.WHY_ALONE)
class ResultJsonTest {
    @Test
    void holdsTheWholeRun() {
        Golden.assertSame("result.json", () -> ResultJson.of(Runs.mixed()));
    }

    @Test
    void holdsNoFigureOfACellThatHasNone() {
        var row = Runs.unmeasuredCell();
        var plan = new Plan(List.of(row.planned()), false);

        Golden.assertSame(
                "result-unmeasured.json", () -> ResultJson.of(new RunVerdict("r-1", "tapes", plan, List.of(row))));
    }

    @Test
    void holdsTheThrottleOfACellThatHasOne() {
        var row = Runs.throttledCell();
        var plan = new dev.assay.plan.Plan(java.util.List.of(row.planned()), false);
        var run = new dev.assay.gate.RunVerdict("r-1", "tapes", plan, java.util.List.of(row));

        assertThat(ResultJson.of(run)).contains("\"max_in_flight\" : 1,");
        assertThat(ResultJson.of(Runs.mixed())).doesNotContain("max_in_flight");
    }

    /** The sums that both goldens rest on: 1300.125 and 20.25 ms have the mean 660.1875 and the deviation 905.0082915711325 (numpy 2.4.6). */
    @Test
    void writesSixDecimalsAndNoExponent() {
        var json = ResultJson.of(Runs.mixed());

        assertThat(json).contains("\"value\" : 660.187500,", "\"value\" : 905.008292,");
        assertThat(json).doesNotContain("NaN", "Infinity").doesNotContainPattern("\"value\" : [0-9.]*[eE]");
    }

    @Test
    void namesTheTestOfALimitThatStandsBesideOthersOnItsFigure() {
        var row = Runs.cellWithSeveralLimits();
        var plan = new Plan(List.of(row.planned()), false);

        assertThat(ResultJson.of(new RunVerdict("r-1", "tapes", plan, List.of(row))))
                .contains("""
                    "limits" : [ {
                      "figure" : "tpot.mean",
                      "allowed" : "at most 11 ms",
                      "measured" : "10.000 ms",
                      "samples" : 1,
                      "verdict" : "PASS",
                      "place" : "thresholds.yaml:30:9"
                    }, {
                      "figure" : "tpot.mean",
                      "test" : "tpot.mean (tolerated)",
                      "allowed" : "at most 9.5 ms",
                      "measured" : "10.000 ms",
                      "samples" : 1,
                      "verdict" : "FAIL",
                      "enforced" : false,
                      "place" : "thresholds.yaml:30:9"
                    } ],
                """.stripTrailing());
    }

    @Test
    void holdsTheWaiverOfALimitAndWhetherItHeld() {
        var row = Runs.waivedCell();
        var plan = new Plan(List.of(row.planned()), false);

        assertThat(ResultJson.of(new RunVerdict("r-1", "tapes", plan, List.of(row))))
                .contains("  \"verdicts\" : {\n    \"FAIL (waived)\" : 1\n  },")
                .contains("""
                      "verdict" : "FAIL",
                      "waiver" : {
                        "until" : "2027-03-01",
                        "issue" : "SERVE-7",
                        "reason" : "slow sampler"
                      },
                      "waived" : true,
                      "place" : "thresholds.yaml:30:9"
                """.stripTrailing());
    }

    /** 2 of 256 tokens were cached. */
    @Test
    void writesAShareInItsUnit() {
        var row = Runs.remarkedCell();
        var plan = new Plan(List.of(row.planned()), false);

        assertThat(ResultJson.of(new RunVerdict("r-1", "tapes", plan, List.of(row))))
                .contains("\"cached-share\" : {\n        \"value\" : 0.781250,\n        \"unit\" : \"%\",");
    }
}
