package dev.assay.run.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.report.RunDirectory;
import dev.assay.run.console.Console;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
    private static final Planned PLANNED =
            Plans.planned(Plans.loadTest(1, 3, Plans.max("tpot.mean", 11, Unit.MILLISECONDS, "11 ms")));

    @TempDir
    Path folder;

    private final List<String> printed = new ArrayList<>();

    private void keep(TestVerdict test) {
        new Recordings(folder.resolve("tapes"), new RunDirectory(folder.resolve("run")), new Console(printed::add))
                .keep(test);
    }

    /** Writes what the run left of a repeat, and returns the repeat. */
    private Repeat measured(int number) throws IOException {
        write(new RunDirectory(folder.resolve("run")).traces(PLANNED, number), "new " + number);
        return new Repeat.Recorded(number, "run r-1, repeat " + number, RecordingsTest::recording);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.writeString(TraceFile.bodies(file), text);
    }

    private static Recording recording() {
        var recording = Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 3)));
        var header = recording.header();
        return new Recording(
                new Recording.Header(
                        header.deployment(),
                        header.test(),
                        Provenance.MEASURED,
                        header.started(),
                        header.seed(),
                        header.plan(),
                        header.server(),
                        header.asked()),
                recording.traces());
    }

    private Path tape(int repeat) {
        return folder.resolve("tapes/smollm2-135m/" + (repeat == 1 ? "" : "repeat-" + repeat + "/") + "c4.jsonl");
    }

    private static TestVerdict judged(Repeat... repeats) {
        return Judge.judge(PLANNED, List.of(repeats), References.NONE);
    }

    @Test
    void keepsEachRepeatAndDeletesOlderOnesBeyondThem() throws IOException {
        write(tape(2), "old 2");
        write(tape(3), "old 3");

        keep(judged(measured(1), measured(2)));

        assertThat(tape(1)).hasContent("new 1");
        assertThat(TraceFile.bodies(tape(2))).hasContent("new 2");
        assertThat(tape(3)).doesNotExist();
        assertThat(TraceFile.bodies(tape(3))).doesNotExist();
        assertThat(printed)
                .containsExactly(
                        "[assay] smollm2-135m c4, repeat 1 of 2: recorded in " + tape(1),
                        "[assay] smollm2-135m c4, repeat 2 of 2: recorded in " + tape(2),
                        "[assay] smollm2-135m c4: deleted the older recording " + tape(3));
    }

    @Test
    void keepsNoRepeatWhereOneIsSpoiltSinceAReplayWouldJoinItWithAnOlderOne() throws IOException {
        write(tape(1), "old 1");
        write(tape(2), "old 2");

        keep(judged(measured(1), new Repeat.NotSent(2, new Verdict.Unmeasured("the server ended", "See its log."))));

        assertThat(tape(1)).hasContent("old 1");
        assertThat(tape(2)).hasContent("old 2");
        assertThat(printed).containsExactly("[assay] smollm2-135m c4: not recorded, since repeat 2: it is UNMEASURED");
    }

    @Test
    void deletesTheRepeatsOfAnOlderRecordingOfATestThatIsMeasuredOnce() throws IOException {
        write(tape(2), "old 2");

        keep(judged(measured(1)));

        assertThat(tape(1)).hasContent("new 1");
        assertThat(tape(2)).doesNotExist();
    }
}
