package dev.assay.baseline;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.set;
import static dev.assay.starts.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BaselineChangeTest {
    @Test
    void saysWhatTheFirstBaselineHas() {
        assertThat(BaselineChange.lines("qwen c10", Optional.empty(), Baselines.loadTest()))
                .containsExactly(
                        "baseline of qwen c10: 3 starts of 2026-11-20, the first",
                        "  ttft.mean 402.000 ms",
                        "  tpot.mean 38.541 ms",
                        "  qps 0.305/s");
    }

    @Test
    void saysWhatBecomesOtherwise() {
        var after = BaselineTest.accepted(
                "c10",
                set(start(
                        48,
                        conditions("server version", "0.32.0"),
                        Baselines.values("ttft.mean", 422.1, "e2e.mean", 9),
                        Map.of())),
                Set.of(),
                Baselines.ACCEPTED,
                List.of());

        assertThat(BaselineChange.lines("qwen c10", Optional.of(Baselines.loadTest()), after))
                .containsExactly(
                        "baseline of qwen c10: 1 start of 2026-11-22 in place of 3 starts of 2026-11-20",
                        "  version [0.31.0] → [0.32.0]",
                        "  ttft.mean 402.000 ms → 422.100 ms (+5.0 %)",
                        "  e2e.mean not known → 9.000 ms");
    }

    @Test
    void namesTheQuestionsThatAreLostAndGained() {
        var after = BaselineTest.accepted(
                "basics",
                set(start(48, conditions(), Map.of(), Baselines.answers("arith-001", "word-002"))),
                Set.of(),
                Baselines.ACCEPTED,
                List.of());

        assertThat(BaselineChange.lines("qwen basics", Optional.of(Baselines.evalset()), after))
                .containsExactly(
                        "baseline of qwen basics: 1 start of 2026-11-22 in place of 2 starts of 2026-11-20",
                        "  accuracy 75.0 % → 50.0 % (-25.0 pp)",
                        "  lost: arith-002, word-001",
                        "  gained: word-002");
    }
}
