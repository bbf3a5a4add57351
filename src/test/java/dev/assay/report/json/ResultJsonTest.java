package dev.assay.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.Plan;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.summary.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.json.JsonMapper;

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
        var run = new dev.assay.gate.results.RunVerdict("r-1", "tapes", plan, java.util.List.of(row));

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
                      "form" : "max",
                      "allowed" : "at most 11 ms",
                      "measured" : "10.000 ms",
                      "samples" : 1,
                      "verdict" : "PASS",
                      "place" : "thresholds.yaml:30:9"
                    }, {
                      "figure" : "tpot.mean",
                      "test" : "tpot.mean (tolerated)",
                      "form" : "max",
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

    @Test
    void holdsRepeatsAndComparisonsOfEvalsets() {
        Golden.assertSame(
                "result-repeats.json",
                () -> ResultJson.of(RepeatedRuns.run(RepeatedRuns.evalset(), RepeatedRuns.comparedEvalset())));
    }

    /** 9, 10 and 14 ms: sd = √((4 + 1 + 9) / 2); 11 ± 2.919986 × sd / √3 (t of 2 degrees of freedom, scipy 1.17.1). */
    @Test
    void holdsTheFiguresOfALoadTestOverItsRepeats() {
        var result = JsonMapper.shared().readTree(ResultJson.of(RepeatedRuns.run(RepeatedRuns.loadTest())));
        var test = result.at("/rows/0");

        assertThat(test.at("/set/sound").asInt()).isEqualTo(3);
        assertThat(test.at("/set/starts").asInt()).isEqualTo(3);
        assertThat(test.at("/set/figures/tpot.mean").toString())
                .isEqualTo("{\"mean\":11.0,\"sd\":2.645751,\"count\":3,\"min\":9.0,\"max\":14.0,"
                        + "\"median\":10.0,\"bounds_95\":[6.539648,15.460352],\"unit\":\"ms\"}");
        assertThat(test.at("/limits").findValuesAsString("over")).containsExactly("mean", "mean", "median");
        assertThat(test.at("/limits/1/confidence").toString()).isEqualTo("95.0");
        assertThat(test.at("/repeats").size()).isEqualTo(3);
        assertThat(test.at("/superseded/0/spoilt").asString()).startsWith("tokens exact: ");
        assertThat(test.at("/superseded/0/alone/figures/tpot.mean/value").toString())
                .isEqualTo("9.0");
    }

    @Test
    void holdsWhyARepeatIsSpoilt() {
        var result = JsonMapper.shared().readTree(ResultJson.of(RepeatedRuns.run(RepeatedRuns.spoiltLoadTest())));

        assertThat(result.at("/rows/0/set/sound").asInt()).isEqualTo(1);
        assertThat(result.at("/rows/0/set/figures/tpot.mean/sd").isNull()).isTrue();
        assertThat(result.at("/rows/0/set/figures/tpot.mean/bounds_95").isNull())
                .isTrue();
        assertThat(result.at("/rows/0/repeats/1/spoilt").asString()).startsWith("tokens exact: ");
        assertThat(result.at("/rows/0/repeats/2/spoilt").asString()).isEqualTo("the server ended");
        assertThat(result.at("/rows/0/repeats/2/alone/verdict").asString()).isEqualTo("UNMEASURED");
    }

    @Test
    void holdsWhatALoadTestWasComparedWith() {
        var result = JsonMapper.shared().readTree(ResultJson.of(RepeatedRuns.run(RepeatedRuns.comparedLoadTest())));

        var limit = result.at("/rows/0/limits/0");
        assertThat(limit.path("form").asString()).isEqualTo("regression");
        assertThat(limit.has("over")).isFalse();
        assertThat(limit.at("/compared/with").asString()).isEqualTo("bf16");
        assertThat(limit.at("/compared/measurements").toString())
                .isEqualTo("[\"run r-0, repeat 1\",\"run r-0, repeat 2\"]");
        assertThat(limit.at("/compared/flips").isNull()).isTrue();
    }
}
