package dev.assay.trace;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.trace.Transcript.Chunk;
import dev.assay.trace.shapes.EventShape;
import dev.assay.trace.shapes.JsonBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stream whose events differ in their token ids, their usage, their log-probabilities and in what nobody reads. Events that end in CRLF are always
 * parsed, so they say what the same events with LF must say.
 */
class EventShapeTest {
    private static final String VLLM =
            "{'id':'c','created':@created,'model':'m','choices':[{'index':0,'text':'@text','logprobs':@logprobs,"
                    + "'finish_reason':@finish,'token_ids':@ids}],'usage':@usage}";

    private static final List<String> SHAPES = List.of(
            VLLM,
            "{'id':'c','model':'m','choices':[{'index':0,'text':'@text','token_ids':@ids}]}",
            "{\"id\": \"c\", \"choices\": [{\"delta\": {\"content\": \"@text\"}, \"logprobs\": @logprobs, \"x\": @logprobs}]}",
            "{'choices':[{'delta':{'reasoning':'@text','content':''},'token_ids':@ids}],'usage':@usage}",
            "{'choices':[{'delta':{'role':'@created','reasoning_content':'@text','reasoning':null}}],'n':@created}",
            "{'choices':[{'text':'@text','token_ids':@ids,'token_ids':[1]}]}",
            "{'choices':[{'delta':{'content':'@text','tool_calls':@logprobs}}]}",
            "{'choices':[{'delta':{'content':'@text'},'error':@logprobs}]}",
            "{'choices':[{'text':'@text'}],'model':'@created'}",
            "{'choices':[{'text':'@text'},{'text':'','token_ids':@ids}]}",
            "{'choices':[{'content':'@text','text':'a'}],'usage':@usage}",
            "{'choices':[{'index':@index,'text':'@text','finish_reason':@finish}]}",
            "{'choices':[],'usage':@usage}");

    private static final Map<String, List<String>> VALUES = Map.of(
            "text",
                    List.of(
                            " a",
                            " b",
                            "",
                            "é",
                            "\\n",
                            "long text",
                            "世",
                            "a\\\"\\u00e9\\t",
                            "\\ud83d",
                            "\\ude00",
                            "\\u00g0",
                            "\\"),
            "ids",
                    List.of(
                            "[5]",
                            "[7]",
                            "[151643, 2]",
                            "[]",
                            "[ ]",
                            "[1,]",
                            "[01]",
                            "[-1]",
                            "[1.5]",
                            "null",
                            "7",
                            "[1, 2,3 ]",
                            "['a']"),
            "logprobs",
                    List.of(
                            "null",
                            "{'tokens':['a'],'top':[{'a':-0.1,'b':-2e-5}]}",
                            "{'tokens':['b \\u00e9'],'top':[]}",
                            "[]",
                            "{}",
                            "[1,{'a':[[[0]]]}]",
                            "{'a':1,}",
                            "[1 2]",
                            "[.5]",
                            "{'a':01}",
                            "['\\x']",
                            "['a]",
                            "[tru]",
                            "true"),
            "usage",
                    List.of(
                            "null",
                            "{'prompt_tokens':9,'completion_tokens':1,'total_tokens':10}",
                            "{'prompt_tokens':9,'completion_tokens':2,'total_tokens':11}",
                            "{'prompt_tokens':0,'completion_tokens':0,'total_tokens':0}",
                            "{'prompt_tokens':8,'completion_tokens':12,'prompt_tokens_details':{'cached_tokens':4}}",
                            "{'prompt_tokens':8,'completion_tokens':13,'prompt_tokens_details':{'cached_tokens':5}}",
                            "{'prompt_tokens':8,'completion_tokens':13,'prompt_tokens_details':null}",
                            "{'prompt_tokens':8,'completion_tokens':13,'prompt_cache_hit_tokens':3}",
                            "{'prompt_tokens':8,'completion_tokens':1.5}",
                            "{'prompt_tokens':8,'completion_tokens':-1}",
                            "{'prompt_tokens':8,'completion_tokens':99999999999}",
                            "{'input_tokens':8,'output_tokens':3}"),
            "index", List.of("0", "1", "2", "3", "0", "-1", "'a'", "1.5", "9999999999", "null", "[1]", "{}"),
            "finish", List.of("null", "null", "null", "'stop'"),
            "created", List.of("17", "18", "19.5", "00", "x"));

