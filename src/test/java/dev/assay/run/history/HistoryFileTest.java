package dev.assay.run.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.report.history.HistoryLine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    @TempDir
    Path folder;

    private HistoryFile file;

    @BeforeEach
    void runsThatDoNotExistYet() {
        file = new HistoryFile(folder.resolve("runs"));
    }

    static List<HistoryLine> line(String run) {
        return List.of(new HistoryLine(Map.of(
                "time",
                "2026-11-21T21:04:00Z",
                "branch",
                "a c4",
                "run",
                run,
                "deployment",
                "a",
                "test",
                "c4",
                "qps",
                "2.5")));
    }

    @Test
    void linesAreAddedAtTheEnd() throws IOException {
        assertThat(file.add(line("r-1"))).containsExactly("history: " + file.path() + ", 1 line added");
        assertThat(file.add(line("r-2"))).containsExactly("history: " + file.path() + ", 1 line added");
        assertThat(file.add(line("r-2")))
                .containsExactly(
                        "history: " + file.path() + ", 0 lines added; a test that it has already is not added again");
        assertThat(file.add(List.of())).isEmpty();

        assertThat(Files.readAllLines(file.path())).hasSize(3);
        assertThat(Files.readAllLines(file.path()).getLast()).startsWith("2026-11-21T21:04:00Z,a c4,r-2,a,c4,");
    }

    @Test
    void aHistoryThatIsTooLargeIsNotChanged() throws IOException {
        file.add(line("r-1"));
        try (var history = new RandomAccessFile(file.path().toFile(), "rw")) {
            history.setLength(HistoryFile.MOST_BYTES + 1);
        }

        assertThat(file.add(line("r-2")))
                .containsExactly(
                        "warning: " + file.path()
                                + " was not changed: it has more than 33554432 bytes. Move it away; the next run begins a new one.");
        assertThat(file.path()).hasSize(HistoryFile.MOST_BYTES + 1);
        assertThatThrownBy(() -> TrendsFile.of(file.path()))
                .isInstanceOf(InputException.class)
                .hasMessage(file.path() + ":1:1: has more than 33554432 bytes: leave out lines that are not needed");
    }

    private static HistoryLine merged(String run, String test, String branch) {
        return new HistoryLine(
                Map.of("time", "2026-11-21T21:04:00Z", "branch", branch, "run", run, "deployment", "a", "test", test));
    }

    @Test
    void shardsThatAreMergedAgainAddNothing() throws IOException {
        file.addMerged(List.of(merged("1-merged", "c4", "a c4"), merged("1-merged", "c8", "a c8 (UNMEASURED)")));

        var said = file.addMerged(
                List.of(merged("2-merged", "c4", "a c4"), merged("2-merged", "c8", "a c8 (UNMEASURED)")));

        assertThat(said)
                .containsExactly(
                        "history: " + file.path() + ", 0 lines added; a test that it has already is not added again");
        assertThat(Files.readAllLines(file.path())).hasSize(3).noneMatch(line -> line.contains("2-merged"));
    }

    @Test
    void aTestWhoseShardWasMissingGetsItsLineWhenAllAreMerged() throws IOException {
        file.add(line("r-1"));
        file.addMerged(List.of(merged("1-merged", "c4", "a c4 (UNMEASURED)"), merged("1-merged", "c8", "a c8")));

        var said = file.addMerged(List.of(merged("2-merged", "c4", "a c4"), merged("2-merged", "c8", "a c8")));

        assertThat(said)
                .containsExactly(
                        "history: " + file.path() + ", 1 line added; a test that it has already is not added again");
        assertThat(Files.readAllLines(file.path()).stream()
                        .map(line -> line.split(",", -1))
                        .map(values -> values[1] + " " + values[2]))
                .containsExactly("branch run", "a c4 r-1", "a c8 1-merged", "a c4 2-merged");
    }

    @Test
    void gatesOfOneProcessLoseNoLineOfEachOther() throws IOException, InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var added = new ArrayList<Future<List<String>>>();
            for (var i = 0; i < 40; i++) {
                var run = "r-" + i;
                added.add(threads.submit(() -> file.add(line(run))));
            }
            for (var each : added) {
                assertThat(each.get()).singleElement().asString().endsWith("1 line added");
            }
        }

        var lines = Files.readAllLines(file.path());
        assertThat(lines).hasSize(41).doesNotHaveDuplicates();
        assertThat(lines).filteredOn(line -> line.startsWith("time,")).hasSize(1);
    }

    @Test
    void aCutLineIsMovedAsideAndTold() throws IOException {
        file.add(line("r-1"));
        Files.writeString(file.path(), Files.readString(file.path()) + "2026-11-22T21:04:00Z,a c4,r-2");

        var said = file.add(line("r-3"));

        assertThat(said.getFirst()).startsWith("warning: line 3 of " + file.path() + " has 3 values of ");
        assertThat(Files.readAllLines(file.path())).hasSize(3).noneMatch(line -> line.contains("r-2"));
        assertThat(file.path().resolveSibling("history.damaged.txt")).hasContent("2026-11-22T21:04:00Z,a c4,r-2");
    }

    @Test
    void aFileThatIsNoHistoryStaysAsItIs() throws IOException {
        Files.createDirectories(file.runs());
        Files.writeString(file.path(), "name;value\na;1\n");

        assertThat(file.add(line("r-1")))
                .singleElement()
                .asString()
                .startsWith("warning: " + file.path() + " was not changed: its first line is not that of a history");
        assertThat(file.path()).hasContent("name;value\na;1\n");
    }

    @Test
    void aLinkToAFileElsewhereStaysALink() throws IOException {
        var elsewhere = Files.writeString(folder.resolve("kept.csv"), "");
        Files.createDirectories(file.runs());
        Files.createSymbolicLink(file.path(), elsewhere);

        file.add(line("r-1"));

        assertThat(file.path()).isSymbolicLink();
        assertThat(Files.readAllLines(elsewhere)).hasSize(2);
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws IOException {
        Files.writeString(file.runs(), "no folder");

        assertThat(file.add(line("r-1"))).singleElement().asString().contains("was not changed: ");
    }
}
