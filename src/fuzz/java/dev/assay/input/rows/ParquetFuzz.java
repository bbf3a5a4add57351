package dev.assay.input.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Seeds;
import dev.assay.input.InputBytes;
import dev.assay.input.Problems;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions in Parquet. */
class ParquetFuzz {
    /** A page may say that it is as large as the limits allow, and Hardwood makes room for it before it unpacks it: 512 MiB of bytes, and 10 million values. */
    private static final long MOST = 1L << 30;

    static Stream<byte[]> seeds() {
        return Seeds.below("src/test/resources/rows", ".parquet");
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsRowsOrSaysWhatIsWrong(byte[] bytes) throws Exception {
        Bounds.check(bytes, MOST, () -> {
            var problems = new Problems();
            var read = ParquetRows.read(
                    new InputBytes("a.parquet", ByteBuffer.wrap(bytes).asReadOnlyBuffer(), ""), problems);
            assertThat(read != null || !problems.found().isEmpty()).isTrue();
        });
    }
}
