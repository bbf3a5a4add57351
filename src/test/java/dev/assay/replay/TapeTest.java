package dev.assay.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.recording.Recording;
import dev.assay.testing.Tapes;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeTest {
    @TempDir
    private Path directory;

    @Test
    void isFoundByDeploymentAndTest() {
        assertThat(Tape.file(Path.of("tapes"), "smollm2-135m", "c4")).isEqualTo(Path.of("tapes/smollm2-135m/c4.jsonl"));
    }

    @Test
    void isAbsentWhereThereIsNoFile() {
        assertThat(Tape.read(directory.resolve("c1.jsonl"))).isEmpty();
    }

    @Test
    void takesThePlaceOfAnOlderOne() {
        var tape = Tape.file(directory.resolve("tapes"), "smollm2-135m", "c1");
        var older = Tapes.write(
                directory.resolve("older.jsonl"),
                header("8"),
                List.of(Tapes.whole("c1-001", false, 1_000_000), Tapes.refused("c1-002", 2_000_000)));
        var newer = Tapes.write(
                directory.resolve("newer.jsonl"), header("9"), List.of(Tapes.whole("c1-003", false, 3_000_000)));

        Tape.keep(older, tape);
        Tape.keep(newer, tape);

        var kept = Tape.read(tape).orElseThrow();
        assertThat(kept.header()).isEqualTo(header("9"));
        assertThat(kept.trace("c1-003")).isEqualTo(Tapes.whole("c1-003", false, 3_000_000));
        assertThat(kept.trace("c1-001")).isNull();
    }

    @Test
    void keepsAnOlderOneWhereTheNewerIsNotWhole() throws IOException {
        var tape = Tape.file(directory.resolve("tapes"), "smollm2-135m", "c1");
        var older = Tapes.write(
                directory.resolve("older.jsonl"), header("8"), List.of(Tapes.whole("c1-001", false, 1_000_000)));
        var newer = Tapes.write(
                directory.resolve("newer.jsonl"), header("9"), List.of(Tapes.whole("c1-003", false, 3_000_000)));
        Tape.keep(older, tape);
        Files.delete(newer);

        assertThatThrownBy(() -> Tape.keep(newer, tape))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot keep " + newer + " as " + tape);

        assertThat(Tape.read(tape).orElseThrow().trace("c1-001")).isEqualTo(Tapes.whole("c1-001", false, 1_000_000));
        assertThat(tape.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void answersAPlanOfTheSameFactsInAnyOrder() {
        var recorded = tape(Map.of("model", "a", "requests", "40"));
        var planned = new LinkedHashMap<String, String>();
        planned.put("requests", "40");
        planned.put("model", "a");

        assertThat(recorded.header().difference(planned)).isEmpty();
    }

    @Test
    void namesEachFactInWhichAPlanDiffers() {
        var recorded = new LinkedHashMap<String, String>();
        recorded.put("model", "a");
        recorded.put("requests", "40");
        recorded.put("prompts", "unique");
        var planned = new LinkedHashMap<String, String>();
        planned.put("model", "b");
        planned.put("requests", "40");
        planned.put("thinking", "off");

        assertThat(tape(recorded).header().difference(planned))
                .contains("model: [a] recorded, [b] planned; thinking: nothing recorded, [off] planned; "
                        + "prompts: [unique] recorded, nothing planned");
    }

    @Test
    void tellsAnEmptyFactFromNone() {
        assertThat(tape(Map.of("system message", "")).header().difference(Map.of()))
                .contains("system message: [] recorded, nothing planned");
    }

    @Test
    void givesAReplayTheRecordedTimes() {
        var recorded = Tapes.whole("c1-001", false, 500_000_000);

        assertThat(tape(recorded).withRecordedTimes(Tapes.whole("c1-001", false, 7_000)))
                .isEqualTo(recorded);
    }

    @Test
    void countsNoReplayThatBroughtOtherBytes() {
        var recorded = Tapes.whole("c1-001", false, 500_000_000);
        var replayed = withBody(Tapes.whole("c1-001", false, 7_000), "data: [DONE]\n\n");

        assertThat(tape(recorded).withRecordedTimes(replayed))
                .isEqualTo(replayed.endedAs(new Ending.Cancelled("the replay brought other bytes than the recording")));
    }

    @Test
    void countsNoReplayOfARequestThatItDoesNotHave() {
        var replayed = Tapes.whole("c1-009", false, 7_000);

        assertThat(tape(Tapes.whole("c1-001", false, 500_000_000)).withRecordedTimes(replayed))
                .isEqualTo(replayed.endedAs(new Ending.Cancelled("the replay brought other bytes than the recording")));
    }

    @Test
    void leavesAReplayThatFailedAsItIs() {
        var replayed = Tapes.unconnected("c1-001", 7_000);

        assertThat(tape(Tapes.whole("c1-001", false, 500_000_000)).withRecordedTimes(replayed))
                .isEqualTo(replayed);
    }

    private static Trace withBody(Trace trace, String body) {
        return new Trace(
                trace.id(),
                trace.warmup(),
                trace.requestSha256(),
                trace.scheduled(),
                trace.sent(),
                trace.resends(),
                trace.head(),
                trace.reads(),
                Body.of(Payload.of(body)),
                trace.ended(),
                trace.ending());
    }

    private static Recording.Header header(String requests) {
        return Tapes.header(Map.of("requests", requests));
    }

    private static Tape tape(Map<String, String> plan) {
        return new Tape(new Recording(Tapes.header(plan), List.of()));
    }

    private static Tape tape(Trace trace) {
        return new Tape(new Recording(header("1"), List.of(trace)));
    }
}
