package dev.assay.testing;

import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tapes made by hand. Their times are round numbers, so that a test recognises them. */
public final class Tapes {
    /** The body of each request in a tape: the prompt is the request's id. */
    public static final String REQUEST = "{\"prompt\":\"%s\"}";

    private static final String WHOLE = Streams.OUTPUT + Streams.FINISH + Streams.USAGE + Streams.DONE;
    private static final String NOT_FOUND = "{\"error\":{\"message\":\"The model `nope` does not exist.\"}}";

    private Tapes() {}

    public static Recording.Header header(Map<String, String> plan) {
        return new Recording.Header(
                "smollm2-135m",
                "c1",
                Provenance.MEASURED,
                Instant.parse("2026-11-01T09:30:00Z"),
                4711,
                plan,
                Map.of("engine", "vllm", "model", "smollm2", "version", "0.32.0"));
    }

    /** Returns the trace of a whole stream. */
    public static Trace whole(String id, boolean warmup, long sent) {
        var reads = new ReadTimes.Builder()
                .add(Streams.OUTPUT.length(), sent + 20_000_000)
                .add(WHOLE.length(), sent + 30_000_000)
                .build();
        return trace(
                id,
                warmup,
                sent,
                head(200, "text/event-stream; charset=utf-8", sent),
                reads,
                WHOLE,
                new Ending.Complete());
    }

    /** Returns the trace of a refusal. */
    public static Trace refused(String id, long sent) {
        var reads = new ReadTimes.Builder()
                .add(NOT_FOUND.length(), sent + 20_000_000)
                .build();
        var ending = new Ending.HttpError(404, "The model `nope` does not exist.");
        return trace(id, false, sent, head(404, "application/json", sent), reads, NOT_FOUND, ending);
    }

    /** Returns the trace of a request to a server that was not there. */
    public static Trace unconnected(String id, long sent) {
        var none = new ReadTimes.Builder().build();
        return trace(id, false, sent, null, none, "", new Ending.ConnectFailed("connection refused"));
    }

    /** Writes a file of traces, and returns it. */
    public static Path write(Path file, Recording.Header header, List<Trace> traces) {
        try (var writer = new TraceFile.Writer(file, header)) {
            traces.forEach(writer::append);
        }
        return file;
    }

    private static ResponseHead head(int status, String type, long sent) {
        return new ResponseHead(status, Map.of("content-type", type, "server", "uvicorn"), sent + 10_000_000);
    }

    private static Trace trace(
            String id,
            boolean warmup,
            long sent,
            @Nullable ResponseHead head,
            ReadTimes reads,
            String body,
            Ending ending) {
        var request = Payload.of(REQUEST.replace("%s", id)).sha256();
        var answer = Body.of(Payload.of(body));
        return new Trace(id, warmup, request, sent - 1_000, sent, 0, head, reads, answer, sent + 40_000_000, ending);
    }
}