    private static final Pattern PLACE = Pattern.compile("@([a-z]+)");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aStreamSaysWhatTheParserSaysOfEachEvent(long seed) {
        var random = new Random(seed);
        for (var stream = 0; stream < 300; stream++) {
            var shape = SHAPES.get(random.nextInt(SHAPES.size()));
            var fixed = new HashMap<String, String>();
            VALUES.keySet().stream()
                    .sorted()
                    .filter(key -> random.nextBoolean())
                    .forEach(key -> fixed.put(key, any(values(key), random)));
            var events = new ArrayList<String>();
            for (var i = 0; i < 12; i++) {
                var now = random.nextInt(8) == 0 ? SHAPES.get(random.nextInt(SHAPES.size())) : shape;
                events.add(random.nextInt(60) == 0 ? "[DONE]" : filled(now, fixed, random));
            }
            assertThat(said(events, "\n\n")).as("%s", events).isEqualTo(said(events, "\r\n\r\n"));
        }
    }

    private static String filled(String shape, Map<String, String> fixed, Random random) {
        return PLACE.matcher(shape)
                .replaceAll(place -> java.util.regex.Matcher.quoteReplacement(
                        fixed.containsKey(place.group(1)) && random.nextInt(4) > 0
                                ? fixed.get(place.group(1))
                                : any(values(place.group(1)), random)))
                .replace('\'', '"');
    }

    private static List<String> values(String name) {
        return requireNonNull(VALUES.get(name));
    }

