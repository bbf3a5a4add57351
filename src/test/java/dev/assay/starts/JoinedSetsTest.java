package dev.assay.starts;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.starts.Difference.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JoinedSetsTest {
    private static Map<String, StartValue> values(double shift) {
        return Map.of(
                "ttft.mean", Starts.value(400 + shift),
                "tpot.mean", Starts.value(40 + shift),
                "qps", Starts.value(0.3 + shift));
    }

    private static RunSet run(String name, MeasuredStart... starts) {
        return new RunSet(name, List.of(starts));
    }

    private static List<String> problems(RunSet... runs) {
        return JoinedSets.problems("qwen c10", List.of(runs), Set.of());
    }

    @Test
    void areSoundWhereRunsAreOfDifferentStarts() {
        assertThat(problems(
                        run("runs/a", start(0, conditions(), values(0), Map.of())),
                        run("runs/b", start(1, conditions(), values(1), Map.of())),
                        run("runs/c", start(2, conditions(), values(2), Map.of()))))
                .isEmpty();
    }

    @Test
    void nameBothRunsOfACopy() {
        var same = start(0, conditions(), values(0), Map.of());

        assertThat(problems(run("runs/a", same), run("runs/b", same)))
                .containsExactly(
                        "runs/a and runs/b have the same measurement of qwen c10 (measured at 2026-11-20T08:00:00Z): a"
                                + " copy is no repeat. Leave out one of them");
    }

    @Test
    void knowACopyWithAnotherDateByItsTimes() {
        assertThat(problems(
                        run("runs/a", start(0, conditions(), values(0), Map.of())),
                        run("runs/b", start(5, conditions(), values(0), Map.of()))))
                .singleElement()
                .asString()
                .startsWith("runs/a and runs/b have the same measurement of qwen c10");
    }

    @Test
    void mayHaveTheSameAnswers() {
        var answers = Map.of("q1", true, "q2", false);

        assertThat(problems(
                        run("runs/a", start(0, conditions(), Map.of(), answers)),
                        run("runs/b", start(1, conditions(), Map.of(), answers))))
                .isEmpty();
    }

    @Test
    void nameTwoRunsOfOneStart() {
        var first = start(0, conditions(), values(0), Map.of());
        var second = start(1, conditions(), values(1), Map.of());
        var sameServer = new MeasuredStart(
                second.source(),
                second.measured(),
                first.serverStart(),
                second.conditions(),
                second.values(),
                second.answers(),
                Optional.empty());

        assertThat(problems(run("runs/a", first), run("runs/b", sameServer)))
                .containsExactly("runs/a and runs/b measured qwen c10 at one start of the server (it started at"
                        + " 2026-11-20T08:00:00Z): two runs of one start are no two starts. Restart the server between runs,"
                        + " or leave out one of them");
        // Repeats of one run may be of one start: they count as one.
        assertThat(problems(run("runs/a", first, sameServer))).isEmpty();
    }

    @Test
    void nameWhatDiffersBetweenTheConditions() {
        var runs = List.of(
                run("runs/a", start(0, conditions(), values(0), Map.of())),
                run(
                        "runs/b",
                        start(1, conditions("server version", "0.32.0", "server gpu", "L40S"), values(1), Map.of())));

        assertThat(JoinedSets.problems("qwen c10", runs, Set.of()))
                .containsExactly(
                        "runs/a and runs/b measured qwen c10 under other conditions: version [0.31.0] and [0.32.0]; gpu"
                                + " [NVIDIA H200] and [L40S]. Join runs of one server and one plan; compare others with"
                                + " -Dassay.against");
        assertThat(JoinedSets.problems("qwen c10", runs, Set.of(Kind.GPU)))
                .singleElement()
                .asString()
                .contains("version [0.31.0] and [0.32.0]. Join");
    }
}
