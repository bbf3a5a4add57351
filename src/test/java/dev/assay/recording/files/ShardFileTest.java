package dev.assay.recording.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.recording.ShardFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file that says which shard a run directory is of. */
class ShardFileTest {
    private static final ShardFacts FACTS =
            new ShardFacts(2, 4, "20261129-200000-000", Long.MIN_VALUE, "ab12", "0.9.0 東京");

    @TempDir
    private Path run;

    @Test
    void givesBackWhatWasWritten() {
        ShardFile.write(run.resolve(ShardFile.NAME), FACTS);

        assertThat(ShardFile.in(run)).contains(FACTS);
    }

    @Test
    void isOnlyInTheDirectoryOfAShard() {
        assertThat(ShardFile.in(run)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "shard":2   | "shard":5   | there is no shard 5 of 4
            "of":4      | "of":"4"    | 'of' must be a whole number, found ["4"]
            shard/1     | shard/2     | 'format' must be [shard/1], found [shard/2]
            "seed"      | "seeds"     | 'seed' must be a whole number, found nothing
            """)
    void namesWhatIsWrong(String part, String instead, String message) throws IOException {
        var file = run.resolve(ShardFile.NAME);
        ShardFile.write(file, FACTS);
        Files.writeString(file, Files.readString(file).replace(part, instead));

        assertThatThrownBy(() -> ShardFile.in(run))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("shard.json");
    }

    @Test
    void tellsInWhatTwoShardsDiffer() {
        assertThat(FACTS.differences(
                        new ShardFacts(3, 4, FACTS.run(), FACTS.seed(), "ab12", FACTS.version()), Optional::empty))
                .isEmpty();
        assertThat(FACTS.differences(new ShardFacts(2, 3, "other", 7, "cd34", "0.8.0"), Optional::empty))
                .containsExactly(
                        "number of shards [4] and [3]",
                        "joint run [20261129-200000-000] and [other]",
                        "version of Assay [0.9.0 東京] and [0.8.0]",
                        "seed [-9223372036854775808] and [7]",
                        "SHA-256 of the plan [ab12] and [cd34]");
        assertThat(FACTS.differences(
                        new ShardFacts(3, 4, FACTS.run(), FACTS.seed(), "cd34", FACTS.version()),
                        () -> Optional.of("a c4, requests [40] and [60]")))
                .containsExactly("plan: a c4, requests [40] and [60]");
    }
}
