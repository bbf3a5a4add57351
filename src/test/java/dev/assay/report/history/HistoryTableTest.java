package dev.assay.report.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTableTest {
    private static HistoryLine line(String run, String... more) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("time", "2026-11-21T21:04:00Z");
        cells.put("branch", "a c4");
        cells.put("run", run);
        cells.put("deployment", "a");
        cells.put("test", "c4");
        for (var i = 0; i < more.length; i += 2) {
            cells.put(more[i], more[i + 1]);
        }
        return new HistoryLine(cells);
    }

    private static HistoryTable read(String text) {
        return HistoryTable.read(text).orElseThrow();
    }

    private static List<String> column(HistoryTable table, String name) {
        return table.rows().stream()
                .map(row -> row.get(table.columns().indexOf(name)))
                .toList();
    }

    @Test
    void beginsWithTheNamesOfTheColumnsOnce() {
        var first = HistoryTable.EMPTY.with(List.of(line("r-1", "qps", "2.5"))).text();
        var second = read(first).with(List.of(line("r-2", "qps", "2.4"))).text();

        assertThat(second.lines()).hasSize(3);
        assertThat(second)
                .startsWith("time,branch,run,deployment,test,kind,verdict,")
                .startsWith(first);
        assertThat(column(read(second), "qps")).containsExactly("2.5", "2.4");
        assertThat(column(read(second), "ttft.mean")).containsExactly("", "");
    }

    /** An older version wrote it, and somebody added a column. */
    @Test
    void columnsKeepTheirPlacesAndNewOnesStandBehindThem() {
        var before = "time,branch,run,deployment,test,qps,note\n2026-11-20T21:04:00Z,a c4,r-0,a,c4,2.6,mine\n";

        var table = read(before).with(List.of(line("r-1", "qps", "2.5", "energy", "12")));

        assertThat(table.columns())
                .startsWith("time", "branch", "run", "deployment", "test", "qps", "note")
                .endsWith("energy");
        assertThat(column(table, "note")).containsExactly("mine", "");
        assertThat(column(table, "energy")).containsExactly("", "12");
        assertThat(read(table.text())).isEqualTo(table);
    }

    @Test
    void aMeasurementHasOneLine() {
        var table = HistoryTable.EMPTY.with(List.of(line("r-1", "qps", "2.5")));

        assertThat(table.with(List.of(line("r-1", "qps", "2.5", "verdict", "FAIL"), line("r-2")))
                        .rows())
                .hasSize(2);
    }

    @Test
    void aLineThatACrashHasCutIsTold() {
        var whole = HistoryTable.EMPTY.with(List.of(line("r-1"), line("r-2"))).text();
        var cut = whole.substring(0, whole.length() - 30);

        var table = read(cut);

        assertThat(table.rows()).hasSize(1);
        assertThat(table.damaged()).singleElement().satisfies(damaged -> {
            assertThat(damaged.number()).isEqualTo(3);
            assertThat(damaged.text()).startsWith("2026-11-21T21:04:00Z,a c4,r-2,");
            assertThat(damaged.why()).matches("has [0-9]+ values of [0-9]+");
        });
        assertThat(table.with(List.of(line("r-3"))).text().lines()).hasSize(3);
    }

    @Test
    void aLineWhoseQuoteDoesNotEndIsTold() {
        var table = read("time,run,deployment,test\n2026-11-21T21:04:00Z,r-1,a,\"c4\n2026-11-21T21:04:00Z,r-2,a,c4\n");

        assertThat(column(table, "run")).containsExactly("r-2");
        assertThat(table.damaged())
                .singleElement()
                .satisfies(damaged -> assertThat(damaged.number()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"time;branch;run;deployment;test\n", "a,b\n1,2\n", "time,run,deployment,test,run\n", "\"time\n"})
    void anotherFileIsNoHistory(String text) {
        assertThat(HistoryTable.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\uFEFF"})
    void anEmptyFileIsAHistoryWithoutLines(String text) {
        assertThat(HistoryTable.read(text)).contains(HistoryTable.EMPTY);
    }

    @Test
    void aSpreadsheetsMarkAndLineEndsAreRead() {
        assertThat(column(read("\uFEFFtime,run,deployment,test\r\n2026-11-21T21:04:00Z,r-1,a,c4\r\n"), "test"))
                .containsExactly("c4");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "=1+1, '=1+1",
                "＝1+1, '＝1+1",
                "@name, '@name",
                "-a, '-a",
                "+a, '+a",
                "` =1+1`, `' =1+1`",
                "-2.5, -2.5",
                "`a, \"b\"`, `a, \"b\"`",
                "四位, 四位"
            })
    void noTextIsAFormulaAndTextsWithCommasAndQuotesComeBack(String written, String read) {
        var table = HistoryTable.EMPTY.with(List.of(line("r-1", "commit", written)));

        assertThat(column(read(table.text()), "commit")).containsExactly(read);
    }

    @Test
    void everyRecordIsOneLine() {
        var text = HistoryTable.EMPTY
                .with(List.of(line("r-1", "gpu", "a\r\nb\u2028c" + (char) 0x1b)))
                .text();

        assertThat(text.lines()).hasSize(2);
        assertThat(column(read(text), "gpu")).containsExactly("a  b c ");
    }

    @Test
    void aLineIsNotChangedFromOutside() {
        var cells = new LinkedHashMap<>(Map.of("run", "r-1"));
        var line = new HistoryLine(cells);
        cells.put("run", "r-2");

        assertThat(line.cells()).containsEntry("run", "r-1");
    }
}
