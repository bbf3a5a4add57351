package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream says what its events say one by one: an event that is alone has none before it to be like. */
class EventTemplateTest {
    private static final List<String> SHAPES = List.of(
            "{'model':'m','choices':[{'index':0,'text':'%s','logprobs':null,'finish_reason':null,'token_ids':null}]}",
            "{'model':'m','choices':[{'index':0,'text':'%s','token_ids':[5]}]}",
            "{'model':'m','choices':[{'text':'%s','finish_reason':'stop'}]}",
            "{'choices':[{'delta':{'role':'assistant','content':'%s'}}],'usage':null}",
            "{'choices':[{'delta':{'reasoning':'%s','content':null}}]}",
            "{'choices':[{'delta':{'reasoning':'%s','reasoning_content':'%1$s'}}]}",
            "{'choices':[{'delta':{'reasoning':'','reasoning_content':'%s'}}]}",
            "{'choices':[{'text':'%s'},{'text':'%1$s'}]}",
            "{'choices':[{'text':'a','text':'%s'}]}",
            "{'choices':[{'text':5,'id':'%s'}]}",
            "{'choices':[{'text':'%s'}],'usage':{'prompt_tokens':1,'completion_tokens':2}}");

    private static final List<String> TEXTS = List.of(
            " a", "", "\\n", "\\\"", "\\u00e9", "é", "世界", "\uD83D\uDE00", "a'b", "}]}", "text", "\uFFFD", "\t");

    private static final byte[] ODD = {
        'a',
        (byte) 0x80,
        (byte) 0x90,
        (byte) 0xA0,
        (byte) 0xBF,
        (byte) 0xC0,
        (byte) 0xC3,
        (byte) 0xE0,
        (byte) 0xE4,
        (byte) 0xED,
        (byte) 0xEF,
        (byte) 0xF0,
        (byte) 0xF4,
        (byte) 0xF5,
        (byte) 0xFF
    };

    private static final List<String> ENDS = List.of("\n\n", "\n\n", "\n\n", "\r\n\r\n", "\n: a comment\n\n", "\r\r");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aStreamSaysWhatItsEventsSay(long seed) {
        var random = new Random(seed);
        for (var stream = 0; stream < 100; stream++) {
            var shape = SHAPES.get(random.nextInt(SHAPES.size()));
            var end = ENDS.get(random.nextInt(ENDS.size()));
            var events = new ArrayList<String>();
            for (var i = 0; i < 20; i++) {
                var now = random.nextInt(5) == 0 ? SHAPES.get(random.nextInt(SHAPES.size())) : shape;
                var data = String.format(Locale.ROOT, now.replace('\'', '"'), TEXTS.get(random.nextInt(TEXTS.size())));
                events.add("data: " + data + end);
            }
            assertSame(events);
        }
    }

    /** Both ways to read an event put U+FFFD where bytes are no UTF-8, also next to the quotes and to an escape. */
    @Test
    void aStreamOfInvalidTextSaysWhatItsEventsSay() {
        var first = event(new byte[] {'a'});
        for (var one : ODD) {
            for (var two : ODD) {
                for (var three : ODD) {
                    var bytes = new byte[] {one, two, three};
                    var alone = Transcript.of(Payload.of(event(bytes)));
                    var both = Transcript.of(
                            Payload.joined(List.of(ByteBuffer.wrap(first), ByteBuffer.wrap(event(bytes)))));

                    assertThat(both.text()).as("%s", Arrays.toString(bytes)).isEqualTo("a\na" + alone.text());
                }
            }
        }
    }

    private static byte[] event(byte[] text) {
        var before = "data: {\"choices\":[{\"text\":\"".getBytes(StandardCharsets.UTF_8);
        var after = "\"}]}\n\n".getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(before.length + 2 * text.length + 2 + after.length)
                .put(before)
                .put(text)
                .put((byte) '\\')
                .put((byte) 'n')
                .put(text)
                .put(after)
                .array();
    }

    /** The parser takes a number for a text, and another member only looks like it by its path. */
    @Test
    void aNumberAsTextIsReadEachTime() {
        var event = "data: {\"choices/text\":\"c\",\"choices\":[{\"text\":5}]}\n\n";

        assertThat(Transcript.of(Payload.of(event + event)).text()).isEqualTo("55");
    }

    private static void assertSame(List<String> events) {
        var whole = Transcript.of(Payload.of(String.join("", events)));
        var alone =
                events.stream().map(event -> Transcript.of(Payload.of(event))).toList();

        assertThat(whole.text())
                .isEqualTo(said(alone.stream().map(Transcript::text).toList()));
        assertThat(whole.reasoning())
                .isEqualTo(said(alone.stream().map(Transcript::reasoning).toList()));
        assertThat(whole.chunks()).isEqualTo(chunks(events, alone));
        assertThat(whole.error())
                .isEqualTo(alone.stream()
                        .map(Transcript::error)
                        .filter(error -> error != null)
                        .findFirst()
                        .orElse(null));
    }

    private static String said(List<String> texts) {
        return String.join("", texts);
    }

    private static List<Transcript.Chunk> chunks(List<String> events, List<Transcript> alone) {
        return IntStream.range(0, events.size())
                .boxed()
                .flatMap(i -> alone.get(i).chunks().stream()
                        .map(chunk -> new Transcript.Chunk(
                                before(events, i) + chunk.end(),
                                chunk.output(),
                                chunk.finish(),
                                chunk.tokens(),
                                chunk.running())))
                .toList();
    }

    private static int before(List<String> events, int event) {
        return events.subList(0, event).stream()
                .mapToInt(each -> each.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
