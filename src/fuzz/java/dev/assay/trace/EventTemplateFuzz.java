package dev.assay.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream says what its events say one by one: an event that is alone is always parsed, since none before it can be its template. */
class EventTemplateFuzz {
    static Stream<byte[]> seeds() {
        return Seeds.below("src/test/resources/transcripts", ".body");
    }

    @MethodSource("seeds")
    @FuzzTest
    void saysTheSameWithATemplate(byte[] bytes) throws Exception {
        Bounds.check(bytes, () -> check(new String(bytes, UTF_8)));
    }

    private static void check(String text) {
        var events = new ArrayList<String>();
        for (var from = 0; from < text.length(); ) {
            var end = text.indexOf("\n\n", from);
            var to = end < 0 ? text.length() : end + 2;
            events.add(text.substring(from, to));
            from = to;
        }
        if (text.startsWith("\uFEFF")
                || events.stream().anyMatch(event -> beginsObject(event) || event.startsWith("\uFEFF"))) {
            return; // what stands at the beginning of a body is read otherwise
        }
        var whole = Transcript.of(Payload.of(text));
        var alone =
                events.stream().map(event -> Transcript.of(Payload.of(event))).toList();
        assertThat(whole.text()).isEqualTo(joined(alone.stream().map(Transcript::text)));
        assertThat(whole.reasoning()).isEqualTo(joined(alone.stream().map(Transcript::reasoning)));
        var before = 0;
        var chunks = new ArrayList<Transcript.Chunk>();
        for (var i = 0; i < events.size(); i++) {
            for (var chunk : alone.get(i).chunks()) {
                chunks.add(new Transcript.Chunk(
                        before + chunk.end(), chunk.output(), chunk.finish(), chunk.tokens(), chunk.running()));
            }
            before += events.get(i).getBytes(UTF_8).length;
        }
        assertThat(List.copyOf(whole.chunks())).isEqualTo(chunks);
    }

    private static boolean beginsObject(String event) {
        return event.stripLeading().startsWith("{");
    }

    private static String joined(Stream<String> texts) {
        return String.join("", texts.toList());
    }
}
