package dev.assay.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The recordings of real servers in src/test/resources/transcripts; their NOTICE says where they come from. */
public final class Transcripts {
    public static final ResponseHead EVENT_STREAM = head(200, "text/event-stream; charset=utf-8");

    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    private Transcripts() {}

    static Body body(String name) {
        try {
            return Body.of(Payload.of(Files.readAllBytes(FOLDER.resolve(name))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ResponseHead head(int status, String contentType) {
        return new ResponseHead(status, Map.of("content-type", contentType), 0);
    }

    /** Returns what the streams hold, a line each, without the heading. */
    static Stream<String> expected() {
        return body("expected.tsv").text().lines().skip(1);
    }

    /** Returns a transcript as expected.tsv has it. */
    static String test(String file, Transcript transcript, Ending ending) {
        var chunks = transcript.chunks();
        var usage = transcript.usage();
        List<@Nullable Object> fields = java.util.Arrays.asList(
                file,
                ending.word(),
                chunks.size(),
                chunks.stream().filter(Transcript.Chunk::output).count(),
                chunks.stream()
                        .map(Transcript.Chunk::tokens)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .sum(),
                transcript.finishReason(),
                usage == null ? null : usage.promptTokens(),
                usage == null ? null : usage.completionTokens(),
                usage == null ? null : usage.cachedTokens(),
                transcript.done() ? "True" : "False",
                JsonMapper.shared().writeValueAsString(transcript.reasoning()),
                JsonMapper.shared().writeValueAsString(transcript.text()));
        return fields.stream()
                .map(field -> field == null ? "-" : field.toString())
                .collect(Collectors.joining("\t"));
    }
}
