package dev.assay.server.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.evalsets.Evalset.Thinking;
import dev.assay.plan.evalsets.Sampling;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares each byte of the requests. The fields are those of SGLang's own protocol definition. */
class SglangTest {
    private static final List<Message> MESSAGES =
            List.of(new Message("system", "Be brief."), new Message("user", "What is 2 + 2?"));

    private final Engine sglang = Engines.named("sglang");

    /** SGLang has no {@code add_special_tokens}. */
    @Test
    void asksForAnExactNumberOfTokensWithGreedyDecoding() {
        assertThat(sglang.completion("qwen2.5-72b", new Prompt.Text(" \"é\"\n"), 64)
                        .text())
                .isEqualTo("""
                {"model":"qwen2.5-72b","max_tokens":64,"temperature":0,"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":" \\"é\\"\\n","min_tokens":64,"ignore_eos":true}""");
    }

    @Test
    void sendsTokenIdsUnchanged() {
        var prompt = new Prompt.TokenIds(List.of(504, 3575, 282));

        assertThat(sglang.completion("qwen2.5-72b", prompt, 64).text()).isEqualTo("""
                {"model":"qwen2.5-72b","max_tokens":64,"temperature":0,"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":[504,3575,282],"min_tokens":64,"ignore_eos":true}""");
    }

    @Test
    void asksForAnAnswerUpToAMaximumOfTokens() {
        assertThat(chat(Thinking.SERVER)).isEqualTo("""
                {"model":"qwen2.5-72b","max_tokens":128,"temperature":0,"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"messages":[{"role":"system","content":"Be brief."},\
                {"role":"user","content":"What is 2 + 2?"}]}""");
    }

    @Test
    void setsThinkingUnlessTheServerDecides() {
        assertThat(chat(Thinking.ON)).endsWith(",\"chat_template_kwargs\":{\"enable_thinking\":true}}");
        assertThat(chat(Thinking.OFF)).endsWith(",\"chat_template_kwargs\":{\"enable_thinking\":false}}");
    }

    private String chat(Thinking thinking) {
        return sglang.chat("qwen2.5-72b", MESSAGES, 128, thinking).text();
    }

    @Test
    void asksToGoOnWithATextUntilAStop() {
        var sampling = Sampling.greedy(7, List.of("\n\n", "Q:"));

        assertThat(sglang.continuation("m", "Q: 2 + 2?\nA:", 16, sampling).text())
                .isEqualTo("""
                {"model":"m","max_tokens":16,"temperature":0,"seed":7,"stop":["\\n\\n","Q:"],"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":"Q: 2 + 2?\\nA:"}""");
        assertThat(sglang.chat("m", List.of(), 16, Thinking.SERVER, sampling).text())
                .isEqualTo("""
                {"model":"m","max_tokens":16,"temperature":0,"seed":7,"stop":["\\n\\n","Q:"],"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"messages":[]}""");
    }

    /** Servers take what a request does not say from the checkpoint's generation_config.json. */
    @Test
    void leavesNothingOfTheDrawingToTheServer() {
        var some = new Sampling(new BigDecimal("0.60"), new BigDecimal("0.95"), 20, null, List.of());
        var all = new Sampling(BigDecimal.TEN.movePointLeft(1), BigDecimal.ONE, null, null, List.of());

        assertThat(sglang.chat("m", List.of(), 16, Thinking.SERVER, some).text())
                .isEqualTo("""
                {"model":"m","max_tokens":16,"temperature":0.6,"top_p":0.95,"top_k":20,"min_p":0,"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"messages":[]}""");
        assertThat(sglang.continuation("m", "a", 16, all).text()).startsWith("""
                {"model":"m","max_tokens":16,"temperature":1,"top_p":1,"top_k":-1,"min_p":0,"repetition_penalty":1,"stream":true,""");
    }
}
