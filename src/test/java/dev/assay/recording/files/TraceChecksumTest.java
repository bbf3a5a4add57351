package dev.assay.recording.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.testing.Traces;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.Trace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files of trace/1 are read for ever: src/test/resources/trace/trace-1.jsonl is never written again, whatever becomes of the format. */
class TraceChecksumTest {
    private static final Recording RECORDING = TraceFile.read(Path.of("src/test/resources/trace/trace-1.jsonl"));

    @Test
    void readsTheHeader() {
        assertThat(RECORDING.header())
                .isEqualTo(new Recording.Header(
                        "smollm2-135m",
                        "c4",
                        Provenance.RECORDED,
                        Instant.parse("2026-11-21T21:04:00.123456789Z"),
                        42,
                        Map.of("requests", "2", "api", "completions"),
                        Map.of("model", "smollm2-135m", "version", "0.32.0")));
    }

    @Test
    void readsAWholeAnswerWithItsTimes() {
        var trace = RECORDING.traces().get(1);

        assertThat(trace)
                .isEqualTo(Traces.trace("c4-001")
                        .sentAt(1, 2.5)
                        .text(9, " 東京", 5, 6)
                        .last(10.000001, ".", "stop")
                        .usage(256, 3)
                        .done()
                        .build());
        assertThat(trace.transcript().text()).isEqualTo(" 東京.");
        assertThat(trace.reads().nanos(1)).isEqualTo(10_000_001);
    }

    @Test
    void readsAnswersThatAreNotWhole() {
        assertThat(RECORDING.traces())
                .extracting(Trace::ending)
                .containsExactly(
                        new Ending.HttpError(503, "no body"),
                        new Ending.Complete(),
                        new Ending.Timeout(Ending.Deadline.GAP, "no output for 60 s"),
                        new Ending.ConnectFailed("connection refused"));
        assertThat(RECORDING.measured()).extracting(Trace::id).containsExactly("c4-001", "c4-002", "c4-003");
        assertThat(RECORDING.traces().getLast())
                .isEqualTo(new Trace(
                        "c4-003",
                        false,
                        Traces.NO_REQUEST,
                        20_000_000,
                        20_000_500,
                        1,
                        null,
                        new ReadTimes.Builder().build(),
                        Body.of(Payload.of("")),
                        20_100_000,
                        new Ending.ConnectFailed("connection refused")));
    }
}
