package dev.assay.run.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.recording.ShardFacts;
import dev.assay.recording.files.ShardFile;
import dev.assay.shards.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which shard the command line and the environment say. */
class ShardReaderTest {
    private static final String ARRAY = "SLURM_ARRAY_JOB_ID=40 SLURM_JOB_ID=41 SLURM_ARRAY_TASK_COUNT=4"
            + " SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=6";

    @TempDir
    private Path shared;

    private Map<String, String> asked(String shard, String... more) {
        var properties = new HashMap<>(Map.of(
                "assay.endpoint",
                "http://127.0.0.1:8000",
                "assay.shard",
                shard,
                "assay.shard.directory",
                shared.toString()));
        for (var each : more) {
            properties.put("assay." + each.split("=", 2)[0], each.split("=", 2)[1]);
        }
        return properties;
    }

    private ShardOptions shard(String written, String environment) {
        var variables = Arrays.stream(environment.split(" "))
                .filter(each -> !each.isEmpty())
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each[1]));
        return ((RunMode.Sharded) Options.of(asked(written), variables).mode()).shard();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            2/4        | -                                                                | 2 | 4 | -
            1/1        | SLURM_PROCID=3 SLURM_NTASKS=8                                    | 1 | 1 | -
            slurm      | SLURM_PROCID=0 SLURM_NTASKS=4 SLURM_JOB_ID=17                    | 1 | 4 | slurm-17
            slurm      | SLURM_PROCID=3 SLURM_NTASKS=4 SLURM_JOB_ID=17                    | 4 | 4 | slurm-17
            kubernetes | JOB_COMPLETION_INDEX=2 ASSAY_SHARDS=3                            | 3 | 3 | -
            ci         | CI_NODE_INDEX=2 CI_NODE_TOTAL=5 CI_PIPELINE_ID=9                 | 2 | 5 | gitlab-9
            ci         | ASSAY_JOB_INDEX=2 ASSAY_JOB_TOTAL=5 GITHUB_RUN_ID=9              | 3 | 5 | github-9
            """)
    void isWrittenOrReadFromTheVariablesOfTheSystemThatIsNamed(
            String written, String environment, int number, int of, String run) {
        assertThat(shard(written, environment == null ? "" : environment))
                .isEqualTo(new ShardOptions(new Shard(number, of), shared, Optional.ofNullable(run)));
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "6, 4"})
    void isATaskOfAnArrayJobByItsPlaceAndTheIdOfTheArray(int id, int number) {
        // The last task of an array has the job id of the array.
        var job = id == 6 ? ARRAY.replace("SLURM_JOB_ID=41", "SLURM_JOB_ID=40") : ARRAY;

        assertThat(shard("slurm", job + " SLURM_ARRAY_TASK_ID=" + id + " SLURM_PROCID=0 SLURM_NTASKS=1"))
                .isEqualTo(new ShardOptions(new Shard(number, 4), shared, Optional.of("slurm-40")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            0/4        | -                                     | would be shard 0 of 4; shards are numbered from 1
            5/4        | -                                     | would be shard 5 of 4
            1/1001     | -                                     | at most 1000
            1-4        | -                                     | such as 2/4, or slurm, kubernetes or ci
            -1/4       | -                                     | such as 2/4
            slurm      | SLURM_NTASKS=4                        | SLURM_PROCID, which is not set: srun sets it
            slurm      | SLURM_PROCID=1                        | SLURM_NTASKS, which is not set
            slurm      | SLURM_PROCID=x SLURM_NTASKS=4         | SLURM_PROCID, which is no whole number but [x]
            slurm      | SLURM_PROCID=4 SLURM_NTASKS=4         | would be shard 5 of 4
            slurm      | SLURM_ARRAY_TASK_ID=1                 | SLURM_ARRAY_TASK_COUNT, which is not set
            slurm      | SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=3 | numbered with gaps (2 tasks from 1 to 3)
            slurm      | SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=2 SLURM_NTASKS=3 | has itself [3] tasks
            kubernetes | JOB_COMPLETION_INDEX=0                | ASSAY_SHARDS, which is not set: Kubernetes does not tell
            kubernetes | ASSAY_SHARDS=4                        | JOB_COMPLETION_INDEX, which is not set
            ci         | CI_NODE_INDEX=1                       | CI_NODE_TOTAL, which is not set
            ci         | -                                     | ASSAY_JOB_INDEX to ${{ strategy.job-index }}
            """)
    void isRefusedWithWhatIsMissing(String written, String environment, String message) {
        assertThatThrownBy(() -> shard(written, environment == null ? "" : environment))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("-Dassay.shard")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan=true",
                "record=true",
                "run=runs/x",
                "join=a,b",
                "baseline=write",
                "against=other",
                "budget=5m",
                "stop-on-crash=true",
                "import=x",
                "replay=modelled",
                "plant=tpot+5%",
                "ledger=true",
                "trends=x"
            })
    void measuresOnly(String other) {
        assertThatThrownBy(() -> Options.of(asked("2/4", other)))
                .hasMessageContaining(
                        "-Dassay.shard measures a part of a run on a server that runs, and judges nothing");
    }

    @Test
    void needsAnEndpointAndADirectory() {
        assertThatThrownBy(() -> Options.of(
                        Map.of("assay.target", "process", "assay.shard", "1/2", "assay.shard.directory", "x")))
                .hasMessageContaining("Give -Dassay.endpoint=URL too");
        assertThatThrownBy(() -> Options.of(Map.of("assay.endpoint", "http://127.0.0.1:1", "assay.shard", "1/2")))
                .hasMessage("command line: -Dassay.shard needs a directory that all shards see and in which they meet."
                        + " Give -Dassay.shard.directory=PATH too, a new one for each run.");
        assertThatThrownBy(() -> Options.of(
                        Map.of("assay.endpoint", "http://127.0.0.1:1", "assay.shard.directory", shared.toString())))
                .hasMessageContaining("Give -Dassay.shard=1/4 too");
    }

    @Test
    void doesNotMeetInAFile() throws IOException {
        var file = Files.createFile(shared.resolve("file"));

        assertThatThrownBy(() -> Options.of(asked("1/2", "shard.directory=" + file)))
                .hasMessageContaining("found [" + file + "], which is a file");
    }

    /** Without its number it would measure the whole test into the directory of a part. */
    @Test
    void isContinuedOnlyAsThatShard() throws IOException {
        Files.writeString(shared.resolve("environment.json"), "{}");
        ShardFile.write(shared.resolve(ShardFile.NAME), new ShardFacts(2, 4, "joint", 1, "ab", "1"));

        assertThatThrownBy(() ->
                        Options.of(Map.of("assay.endpoint", "http://127.0.0.1:1", "assay.resume", shared.toString())))
                .hasMessage("command line: -Dassay.resume=" + shared
                        + " has shard.json: it belongs to one of several shards."
                        + " Give -Dassay.shard and -Dassay.shard.directory as when it was begun, and continue all shards at the"
                        + " same time.");
    }

    @Test
    void isNotJudgedAlone() throws IOException {
        Files.createDirectories(shared.resolve("traces"));
        ShardFile.write(shared.resolve(ShardFile.NAME), new ShardFacts(2, 4, "joint", 1, "ab", "1"));

        assertThatThrownBy(() -> Options.of(Map.of("assay.run", shared.toString())))
                .hasMessageContaining("was measured by one of several shards, and a part is not judged")
                .hasMessageContaining("-Dassay.merge=");
    }
}
