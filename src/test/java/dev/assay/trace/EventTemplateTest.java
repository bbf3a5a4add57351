package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
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
