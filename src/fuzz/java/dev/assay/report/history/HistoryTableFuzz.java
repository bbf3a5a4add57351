package dev.assay.report.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** history.csv, which people edit and spreadsheets write again. */
class HistoryTableFuzz {
    static Stream<byte[]> seeds() {
        var columns = String.join(",", HistoryLine.COLUMNS);
        return Stream.of(
                        columns + "\n",
                        columns + "\r\n\"a \"\"b\"\"\",'=1" + ",x".repeat(HistoryLine.COLUMNS.size() - 2)
                                + "\r\n\"open\n",
                        "\uFEFF" + columns + ",own\n" + "1,".repeat(HistoryLine.COLUMNS.size()) + "2\n")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadAsItWasWritten(byte[] bytes) throws Exception {
        Bounds.check(
                bytes,
                () -> HistoryTable.read(new String(bytes, UTF_8)).ifPresent(table -> {
                    table.cells();
                    table.with(List.of());
                    var again = HistoryTable.read(table.text()).orElseThrow();
                    assertThat(again.columns()).isEqualTo(table.columns());
                    assertThat(again.rows()).isEqualTo(table.rows());
                }));
    }
}
