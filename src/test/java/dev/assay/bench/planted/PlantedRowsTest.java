package dev.assay.bench.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A few plantings of each row, with fixed seeds. The bench plants a thousand. */
@Tag("slow")
class PlantedRowsTest {
    private static final long SEED = 7;
    private static final int PLANTINGS = 2;

    static Stream<Row> rows() {
        return PlantedRows.all().stream().filter(Row::asked);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theGateSaysWhatIsWanted(Row row, @TempDir Path folder) {
        var seen = row.judge(folder, SEED, PLANTINGS);

        assertThat(seen).isNotEmpty().allSatisfy(each -> {
            switch (row.want()) {
                case FAIL -> assertThat(each.word()).as(each.sentence()).isEqualTo("FAIL");
                case NO_PASS -> assertThat(each.word()).as(each.sentence()).isEqualTo("UNMEASURED");
                case CLEAN -> assertThat(each.word()).as(each.sentence()).isEqualTo("PASS");
            }
        });
    }
}
