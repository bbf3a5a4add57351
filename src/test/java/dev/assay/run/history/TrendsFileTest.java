package dev.assay.run.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.gate.results.TestVerdict;
import dev.assay.input.InputException;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.RunDirectory;
import dev.assay.report.Runs;
import dev.assay.report.history.HistoryLine;
import dev.assay.run.console.Console;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrendsFileTest {
    @TempDir
    Path runs;

    private Path run(String name) {
        var directory = new RunDirectory(runs.resolve(name));
        directory.environment(Map.of("smollm2-135m driver", "580.1", "thresholds.yaml sha256", "d34c5a4a"));
        directory.end(
                RepeatedRuns.run(Runs.failingCell(), Runs.failingEvalset(), RepeatedRuns.loadTest(), Runs.texts()));
        return directory.path();
    }

    @Test
    void runsThatAreInNoHistoryAreReadFromTheirResults() throws IOException {
        var lines = RunLines.of(run("run-1"));

        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst().cells())
                .containsEntry("branch", "smollm2-135m c4")
                .containsEntry("run", "run-1")
                .containsEntry("driver", "580.1")
                .containsEntry("thresholds", "d34c5a4a")
                .containsEntry("limits", "tpot.mean <= 9.5; ttft.mean <= 420")
                .containsEntry("tpot.mean", "10.000000")
                .doesNotContainKey("tokens-per-chunk.mean");
        assertThat(lines.get(1).cells())
                .containsEntry("limits", "accuracy >= 80; truncated <= 20")
                .containsEntry("accuracy", "40")
                .containsEntry("truncated", "20");
        assertThat(lines.get(2).cells()).containsEntry("tpot.mean", "11.000000");
        assertThat(lines.get(3).cells()).containsEntry("nll", "2.200000");
    }

    /** Both runs judge the same recording. */
    @Test
    void aMeasurementThatWasJudgedTwiceIsOnePoint() {
        run("run-1");
        run("run-2");
        var printed = new ArrayList<String>();

        TrendsFile.of(runs).report(new Console(printed::add));

        assertThat(printed).containsExactly("[assay] trends: " + runs.resolve("trends.html"));
        assertThat(runs.resolve("trends.html"))
                .content()
                .contains("<th scope=\"row\">run-2</th>")
                .doesNotContain("<th scope=\"row\">run-1</th>");
    }

    @Test
    void aHistoryIsReadWithoutItsRuns() throws IOException {
        var history = new HistoryFile(runs);
        history.add(HistoryFileTest.line("r-1"));
        Files.writeString(history.path(), Files.readString(history.path()) + "cut,line\n");

        var trends = TrendsFile.of(history.path());

        assertThat(trends.file()).isEqualTo(runs.toAbsolutePath().resolve("trends.html"));
        assertThat(trends.page()).contains("<th scope=\"row\">r-1</th>");
        assertThat(trends.leftOut())
                .singleElement()
                .asString()
                .startsWith("line 3 of " + history.path() + " has 2 values of ");
    }

    @Test
    void aRunThatCannotBeReadIsLeftOutAndTold() throws IOException {
        run("run-1");
        Files.createDirectories(runs.resolve("run-2"));
        Files.writeString(runs.resolve("run-2/result.json"), "{\"rows\": [");

        assertThat(TrendsFile.of(runs).leftOut()).singleElement().asString().startsWith(runs.resolve("run-2") + ": ");
    }

    @Test
    void aFolderWithoutMeasurementsIsRefused() {
        assertThatThrownBy(() -> TrendsFile.of(runs))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected a folder of runs that measured something, or a history.csv");
    }

    static Stream<TestVerdict> kinds() {
        return Stream.of(
                Runs.failingCell(),
                Runs.partlyUnmeasuredCell(),
                Runs.steadyCell(),
                Runs.throttledCell(),
                Runs.waivedCell(),
                Runs.toldCell(),
                Runs.cellWithSeveralLimits(),
                Runs.cellWithObjectives(),
                Runs.countedCell(),
                Runs.unmeasuredCell(),
                Runs.undecidedCell(),
                Runs.failingEvalset(),
                Runs.evalsetToCalibrate(),
                Runs.pickedQuestion(),
                Runs.unmeasuredEvalset(),
                Runs.texts(),
                Runs.unmeasuredTexts(),
                Runs.repeatedTexts(),
                RepeatedRuns.loadTest(),
                RepeatedRuns.evalset());
    }

    /** The page of trends may read a run from either. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aResultSaysWhatTheLineOfTheHistorySays(TestVerdict test) {
        var run = RepeatedRuns.run(test);
        var directory = new RunDirectory(runs.resolve(run.id()));
        directory.environment(Map.of());
        directory.end(run);

        assertThat(compared(RunLines.of(directory.path()).getFirst()))
                .isEqualTo(compared(HistoryLine.of(run, Map.of(), Instant.EPOCH).getFirst()));
    }

    /** Returns what trends are made from; numbers without their zeros. */
    private static Map<String, String> compared(HistoryLine line) {
        var cells = new TreeMap<>(line.cells());
        List.of("kind", "partial", "repeats", "samples").forEach(cells::remove);
        cells.replaceAll((column, value) -> value.matches("-?[0-9]+\\.[0-9]+")
                ? new BigDecimal(value)
                        .setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : value);
        return cells;
    }
}