    private static String any(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    /** Returns what a stream says, with the number of the event instead of the offset of its end. */
    private static Transcript said(List<String> events, String end) {
        var body = new StringBuilder();
        var ends = new ArrayList<Integer>();
        for (var event : events) {
            body.append("data: ").append(event).append(end);
            // An event that ends in CRLF is complete after the CR.
            ends.add(Payload.of(body.toString()).size() - (end.startsWith("\r") ? 1 : 0));
        }
        var said = Transcript.of(Payload.of(body.toString()));
        return new Transcript(
                Chunks.copyOf(said.chunks().stream()
                        .map(chunk -> new Chunk(
                                ends.indexOf(chunk.end()),
                                chunk.output(),
                                chunk.finish(),
                                chunk.tokens(),
                                chunk.running()))
                        .toList()),
                said.text(),
                said.reasoning(),
                said.calls(),
                said.finishReason(),
                said.usage(),
                said.model(),
                said.done(),
                said.error());
    }

    @Test
    void anEventWithOtherIdsTextAndCountsIsNotParsedAgain() {
        var first = event("a", "[5]", "17", "{'prompt_tokens':9,'completion_tokens':1}", "{'t':[1]}");
        var second = event("bc", "[6, 7]", "17", "{'prompt_tokens':9,'completion_tokens':12}", "{'t':['x']}");

        var match = requireNonNull(template(first).at(Payload.of(second), 0));

        assertThat(match.end()).isEqualTo(second.length());
        assertThat(match.tokens()).isEqualTo(2);
        assertThat(match.running()).isEqualTo(12);
        assertThat(match.usageAfter(null)).isEqualTo(new Transcript.Usage(9, 12, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a`|`[5,]`|`17`|`{}`",
                "`a`|`[05]`|`17`|`{}`",
                "`a`|`[5]`|`18`|`{}`",
                "`\\x`|`[5]`|`17`|`{}`",
                "`a`|`[5]`|`17`|`{'t':}`"
            })
    void anEventThatDiffersInAnotherWayIsParsed(String text, String ids, String created, String logprobs) {
        var first = event("a", "[5]", "17", "{'prompt_tokens':9,'completion_tokens':1}", "{}");
        var second = event(text, ids, created, "{'prompt_tokens':9,'completion_tokens':2}", logprobs);

        assertThat(template(first).at(Payload.of(second), 0)).isNull();
    }

    /** The token ids come first, and a comma after them; the usage comes before the text, and each of its counts is the first number in one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'completion_tokens':2,'prompt_tokens':8,'prompt_tokens_details':{'cached_tokens':4}}",
                "{'prompt_tokens':8,'completion_tokens':2,'prompt_cache_hit_tokens':4}",
                "{'prompt_tokens_details':{'cached_tokens':4},'prompt_tokens':8,'completion_tokens':2}",
                "{'prompt_cache_hit_tokens':4,'input_tokens':8,'output_tokens':2}",
                "{'x':{'y':null,'z':[1.5]},'input_tokens':8,'output_tokens':2,'input_tokens_details':{'cached_tokens':4}}",
                "{'prompt_tokens':8,'completion_tokens':2,'prompt_tokens_details':{},'prompt_cache_hit_tokens':4}"
            })
    void anEventWithCachedTokensIsNotParsedAgain(String usage) {
        var event = ("data: {'usage':" + usage + ",'choices':[{'token_ids':[5],'delta':{'content':'a'}}]}\n\n")
                .replace('\'', '"');

        var match = requireNonNull(
                template(event).at(Payload.of(event.replace(":4", ":3").replace("[5]", "[ 5, 6]")), 0));

        assertThat(match.usageAfter(null)).isEqualTo(new Transcript.Usage(8, 2, 3));
        assertThat(match.tokens()).isEqualTo(2);
    }

    @Test
    void whatNobodyReadsIsLeftOpenOnceItDiffers() {
        var first = template(event("a", "[5]", "17", "null", "null"));
        var payload = Payload.of(event("b", "[5]", "18", "null", "null"));
        var read = requireNonNull(new SseEvent.Reader(payload).next());

        var second = requireNonNull(
                EventTemplate.of(payload, 0, read, requireNonNull(StreamEvent.read(read.data())), first));

        assertThat(second.at(Payload.of(event("b", "[5]", "19", "null", "null")), 0))
                .isNotNull();
    }

    @Test
    void anIndexThatIsCountedUpIsReadWithoutParsing() {
        var first = template(indexed("a", "0"));
        var payload = Payload.of(indexed("b", "1"));
        var read = requireNonNull(new SseEvent.Reader(payload).next());

        var second = requireNonNull(
                EventTemplate.of(payload, 0, read, requireNonNull(StreamEvent.read(read.data())), first));

        assertThat(requireNonNull(first.at(Payload.of(indexed("c", "0")), 0)).index())
                .isZero();
        assertThat(requireNonNull(second.at(Payload.of(indexed("c", "12")), 0)).index())
                .isEqualTo(12);
        assertThat(second.at(Payload.of(indexed("c", "'d'")), 0)).isNull();
        assertThat(second.at(Payload.of(indexed("c", "9999999999")), 0)).isNull();
    }

    private static String indexed(String text, String index) {
        return ("data: {'choices':[{'index':" + index + ",'text':'" + text + "'}]}\n\n").replace('\'', '"');
    }

    private static EventTemplate template(String event) {
        var payload = Payload.of(event);
        var read = requireNonNull(new SseEvent.Reader(payload).next());
        return requireNonNull(EventTemplate.of(payload, 0, read, requireNonNull(StreamEvent.read(read.data())), null));
    }

    private static String event(String text, String ids, String created, String usage, String logprobs) {
        var values = Map.of(
                "text", text, "ids", ids, "created", created, "usage", usage, "logprobs", logprobs, "finish", "null");
        return "data: "
                + filled(VLLM, values, new Random(0) {
                    @Override
                    public int nextInt(int bound) {
                        return bound - 1;
                    }
                })
                + "\n\n";
    }

    @Test
    void aNestedValueThatIsTooDeepIsLeftToTheParser() {
        var deep = "[".repeat(40) + "]".repeat(40);

        assertThat(new JsonBytes(Payload.of(deep)).afterValue(0)).isEqualTo(JsonBytes.NONE);
        assertThat(new JsonBytes(Payload.of("[".repeat(20) + "]".repeat(20))).afterValue(0))
                .isEqualTo(40);
        assertThat(EventShape.of(Payload.of("{}"), 0, Set.of())).isNull();
    }
}
