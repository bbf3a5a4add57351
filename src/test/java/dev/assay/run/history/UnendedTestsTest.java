package dev.assay.run.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.results.TestVerdict;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.MergedRecord.Fault;
import dev.assay.recording.MergedRecord.Part;
import dev.assay.recording.MergedRecord.Sent;
import dev.assay.recording.Recording;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.RunDirectory;
import dev.assay.report.Runs;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two shards whose runs are merged; of one test the second shard has measured all, nothing, or some of its part. */
class UnendedTestsTest {
    private static final String NO_LINE =
            ", no line for smollm2-135m c4, because not all shards have measured it to its end. Merge again when they have";

    @TempDir
    Path runs;

    private static Part part(int shard, @Nullable Fault fault) {
        return new Part(shard, "joint-" + shard, 7L, 0L, 0L, 1, 1, new Sent(0, 0, 30_000_000), fault, List.of());
    }

    private static TestVerdict merged(Part... parts) {
        var whole =
                Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 3), Traces.whole("c4-002", 0, 20, 10, 3)));
        return Judge.judge(
                Plans.planned(Plans.loadTest(2, 3)),
                new Recording(
                        whole.header(),
                        whole.traces(),
                        whole.sideRecords().with(new MergedRecord("joint", 2, 2, List.of(parts)))));
    }

    private static TestVerdict ended() {
        return merged(part(1, null), part(2, null));
    }

    private List<String> add(TestVerdict... tests) {
        return new HistoryFile(runs).addMerged(RepeatedRuns.run(tests), Map.of());
    }

    @Test
    void aTestThatAShardStillMeasuresGetsNoLineBeforeItHasEnded() {
        for (var open : Stream.of(
                        merged(part(1, null), part(2, Fault.INTERRUPTED)),
                        merged(part(1, null), part(2, Fault.NOT_BEGUN)),
                        merged(part(1, null)),
                        Runs.notRun(Plans.planned(Plans.loadTest(2, 3))))
                .toList()) {
            assertThat(add(open)).containsExactly("history: " + runs.resolve("history.csv") + NO_LINE);
            assertThat(runs.resolve("history.csv")).doesNotExist();
        }

        assertThat(add(ended())).containsExactly("history: " + runs.resolve("history.csv") + ", 1 line added");
    }

    @Test
    void theOtherTestsOfThatMergeGetTheirLines() throws Exception {
        var file = runs.resolve("history.csv");

        assertThat(add(Runs.failingEvalset(), merged(part(1, null), part(2, Fault.INTERRUPTED))))
                .containsExactly("history: " + file + ", 1 line added", "history: " + file + NO_LINE);

        assertThat(Files.readAllLines(file)).hasSize(2).last().asString().contains(",smollm2-135m first_light_v1,");
    }

    /** What is red for another reason does not become better when it is merged again. */
    @Test
    void aTestThatEndedAndIsUnmeasuredGetsItsLine() {
        assertThat(add(merged(part(1, null), part(2, Fault.LINES_ALTERED))))
                .containsExactly("history: " + runs.resolve("history.csv") + ", 1 line added");
    }

    @Test
    void aTestOfWhichARepeatWasNotSentHasNotEnded() {
        assertThat(UnendedTests.isUnended(RepeatedRuns.loadTest())).isFalse();
        assertThat(UnendedTests.isUnended(RepeatedRuns.spoiltLoadTest())).isTrue();
    }

    @Test
    void theTrendsLeaveThemOutToo() {
        var directory = new RunDirectory(runs.resolve("1-merged"));
        directory.environment(Map.of());
        directory.result(RepeatedRuns.run(Runs.failingEvalset(), merged(part(1, null), part(2, Fault.INTERRUPTED))));

        assertThat(RunLines.of(directory.path()))
                .singleElement()
                .satisfies(line -> assertThat(line.cells()).containsEntry("test", "first_light_v1"));

        directory.result(RepeatedRuns.run(ended()));

        assertThat(RunLines.of(directory.path())).hasSize(1);
    }
}
