package dev.assay.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plant.Fault;
import dev.assay.plant.Fault.Measure;
import dev.assay.plant.Fault.Share;
import dev.assay.plant.Fault.Time;
import dev.assay.plant.FaultTrial;
import dev.assay.plant.LimitTrial;
import dev.assay.plant.LimitTrial.Kind;
import dev.assay.testing.Plans;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlantedFaultsTest {
    private static final Fault TPOT = slower(5);
    private static final Fault LOST = new Fault.Spoilt(Share.ACCURACY, new BigDecimal(2));

    private static Fault slower(int percent) {
        return new Fault.Slower(Time.TPOT, BigDecimal.valueOf(percent), Measure.PERCENT);
    }

    private static LimitTrial limit(String limit, String before, String after, Kind kind, @Nullable Fault redFrom) {
        return new LimitTrial(
                Plans.planned(Plans.loadTest(4, 3)),
                limit,
                before,
                after,
                "50.971 ms",
                kind,
                redFrom == null ? List.of() : List.of(new LimitTrial.Red(redFrom, "FAIL")),
                new Fault.Spoilt(Share.ACCURACY, new BigDecimal(53)));
    }

    private static PlantedFaults faults() {
        return new PlantedFaults(
                "finished run runs/1",
                7,
                List.of(
                        new FaultTrial(
                                TPOT,
                                List.of(
                                        limit("ttft.mean at most 1 s", "PASS", "PASS", Kind.UNTOUCHED, null),
                                        limit("e2e.p90 at most 9 s", "FAIL", "FAIL", Kind.WAS_RED, null),
                                        limit("tpot.mean at most 51 ms", "PASS", "FAIL", Kind.TURNS_RED, slower(1)),
                                        limit("qps at least 0.1/s", "PASS", "PASS", Kind.STAYS_GREEN, slower(42))),
                                List.of()),
                        new FaultTrial(
                                LOST,
                                List.of(limit("accuracy at least 0", "PASS", "PASS", Kind.STAYS_GREEN, null)),
                                List.of(
                                        "smollm2-135m suite_v1: of 40 answers, 1 would have to become wrong, and 0 are right"))));
    }

    @Test
    void showFirstWhatStaysGreen() {
        assertThat(faults().lines())
                .containsExactly(
                        "faults were planted into the finished run runs/1; nothing was sent, and no verdict of that run changed",
                        "fault         before  after  limit                                    red from",
                        "tpot+5%       PASS    PASS   smollm2-135m c4 qps at least 0.1/s       tpot+42% (FAIL)",
                        "accuracy-2pp  PASS    PASS   smollm2-135m c4 accuracy at least 0      not up to accuracy-53pp",
                        "tpot+5%       PASS    FAIL   smollm2-135m c4 tpot.mean at most 51 ms  tpot+1% (FAIL)",
                        "tpot+5%       FAIL    FAIL   smollm2-135m c4 e2e.p90 at most 9 s      was red before",
                        "tpot+5% touches 2 limits, and turns 1 red; 1 limit that it touches was red before",
                        "BLIND SPOT: accuracy-2pp touches 1 limit, and it stays green",
                        "accuracy-2pp not planted into smollm2-135m suite_v1: of 40 answers, 1 would have to become wrong, and 0 are right");
    }

    @Test
    void sayThatAllLimitsWereRedBefore() {
        var red = new PlantedFaults(
                "recordings in tapes",
                1,
                List.of(new FaultTrial(
                        TPOT, List.of(limit("e2e.p90 at most 9 s", "FAIL", "FAIL", Kind.WAS_RED, null)), List.of())));

        assertThat(red.lines()).endsWith("tpot+5% touches 1 limit, which was red before");
    }

    @Test
    void showEveryLimitOnThePage() {
        assertThat(faults().page()).isEqualTo("""
                # The gate on trial

                Faults were planted into the finished run runs/1, and the limits were judged again. Nothing was sent, and no verdict of that \
                run changed. Seed 7 drew which answers and requests go wrong.

                - tpot+5% touches 2 limits, and turns 1 red; 1 limit that it touches was red before
                - BLIND SPOT: accuracy-2pp touches 1 limit, and it stays green
                - accuracy-2pp not planted into smollm2-135m suite_v1: of 40 answers, 1 would have to become wrong, and 0 are right

                ## tpot+5%

                | limit | before | after | figure with the fault | red from |
                |---|---|---|---|---|
                | smollm2-135m c4 qps at least 0.1/s | PASS | PASS | 50.971 ms | tpot+42% (FAIL) |
                | smollm2-135m c4 tpot.mean at most 51 ms | PASS | FAIL | 50.971 ms | tpot+1% (FAIL) |
                | smollm2-135m c4 e2e.p90 at most 9 s | FAIL | FAIL | 50.971 ms | was red before |
                | smollm2-135m c4 ttft.mean at most 1 s | PASS | PASS | 50.971 ms | not touched |

                ## accuracy-2pp

                | limit | before | after | figure with the fault | red from |
                |---|---|---|---|---|
                | smollm2-135m c4 accuracy at least 0 | PASS | PASS | 50.971 ms | not up to accuracy-53pp |
                """);
    }
}
