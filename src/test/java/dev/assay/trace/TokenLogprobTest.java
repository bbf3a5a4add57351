package dev.assay.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenLogprobTest {
    /** The answer of vLLM 0.32.0 to "The cat" with echo, logprobs 1, max_tokens 1 and return_tokens_as_token_ids; times and ids are shortened. */
    private static final String VLLM = """
            data: {"id":"cmpl-a2","object":"text_completion","created":1795932893,"model":"smollm2","choices":[{"index":0,"text":"The cat-",\
            "logprobs":{"text_offset":[0,12,25],"token_logprobs":[null,-14.02056884765625,-1.1023809909820557],\
            "tokens":["token_id:504","token_id:2644","token_id:29"],\
            "top_logprobs":[null,{"token_id:2644":-14.02056884765625,"token_id:29":-0.8330687284469604},{"token_id:29":-1.1023809909820557}]},\
            "finish_reason":"length","stop_reason":null,"prompt_token_ids":[504,2644],"token_ids":null}]}

            data: {"id":"cmpl-a2","object":"text_completion","created":1795932893,"model":"smollm2","choices":[],\
            "usage":{"prompt_tokens":2,"total_tokens":3,"completion_tokens":1}}

            data: [DONE]

            """;

    private static List<TokenLogprob> of(String body) {
        return Body.of(Payload.of(body)).logprobs();
    }

    @Test
    void readsTheTokensThatVllmWrites() {
        assertThat(of(VLLM))
                .containsExactly(
                        new TokenLogprob("token_id:504", null, null),
                        new TokenLogprob("token_id:2644", -14.02056884765625, "token_id:29"),
                        new TokenLogprob("token_id:29", -1.1023809909820557, "token_id:29"));
    }

    @Test
    void joinsTheTokensOfSeveralEvents() {
        var body = """
                data: {"choices":[{"text":"a","logprobs":{"tokens":["a"],"token_logprobs":[null],"top_logprobs":[null]}}]}

                data: {"choices":[{"text":"b","logprobs":{"tokens":["b"],"token_logprobs":[-1],"top_logprobs":[{"b":-1}]}}]}

                """;

        assertThat(of(body)).containsExactly(new TokenLogprob("a", null, null), new TokenLogprob("b", -1.0, "b"));
    }

    @Test
    void ofEquallyProbableTokensTheFirstIsTheTop() {
        var body = """
                data: {"choices":[{"logprobs":{"tokens":["b"],"token_logprobs":[-1.5],"top_logprobs":[{"b":-1.5,"c":-1.5}]}}]}

                """;

        assertThat(of(body)).containsExactly(new TokenLogprob("b", -1.5, "b"));
    }

    @Test
    void whatIsMissingOrNoNumberIsAbsent() {
        var body = """
                data: {"choices":[{"logprobs":{"tokens":["a","b","c"],"token_logprobs":[-1,"x"]}}]}

                """;

        assertThat(of(body))
                .containsExactly(
                        new TokenLogprob("a", -1.0, null),
                        new TokenLogprob("b", null, null),
                        new TokenLogprob("c", null, null));
    }

    @Test
    void anAnswerWithoutLogprobsHasNone() {
        assertThat(of("data: {\"choices\":[{\"text\":\"a\",\"logprobs\":null}]}\n\ndata: [DONE]\n\n"))
                .isEmpty();
        assertThat(of("data: {\"choices\":[{\"text\":\"a\",\"logprobs\":{\n\n")).isEmpty();
    }
}
