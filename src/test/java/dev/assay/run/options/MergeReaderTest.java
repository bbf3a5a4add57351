package dev.assay.run.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.recording.files.ShardFile;
import dev.assay.testing.Shards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directories that -Dassay.merge names. */
class MergeReaderTest {
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
        refuses("runs/joint-old", "found [runs/joint-old], where no directory has a shard.json.");
        refuses("runs/slurm-*", "found [runs/slurm-*], where no directory has a shard.json.");
        refuses("runs/joint-1,", "found [], where no directory has a shard.json.");
        refuses("nowhere", "found [nowhere], where no directory has a shard.json.");
    }

    @Test
    void areRefusedWhereOneIsNamedTwice() {
        refuses("runs/joint-1,runs/joint-*", "-Dassay.merge names a directory twice: [runs/joint-1,runs/joint-*].");
    }

    @Test
    void areNotMeasuredOrJudgedOtherwiseAtTheSameTime() {
        assertThatThrownBy(() -> Options.of(Map.of(
                        "assay.directory", folder.toString(), "assay.merge", "runs", "assay.endpoint", "http://a:1")))
                .hasMessageContaining("-Dassay.merge judges the runs of all shards as one. Remove -Dassay.endpoint,");
    }
}
