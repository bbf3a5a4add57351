package dev.assay.trace;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.choices.OneLine;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {
    /** Each test of expected.tsv was written by expected.py, which shares no code with Assay. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("recorded")
    void readsWhatRealServersStream(String file, String expected) {
        var body = Transcripts.body(file);

        assertThat(Transcripts.test(file, body.transcript(), Ending.ofCleanEnd(Transcripts.EVENT_STREAM, body)))
                .isEqualTo(expected);
    }

    static Stream<String[]> recorded() {
        return Transcripts.expected().map(test -> new String[] {test.substring(0, test.indexOf('\t')), test});
    }

    @Test
    void readsBothNamesOfTheReasoningChannelButNoTextTwice() {
        var transcript = Transcript.of(Payload.of("""
                data: {"choices":[{"delta":{"reasoning_content":"old "}}]}

                data: {"choices":[{"delta":{"reasoning":"new ","reasoning_content":"new "}}]}

                data: {"choices":[{"delta":{"reasoning":null,"reasoning_content":"both","content":null}}]}

                """));

        assertThat(transcript.reasoning()).isEqualTo("old new both");
        assertThat(transcript.text()).isEmpty();
        assertThat(transcript.chunks()).extracting(Transcript.Chunk::output).containsExactly(true, true, true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"delta":{"role":"assistant"}}                                | false
            {"delta":{"role":"assistant","content":""}}                   | false
            {"delta":{"role":"assistant","content":null}}                 | false
            {"delta":{"role":"assistant","content":""},"token_ids":[]}    | false
            {"delta":{"tool_calls":[]}}                                   | false
            {"delta":{"content":" "}}                                     | true
            {"delta":{"tool_calls":[{"index":0,"function":{"name":"f"}}]}} | true
            {"delta":{"content":""},"token_ids":[5]}                      | true
            {"text":""}                                                   | false
            {"text":"","token_ids":[5]}                                   | true
            {"text":" "}                                                  | true
            {}                                                            | false
            {"delta":null,"text":" "}                                     | true
            {"delta":[{"content":" "}],"token_ids":{"a":[1]}}             | false
            {"logprobs":{"text":[" "]},"text":""}                         | false
            7                                                             | false
            """)
    void countsAsOutputWhateverTheModelMade(String choice, boolean output) {
        var transcript = Transcript.of(Payload.of("data: {\"choices\":[" + choice + "]}\n\n"));

        assertThat(transcript.chunks()).extracting(Transcript.Chunk::output).containsExactly(output);
    }

    /** Zeros stay zeros, as one gateway writes them into each event; what is no number is none. */
    @Test
    void keepsTheUsageThatEachEventCarries() {
        var transcript = Transcript.of(Payload.of("""
                data: {"choices":[{"text":"a"}],"usage":{"completion_tokens":0}}

                data: {"choices":[{"text":"b"}],"usage":{"completion_tokens":3}}

                data: {"choices":[{"text":"c"}],"usage":{"completion_tokens":"4"}}

                data: {"choices":[{"text":"d"}],"usage":null}

                data: {"choices":[{"text":"e"}]}

                data: {"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7}}

                """));

        assertThat(transcript.chunks()).extracting(Transcript.Chunk::running).containsExactly(0, 3, null, null, null);
        assertThat(transcript.usage()).isEqualTo(new Transcript.Usage(5, 7, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":{"message":"out of\\n  memory","code":500}} | out of memory
            {"error":"overloaded"}                               | overloaded
            {"error":{"code":500}}                               | {"code":500}
            {"error":{"detail":"gone"}}                          | gone
            {"choices":[{"text":"a"}],"error":"overloaded"}      | overloaded
            {"choices":[                                         | an event is not a JSON object: [{"choices":[]
            ``                                                   | an event is not a JSON object: []
            7                                                    | an event is not a JSON object: [7]
            {"choices":[]} {"choices":[]}                        | an event is not a JSON object: [{"choices":[]} {"choices":[]}]
            {"choices":[{"text":["a"]}]}                         | an event has a member that should be a text and is not: [{"choices":[{"text":["a"]}]}]
            {"choices":[{"delta":{"content":[{"text":"a"}]}}]}   | an event has a member that should be a text and is not: [{"choices":[{"delta":{"content":[{"text":"a"}]}}]}]
            """)
    void keepsTheFirstErrorOnOneLine(String data, String error) {
        var later = "data: {\"error\":\"a later one\"}\n\ndata: [DONE]\n\n";

        var transcript = Transcript.of(Payload.of("data: " + data + "\n\n" + later));

        assertThat(transcript.error()).isEqualTo(error);
        assertThat(transcript.done()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"prompt_tokens":32,"completion_tokens":24}                                                        | 32/24/null
            {"prompt_tokens":32.0,"completion_tokens":24}                                                      | 32/24/null
            {"prompt_tokens":32,"completion_tokens":24,"prompt_tokens_details":null}                           | 32/24/null
            {"prompt_tokens":32,"completion_tokens":24,"prompt_tokens_details":{"cached_tokens":null}}         | 32/24/null
            {"prompt_tokens":32,"completion_tokens":24,"prompt_tokens_details":{"cached_tokens":16}}           | 32/24/16
            {"prompt_tokens":32,"completion_tokens":24,"prompt_tokens_details":{"cached_tokens":-16}}          | 32/24/-16
            {"prompt_tokens":32,"completion_tokens":24,"prompt_tokens_details":{"cached_tokens":"16"}}         | 32/24/-1
            {"prompt_tokens":32,"completion_tokens":24,"prompt_tokens_details":{"cached_tokens":16.5}}         | 32/24/-1
            {"prompt_tokens":32,"completion_tokens":24,"prompt_cache_hit_tokens":16}                           | 32/24/16
            {"input_tokens":32,"output_tokens":24,"input_tokens_details":{"cached_tokens":16}}                 | 32/24/16
            {"prompt_tokens":32,"completion_tokens":-24}                                                       | null
            {"prompt_tokens":-32,"completion_tokens":24}                                                       | null
            {"prompt_tokens":32,"completion_tokens":24.5}                                                      | null
            {"prompt_tokens":32,"completion_tokens":"24"}                                                      | null
            {"prompt_tokens":32,"completion_tokens":99999999999}                                               | null
            {"prompt_tokens":32}                                                                               | null
            {}                                                                                                 | null
            {"total_tokens":56}                                                                                | null
            []                                                                                                 | null
            """)
    void takesOnlyWholeNumbersFromZeroOnForCounts(String usage, String counts) {
        assertThat(counts(usage)).isEqualTo(counts);
    }

    private static String counts(String... usages) {
        var stream = new StringBuilder();
        for (var usage : usages) {
            stream.append("data: {\"choices\":[],\"usage\":").append(usage).append("}\n\n");
        }
        var usage = Transcript.of(Payload.of(stream.toString())).usage();
        return usage == null
                ? "null"
                : usage.promptTokens() + "/" + usage.completionTokens() + "/" + usage.cachedTokens();
    }

    /** vLLM tells the cached tokens in its last usage, other servers in an earlier one. */
    @Test
    void keepsTheCachedTokensOfAnEarlierUsageOfTheSamePrompt() {
        var details = "{\"prompt_tokens\":32,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":16}}";
        var plain = "{\"prompt_tokens\":32,\"completion_tokens\":24}";
        var zeros = "{\"prompt_tokens\":0,\"completion_tokens\":0,\"prompt_tokens_details\":{\"cached_tokens\":0}}";

        assertThat(counts(details, plain)).isEqualTo("32/24/16");
        assertThat(counts(plain, details)).isEqualTo("32/1/16");
        assertThat(counts(zeros, plain)).isEqualTo("32/24/null");
        assertThat(counts(plain, "{}")).isEqualTo("32/24/null");
        assertThat(counts(plain, "{\"prompt_tokens\":32,\"completion_tokens\":-1}"))
                .isEqualTo("null");
    }

    /** A router that asks another model in the middle must not look like the first one. */
    @Test
    void namesTheSecondModelOfAStreamThatNamesTwo() {
        var event = "data: {\"model\":\"%s\",\"choices\":[{\"text\":\" a\",\"finish_reason\":null}]}\n\n";
        var small = event.formatted("small");
        var large = event.formatted("large");

        assertThat(Transcript.of(Payload.of(small + small + large + small + small))
                        .model())
                .isEqualTo("large");
        assertThat(Transcript.of(Payload.of(small + small)).model()).isEqualTo("small");
        assertThat(Transcript.of(Payload.of(event.replace("\"model\":\"%s\",", "") + small))
                        .model())
                .isEqualTo("small");
    }

    @ParameterizedTest
    @CsvSource({
        "qwen, qwen, true",
        "qwen, qwen@main, true",
        "qwen, qwen-2, false",
        "qwen@main, qwen, false",
        "qwen, , false"
    })
    void answersAsAModelWithOrWithoutARevision(String asked, @Nullable String named, boolean answers) {
        var model = named == null ? "" : "\"model\":\"" + named + "\",";
        var transcript = Transcript.of(Payload.of("data: {" + model + "\"choices\":[{\"text\":\" a\"}]}\n\n"));

        assertThat(transcript.answersAs(asked)).isEqualTo(answers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":{"message":"No."}} | No.
            {"detail":"gone"}           | gone
            {"error":" "}               | ``
            {"model":"m"}               | ``
            no JSON                     | ``
            """)
    void hasARefusalWhereABodyIsOneErrorObject(String body, String words) {
        assertThat(Transcript.refusal(body).orElse("")).isEqualTo(words);
        assertThat(Transcript.refusal(body).isPresent()).isEqualTo(!words.isEmpty());
    }

    @Test
    void takesWhatIsNoJsonForNoErrorEvent() {
        assertThat(ErrorWords.isError("no JSON")).isFalse();
        assertThat(ErrorWords.isError("{\"type\":\"error\"}")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            [5,[6,7]] | 2
            []        | 0
            null      | none
            {"a":[1]} | none
            """)
    void countsTheTokensOfAListOfIds(String ids, @Nullable Integer tokens) {
        var transcript =
                Transcript.of(Payload.of("data: {\"choices\":[{\"text\":\"a\",\"token_ids\":" + ids + "}]}\n\n"));

        assertThat(transcript.chunks()).extracting(Transcript.Chunk::tokens).containsExactly(tokens);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}",
                "{\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}}"
            })
    void hasTheCallsOfBothForms(String delta) {
        var transcript = Transcript.of(Payload.of("data: {\"choices\":[{\"delta\":" + delta + "}]}\n\n"));

        assertThat(transcript.calls().isEmpty()).isFalse();
    }

    @Test
    void takesTheLastOfTwoListsOfChoices() {
        var twice = "data: {\"choices\":[{\"text\":\"a\"}],\"choices\":[{\"text\":\"b\"}]}\n\n";

        assertThat(Transcript.of(Payload.of(twice)).text()).isEqualTo("b");
    }

    @Test
    void countsTokensFromZeroOn() {
        assertThat(new TextTokens(0, 0).later()).isZero();
        assertThatThrownBy(() -> new TextTokens(-1, 0)).hasMessage("Tokens are counted from 0, found -1 and 0.");
        assertThatThrownBy(() -> new TextTokens(0, -1)).hasMessage("Tokens are counted from 0, found 0 and -1.");
    }

    @Test
    void abbreviatesAtACharacterAndNeverInsideOne() {
        assertThat(OneLine.abbreviated("🦜".repeat(201))).isEqualTo("🦜".repeat(200) + "…");
        assertThat(OneLine.abbreviated("🦜".repeat(200))).isEqualTo("🦜".repeat(200));
    }

    @Test
    void saysNothingOfAnEmptyBody() {
        var transcript = Transcript.of(Payload.of(""));

        assertThat(transcript).isEqualTo(new Transcript(java.util.List.of(), "", "", null, null, null, false, null));
    }

    /** LiteLLM 1.108 puts a usage of zeros into each event of a completion whose usage was not asked for. */
    @Test
    void takesAUsageOfZerosForNoCount() {
        var zeros = "\"usage\":{\"completion_tokens\":0,\"prompt_tokens\":0,\"total_tokens\":0}";
        var text = "data: {\"choices\":[{\"index\":0,\"text\":\" a\"}]," + zeros + "}\n\n";
        var counted = "data: {\"choices\":[{\"index\":0}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":1}}\n\n";

        assertThat(Transcript.of(Payload.of(text)).usage()).isNull();
        assertThat(Transcript.of(Payload.of(text)).chunks())
                .extracting(Transcript.Chunk::running)
                .containsExactly((Integer) null);
        assertThat(Transcript.of(Payload.of(counted + text)).usage()).isEqualTo(new Transcript.Usage(5, 1, null));
        assertThat(Transcript.of(Payload.of(text + counted)).usage()).isEqualTo(new Transcript.Usage(5, 1, null));
    }

    @Test
    void keepsAUsageOfAnAnswerWithoutTokens() {
        var empty = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":0}}\n\n";

        assertThat(Transcript.of(Payload.of(empty)).usage()).isEqualTo(new Transcript.Usage(5, 0, null));
    }

    /** LiteLLM's usage event has one choice with nothing in it, and its finish reason comes in an event of its own. */
    @Test
    void takesNeitherAnEmptyChoiceNorAFinishReasonAloneForOutput() {
        assertThat(Transcripts.body("litellm/completions-stream-usage.body")
                        .transcript()
                        .chunks())
                .extracting(Transcript.Chunk::output)
                .containsExactly(true, true, true, true, true, true, false, false);
    }

    /** guidellm's mock server counts the index of its one choice up with every token. */
    @Test
    void readsOneAnswerWhoseIndexIsCountedUp() {
        var transcript =
                Transcripts.body("guidellm-mock/completions-stream-usage.body").transcript();

        assertThat(transcript.text()).isEqualTo("Score each cause.");
        assertThat(transcript.error()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            0a 0b 0c          | none
            1a 1b 1c          | none
            3a 5b 9c 9!       | none
            -a -b 0c 0!       | none
            0a -b 0c          | none
            1  0a 0b 0!       | none
            0a,1 0b,1         | none
            0a,1b             | an event has 2 choices with output
            0a,0b             | an event has 2 choices with output
            -a,-b,-c          | an event has 3 choices with output
            0a 1b 0c          | choice 0 came after choice 1
            1a 0b             | choice 0 came after choice 1
            0a 0b 1c 1d       | choice 1 came after choice 0
            0a 1b 1c          | choice 1 came after choice 1
            0a 0b 0! 1!       | choice 1 came after choice 0
            0a 0b 0c 0d 0e 1f | choice 1 came after choice 0
            0a 1b 2c 3d 4e 4f | choice 4 came after choice 4
            0a 1b 2c 3d 4e 2f | choice 2 came after choice 4
            """)
    void findsTwoAnswersInOneStream(String events, @Nullable String found) {
        for (var end : new String[] {"\n\n", "\r\n\r\n"}) { // events that end in CRLF are parsed, each for itself
            var body = Stream.of(events.split(" +"))
                    .map(event -> "data: {\"choices\":["
                            + Stream.of(event.split(","))
                                    .map(TranscriptTest::choice)
                                    .collect(joining(",")) + "]}" + end)
                    .collect(joining());

            assertThat(Transcript.of(Payload.of(body)).error())
                    .isEqualTo(found == null ? null : "two answers in one stream: " + found);
        }
    }

    /** Returns a choice: its index, or {@code -} for none, and its text, or {@code !} for a finish reason. */
    private static String choice(String written) {
        var text = written.substring(1);
        var index = written.startsWith("-") ? "" : "\"index\":" + written.charAt(0) + ",";
        return "{" + index
                + (text.equals("!")
                        ? "\"text\":\"\",\"finish_reason\":\"stop\"}"
                        : "\"text\":\"" + text + "\",\"finish_reason\":null}");
    }
}
