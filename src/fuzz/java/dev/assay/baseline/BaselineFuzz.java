package dev.assay.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Folder;
import dev.assay.input.InputException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Baselines, which people edit: what is read and written again is read as the same. */
class BaselineFuzz {
    private static final Path FILE = Folder.make().resolve("baselines/b.json");

    static Stream<byte[]> seeds() {
        return Stream.of(BaselineText.of(Baselines.both()).getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadAsItWasWritten(byte[] bytes) throws Exception {
        Folder.write(FILE, bytes);
        Bounds.check(bytes, () -> {
            Baseline baseline;
            try {
                baseline = BaselineReader.of(FILE);
            } catch (InputException e) {
                assertThat(e.problems()).isNotEmpty();
                return;
            }
            Folder.write(FILE, BaselineText.of(baseline).getBytes(UTF_8));
            var again = BaselineReader.of(FILE);
            assertThat(BaselineText.of(again)).isEqualTo(BaselineText.of(baseline));
        });
    }
}
