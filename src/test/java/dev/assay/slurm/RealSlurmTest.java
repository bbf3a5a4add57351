package dev.assay.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What Slurm itself does, as far as shards rely on it. Not at the same time as other jobs, for which it would wait. */
@Tag("slurm")
@ResourceLock("slurm")
class RealSlurmTest {
    @TempDir
    private Path folder;

    @Test
    void givesEachTaskItsNumberAndHowManyThereAre() {
        var printed = Command.run("srun", "-n", "4", "--overcommit", "sh", "-c", "echo $SLURM_PROCID of $SLURM_NTASKS");

        assertThat(printed.lines()).containsExactlyInAnyOrder("0 of 4", "1 of 4", "2 of 4", "3 of 4");
    }

    /** Without a plugin that binds tasks, only the variable tells a task how many processors it has been given. */
    @Test
    void givesATaskFewerProcessorsThanItSees() {
        var printed =
                Command.run("srun", "-n", "1", "-c", "1", "sh", "-c", "echo $SLURM_CPUS_ON_NODE given, $(nproc) seen");

        assertThat(printed.strip()).isEqualTo("1 given, " + Runtime.getRuntime().availableProcessors() + " seen");
    }

    @Test
    void endsACancelledJobWithTerm() throws IOException {
        var state = folder.resolve("state");
        var script = Files.writeString(folder.resolve("task.sh"), """
                trap 'echo ended with TERM > "$1"; exit' TERM
                echo "runs as $SLURM_JOB_ID"
                while :; do sleep 0.1; done
                """);
        var job = Command.start("srun", "-n", "1", "bash", script.toString(), state.toString());

        Command.run("scancel", job.awaitLine("runs as "));
        job.end();

        assertThat(state).hasContent("ended with TERM");
    }
}
