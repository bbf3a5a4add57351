package dev.assay.starts;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.set;
import static dev.assay.starts.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.starts.Difference.Kind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static final RunSet HERE = Starts.of(conditions());

    @Test
    void refusesAnotherGpuAndLoadButSaysAnotherVersion() {
        var likeness = Likeness.of(
                HERE,
                Starts.of(conditions("server gpu", "NVIDIA L40S", "requests", "50", "server version", "0.32.0")),
                Set.of());

        assertThat(likeness.refused()).extracting(Difference::fact).containsExactly("requests", "gpu");
        assertThat(likeness.words()).isEqualTo("load,gpu");
        assertThat(likeness.remark()).contains("version [0.31.0] here and [0.32.0] there");
    }

    @Test
    void saysWhatIsAllowed() {
        var likeness = Likeness.of(HERE, Starts.of(conditions("server gpu", "NVIDIA L40S")), Set.of(Kind.GPU));

        assertThat(likeness.refused()).isEmpty();
        assertThat(likeness.remark()).contains("gpu [NVIDIA H200] here and [NVIDIA L40S] there");
        assertThat(Likeness.of(HERE, HERE, Set.of()).remark()).isEmpty();
    }

    @Test
    void findsAMeasurementThatBothHave() {
        var other = start(1, conditions(), Map.of(), Map.of());

        assertThat(Likeness.copy(HERE, set(other, HERE.starts().getFirst())))
                .contains(HERE.starts().getFirst());
        assertThat(Likeness.copy(HERE, set(other))).isEmpty();
    }
}
