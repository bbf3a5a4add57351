package dev.assay.run.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.recording.files.ShardFile;
import dev.assay.run.options.Options.Name;
import dev.assay.testing.Shards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The directories that -Dassay.merge names. */
class MergeReaderTest {
    private static final String REFUSED =
            "command line: -Dassay.merge judges what all shards measured as one run; it measures nothing, and does nothing"
                    + " else. Remove ";

    /** The options that have a meaning for a merged run, or at least none that could be missed, and a value of each. */
    private static final Map<Name, String> WITH = Map.of(
            Name.DEPLOYMENT, "a",
            Name.TIER, "pr",
            Name.CELLS, "c1",
            Name.ONLY, "a c1",
            Name.AGAINST, "other",
            Name.BASELINE, "show",
            Name.ALLOW_DIFFERENCE, "gpu",
            Name.CLOUD, "true",
            Name.NVIDIA_SMI, "nvidia-smi",
            Name.REQUIRED, "true");

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        for (var shard = 1; shard <= 2; shard++) {
            ShardFile.write(folder.resolve("runs/joint-" + shard).resolve(ShardFile.NAME), Shards.facts(shard, 2));
        }
        Files.createDirectories(folder.resolve("runs/joint-old/traces"));
        ShardFile.write(folder.resolve("runs/other").resolve(ShardFile.NAME), Shards.facts(1, 2));
    }

    @Test
    void namesADirectoryOfAShardThatIsNotThere() throws IOException {
        var joint = Files.createDirectories(folder.resolve("shared/directories"));
        Files.writeString(joint.resolve("1"), folder.resolve("runs/joint-1") + "\n");
        Files.writeString(joint.resolve("2"), folder.resolve("elsewhere/joint-2") + "\n");

        assertThatThrownBy(() -> merged("shared"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("names [" + folder.resolve("elsewhere/joint-2") + "], and ["
                        + folder.resolve("elsewhere") + "] is not there: it was moved, or lies on another machine.");
    }

    @Test
    void saysThatADirectoryDoesNotExist() {
        assertThatThrownBy(() -> merged("runs/nothing"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("found [runs/nothing], where no directory has a shard.json: it does not exist.");
    }

    private List<Path> merged(String value) {
        var mode = Options.of(Map.of("assay.directory", folder.toString(), "assay.merge", value))
                .mode();
        return ((RunMode.Merge) mode).shards();
    }

    private List<Path> runs(String... names) {
        return List.of(names).stream()
                .map(name -> folder.resolve("runs").resolve(name))
                .toList();
    }

    private void refuses(String value, String message) {
        assertThatThrownBy(() -> merged(value)).hasMessageContaining(message);
    }

    @Test
    void areThoseThatAreListed() {
        assertThat(merged("runs/joint-2, runs/joint-1")).isEqualTo(runs("joint-2", "joint-1"));
    }

    @Test
    void areThoseWhoseNamesMatchAndThatAreShards() {
        assertThat(merged("runs/joint-*")).isEqualTo(runs("joint-1", "joint-2"));
        assertThat(merged("runs/*t-1,runs/o*r")).isEqualTo(runs("joint-1", "other"));
    }

    @Test
    void areThoseInAFolder() {
        assertThat(merged("runs")).isEqualTo(runs("joint-1", "joint-2", "other"));
    }

    /** A shard that wrote down its directory and measured nothing is missing, which the audit of the merged run says. */
    @Test
    void areThoseOfOneSharedDirectory() throws IOException {
        var written = Files.createDirectories(folder.resolve("shared").resolve(ShardFile.DIRECTORIES));
        Files.writeString(written.resolve("1"), folder.resolve("runs/joint-1") + "\n");
        Files.writeString(written.resolve("2"), folder.resolve("runs/joint-2") + "\n");
        Files.writeString(written.resolve("3"), folder.resolve("runs/joint-3") + "\n");

        assertThat(merged("shared")).isEqualTo(runs("joint-1", "joint-2"));
    }

    @Test
    void areRefusedWhereThereAreNone() {
        refuses(
                "runs/joint-old",
                "found [runs/joint-old], where no directory has a shard.json: what was measured without -Dassay.shard is"
                        + " judged with -Dassay.run.");
        refuses("runs/slurm-*", "found [runs/slurm-*], where no directory has a shard.json.");
        refuses("runs/joint-1,", "found [], where no directory has a shard.json.");
        refuses("nowhere", "found [nowhere], where no directory has a shard.json: it does not exist.");
    }

    @Test
    void areRefusedWhereOneIsNamedTwice() {
        refuses(
                "runs/joint-1,runs/joint-*",
                "-Dassay.merge names [" + folder.resolve("runs/joint-1")
                        + "] twice, in [runs/joint-1,runs/joint-*]. Name each shard once.");
    }

    @Test
    void areRefusedWhereTwoNamesLeadToOne() throws IOException {
        Files.createSymbolicLink(folder.resolve("runs/link"), folder.resolve("runs/joint-2"));

        refuses(
                "runs/joint-*,runs/link",
                "-Dassay.merge names [" + folder.resolve("runs/joint-2") + "] twice, also as ["
                        + folder.resolve("runs/link") + "], in [runs/joint-*,runs/link]. Name each shard once.");
    }

    @Test
    void areNotMeasuredOrJudgedOtherwiseAtTheSameTime() {
        assertThatThrownBy(() -> Options.of(Map.of(
                        "assay.directory", folder.toString(), "assay.merge", "runs", "assay.endpoint", "http://a:1")))
                .hasMessageContaining(REFUSED);
    }

    private static Stream<Arguments> others() {
        return Arrays.stream(Name.values())
                .filter(name -> name != Name.MERGE && name != Name.DIRECTORY)
                .map(name -> Arguments.of(name, WITH.get(name)));
    }

    /** Each option either has a meaning for a merged run, or is refused, with one message that does not ask for more options. */
    @ParameterizedTest
    @MethodSource("others")
    void goWithEachOtherOptionOrRefuseIt(Name other, @Nullable String value) {
        var given = Map.of(
                "assay.directory", folder.toString(), "assay.merge", "runs", other.key(), value == null ? "1" : value);

        if (value == null) {
            assertThatThrownBy(() -> Options.of(given))
                    .hasMessageContaining(
                            REFUSED + "-D" + other.key() + ". The merged run can be judged again with -Dassay.run.")
                    .hasMessageNotContaining(" too.");
        } else {
            assertThat(Options.of(given).mode()).isInstanceOf(RunMode.Merge.class);
        }
    }

    @Test
    void areNotMergedByAShard() {
        assertThatThrownBy(() -> Options.of(Map.of(
                        "assay.directory",
                        folder.toString(),
                        "assay.merge",
                        "runs",
                        "assay.shard",
                        "1/2",
                        "assay.shard.directory",
                        "shared")))
                .isInstanceOfSatisfying(
                        InputException.class,
                        refused -> assertThat(refused.problems()).hasSize(1))
                .hasMessageContaining(REFUSED);
    }
}
