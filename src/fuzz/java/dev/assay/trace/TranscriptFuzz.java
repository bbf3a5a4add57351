package dev.assay.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reader of streams: it has no errors of its own, it finds the events that the standard defines, a stream that was cut says what came before the cut, and
 * events that are read by a template say what they say when they are parsed.
 */
class TranscriptFuzz {
    static Stream<byte[]> seeds() {
        return Seeds.below("src/test/resources/transcripts", ".body");
    }

    /** The standard's algorithm, written down once more: on text, line by line. */
    private static List<List<String>> events(byte[] bytes) {
        var text = new String(bytes, UTF_8);
        text = bytes.length >= 3 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        var events = new ArrayList<List<String>>();
        var data = new StringBuilder();
        var hasData = false;
        var type = "";
        var lines = text.split("\r\n|\r|\n", -1);
        for (var i = 0; i < lines.length - 1; i++) {
            var line = lines[i];
            if (line.isEmpty()) {
                if (hasData) {
                    events.add(List.of(type.isEmpty() ? "message" : type, data.substring(0, data.length() - 1)));
                }
                data.setLength(0);
                hasData = false;
                type = "";
                continue;
            }
            var parts = line.split(":", 2);
            var value = parts.length < 2 ? "" : parts[1].startsWith(" ") ? parts[1].substring(1) : parts[1];
            if (parts[0].equals("data")) {
                data.append(value).append('\n');
                hasData = true;
            } else if (parts[0].equals("event")) {
                type = value;
            }
        }
        return events;
    }

    @MethodSource("seeds")
    @FuzzTest
    void saysWhatItsEventsSayWhereverItIsCut(byte[] bytes) throws Exception {
        Bounds.check(bytes, () -> {
            var payload = Payload.of(bytes);
            var transcript = Transcript.of(payload);
            checkEvents(payload, bytes);
            if (WholeAnswer.read(payload) == null) {
                checkCut(bytes, transcript);
            }
            TokenLogprob.of(payload);
            checkEndings(payload, transcript);
        });
    }

    private static void checkEvents(Payload payload, byte[] bytes) {
        var reader = new SseEvent.Reader(payload);
        var found = new ArrayList<List<String>>();
        var last = 0;
        for (var event = reader.next(); event != null; event = reader.next()) {
            assertThat(event.end()).isGreaterThan(last).isLessThanOrEqualTo(bytes.length);
            last = event.end();
            found.add(List.of(event.type(), event.data()));
        }
        assertThat(found).isEqualTo(events(bytes));
    }

    private static void checkCut(byte[] bytes, Transcript whole) {
        var random = new SplittableRandom(Arrays.hashCode(bytes));
        for (var i = 0; i < 3 && bytes.length > 0; i++) {
            var cut = Payload.of(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            if (WholeAnswer.read(cut) != null) {
                continue;
            }
            var before = Transcript.of(cut);
            assertThat(whole.chunks().size())
                    .isGreaterThanOrEqualTo(before.chunks().size());
            assertThat(whole.chunks().subList(0, before.chunks().size())).isEqualTo(before.chunks());
            assertThat(whole.text()).startsWith(before.text());
            assertThat(whole.reasoning()).startsWith(before.reasoning());
            if (before.error() != null) {
                assertThat(whole.error()).isEqualTo(before.error());
            }
        }
    }

    private static void checkEndings(Payload payload, Transcript transcript) throws Exception {
        var body = Body.of(payload);
        assertThat(body.transcript()).isEqualTo(transcript);
        assertThat(Body.ofPacked(body.packed())).isEqualTo(body);
        for (var status : new int[] {200, 302, 500}) {
            for (var type : new String[] {"text/event-stream", "application/json"}) {
                var head = new ResponseHead(status, Map.of("content-type", type, "location", body.text()), 0);
                for (var ending : List.of(
                        Ending.ofCleanEnd(head, body),
                        Ending.ofWhole(head, body),
                        Ending.ofCut(head, body, "a test"))) {
                    assertThat(ending.detail()).hasSizeLessThan(1000).doesNotContain("\n", "\r");
                    Ending.reread(ending, body);
                }
            }
        }
    }
}
