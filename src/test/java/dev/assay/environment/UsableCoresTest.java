package dev.assay.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsableCoresTest {
    @Test
    void areThoseThatTheJvmCountsWithoutSlurm() {
        assertThat(UsableCores.of(16, Map.of())).isEqualTo(new UsableCores(16, "the JVM"));
        assertThat(UsableCores.here().count()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    /** Slurm 22.05 without cgroups: {@code srun -c 1} binds a task to nothing. */
    @Test
    void areFewerIfSlurmGaveFewer() {
        assertThat(UsableCores.of(2, Map.of("SLURM_CPUS_ON_NODE", "1")))
                .isEqualTo(new UsableCores(1, "SLURM_CPUS_ON_NODE"));
        assertThat(UsableCores.of(64, Map.of("SLURM_CPUS_ON_NODE", "16", "SLURM_CPUS_PER_TASK", "4")))
                .isEqualTo(new UsableCores(4, "SLURM_CPUS_PER_TASK"));
        assertThat(UsableCores.of(2, Map.of("SLURM_CPUS_ON_NODE", "8"))).isEqualTo(new UsableCores(2, "the JVM"));
    }

    @Test
    void areSharedByTheTasksOfANode() {
        assertThat(UsableCores.of(16, Map.of("SLURM_CPUS_ON_NODE", "12", "SLURM_STEP_TASKS_PER_NODE", "4")))
                .isEqualTo(new UsableCores(3, "SLURM_CPUS_ON_NODE"));
        assertThat(UsableCores.of(16, Map.of("SLURM_CPUS_ON_NODE", "2", "SLURM_STEP_TASKS_PER_NODE", "4(x2)")))
                .isEqualTo(new UsableCores(1, "SLURM_CPUS_ON_NODE"));
    }

    @Test
    void leaveOutWhatIsNoNumber() {
        assertThat(UsableCores.of(4, Map.of("SLURM_CPUS_ON_NODE", "0", "SLURM_CPUS_PER_TASK", "2(x2)")))
                .isEqualTo(new UsableCores(4, "the JVM"));
        assertThat(UsableCores.of(4, Map.of("SLURM_CPUS_ON_NODE", "2", "SLURM_STEP_TASKS_PER_NODE", "2,1")))
                .isEqualTo(new UsableCores(2, "SLURM_CPUS_ON_NODE"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "9, 8", "128, 8"})
    void leaveOneForEverythingElse(int cores, int loops) {
        assertThat(new UsableCores(cores, "the JVM").loops()).isEqualTo(loops);
    }

    @Test
    void areWrittenDownWithTheirSourceIfTheJvmCountsMore() {
        assertThat(new UsableCores(2, "the JVM").fact(2)).isEqualTo("2");
        assertThat(new UsableCores(1, "SLURM_CPUS_PER_TASK").fact(2)).isEqualTo("2, of which 1 by SLURM_CPUS_PER_TASK");
    }
}
