package dev.assay.server.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.evalsets.Evalset.Thinking;
import dev.assay.plan.evalsets.Sampling;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares each byte of the requests. */
class VllmTest {
    private static final List<Message> MESSAGES =
            List.of(new Message("system", "Be brief."), new Message("user", "What is 2 + 2?"));

    private final Engine vllm = Engines.named("vllm");

    @Test
    void asksForAnExactNumberOfTokensWithGreedyDecoding() {
        assertThat(vllm.completion("smollm2-135m", new Prompt.Text(" \"é\"\n"), 64)
                        .text())
                .isEqualTo("""
                {"model":"smollm2-135m","max_tokens":64,"temperature":0,"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":" \\"é\\"\\n","add_special_tokens":false,\
                "min_tokens":64,"ignore_eos":true}""");
    }

    @Test
    void sendsTokenIdsUnchanged() {
        var prompt = new Prompt.TokenIds(List.of(504, 3575, 282, 4649, 314));

        assertThat(vllm.completion("smollm2-135m", prompt, 64).text()).isEqualTo("""
                {"model":"smollm2-135m","max_tokens":64,"temperature":0,"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":[504,3575,282,4649,314],\
                "min_tokens":64,"ignore_eos":true}""");
    }

    @Test
    void asksForAnAnswerUpToAMaximumOfTokens() {
        assertThat(vllm.chat("smollm2-135m", MESSAGES, 128, Thinking.SERVER).text())
                .isEqualTo("""
                {"model":"smollm2-135m","max_tokens":128,"temperature":0,"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"messages":[{"role":"system","content":"Be brief."},\
                {"role":"user","content":"What is 2 + 2?"}]}""");
    }

    @Test
    void setsThinkingUnlessTheServerDecides() {
        assertThat(chat(Thinking.ON)).endsWith(",\"chat_template_kwargs\":{\"enable_thinking\":true}}");
        assertThat(chat(Thinking.OFF)).endsWith(",\"chat_template_kwargs\":{\"enable_thinking\":false}}");
        assertThat(chat(Thinking.SERVER)).doesNotContain("chat_template_kwargs");
    }

    @Test
    void asksForTheLogProbabilitiesOfATextWithTheTokenThatBeginsADocument() {
        assertThat(vllm.logProbabilities("smollm2-135m", "A \"text\".\n")
                        .orElseThrow()
                        .text())
                .isEqualTo("""
                {"model":"smollm2-135m","max_tokens":1,"temperature":0,"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":"A \\"text\\".\\n","add_special_tokens":true,\
                "echo":true,"logprobs":1,"return_tokens_as_token_ids":true}""");
    }

    private String chat(Thinking thinking) {
        return vllm.chat("smollm2-135m", MESSAGES, 128, thinking).text();
    }

    @Test
    void asksToGoOnWithATextUntilAStop() {
        var sampling = Sampling.greedy(7, List.of("\n\n", "Q:"));

        assertThat(vllm.continuation("m", "Q: 2 + 2?\nA:", 16, sampling).text()).isEqualTo("""
                {"model":"m","max_tokens":16,"temperature":0,"seed":7,"stop":["\\n\\n","Q:"],"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":"Q: 2 + 2?\\nA:","add_special_tokens":true}""");
        assertThat(vllm.chat("m", List.of(), 16, Thinking.SERVER, sampling).text())
                .isEqualTo("""
                {"model":"m","max_tokens":16,"temperature":0,"seed":7,"stop":["\\n\\n","Q:"],"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"messages":[]}""");
    }

    /** Servers take what a request does not say from the checkpoint's generation_config.json. */
    @Test
    void leavesNothingOfTheDrawingToTheServer() {
        var some = new Sampling(new BigDecimal("0.60"), new BigDecimal("0.95"), 20, null, List.of());
        var all = new Sampling(BigDecimal.TEN.movePointLeft(1), BigDecimal.ONE, null, null, List.of());

        assertThat(vllm.chat("m", List.of(), 16, Thinking.SERVER, some).text()).isEqualTo("""
                {"model":"m","max_tokens":16,"temperature":0.6,"top_p":0.95,"top_k":20,"min_p":0,"repetition_penalty":1,"stream":true,\
                "stream_options":{"include_usage":true},"messages":[]}""");
        assertThat(vllm.continuation("m", "a", 16, all).text()).startsWith("""
                {"model":"m","max_tokens":16,"temperature":1,"top_p":1,"top_k":-1,"min_p":0,"repetition_penalty":1,"stream":true,""");
    }
}
