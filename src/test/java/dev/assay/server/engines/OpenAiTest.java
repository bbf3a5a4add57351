package dev.assay.server.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.evalsets.Evalset.Thinking;
import dev.assay.plan.evalsets.Sampling;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.testing.Traces;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares each byte of the requests. They have only fields of OpenAI's own definition. */
class OpenAiTest {
    private final Engine openai = Engines.named("openai");

    @Test
    void asksForAMaximumOfTokensWithGreedyDecoding() {
        assertThat(openai.completion("m", new Prompt.Text("Go on"), 64).text()).isEqualTo("""
                {"model":"m","max_tokens":64,"temperature":0,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":"Go on"}""");
    }

    @Test
    void sendsTokenIdsUnchanged() {
        assertThat(openai.completion("m", new Prompt.TokenIds(List.of(504, 3575)), 64)
                        .text())
                .isEqualTo("""
                {"model":"m","max_tokens":64,"temperature":0,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":[504,3575]}""");
    }

    /** OpenAI has no field that says whether to think. */
    @ParameterizedTest
    @EnumSource
    void ignoresTheThinkingSetting(Thinking thinking) {
        var messages = List.of(new Message("user", "What is 2 + 2?"));

        assertThat(openai.chat("m", messages, 128, thinking).text()).isEqualTo("""
                {"model":"m","max_tokens":128,"temperature":0,"stream":true,\
                "stream_options":{"include_usage":true},"messages":[{"role":"user","content":"What is 2 + 2?"}]}""");
    }

    /** The other engines send [DONE] after every complete stream, so a stream without it was cut off. */
    @Test
    void acceptsAStreamWithoutDoneAsCompleteUnlikeNamedEngines() {
        var trace = Traces.trace("c1-001")
                .text(1, " a")
                .last(2, " b", "length")
                .usage(5, 2)
                .build();

        assertThat(trace.ending().describe()).isEqualTo("the stream ended without [DONE]");
        assertThat(openai.normalized(trace).complete()).isTrue();
        assertThat(Engines.names().stream().filter(name -> !name.equals("openai")))
                .allSatisfy(name ->
                        assertThat(Engines.named(name).normalized(trace)).isEqualTo(trace));
    }

    @Test
    void asksToGoOnWithATextUntilAStop() {
        var sampling = Sampling.greedy(7, List.of("\n\n", "Q:"));

        assertThat(openai.continuation("m", "Q: 2 + 2?\nA:", 16, sampling).text())
                .isEqualTo("""
                {"model":"m","max_tokens":16,"temperature":0,"seed":7,"stop":["\\n\\n","Q:"],"stream":true,\
                "stream_options":{"include_usage":true},"prompt":"Q: 2 + 2?\\nA:"}""");
        assertThat(openai.chat("m", List.of(), 16, Thinking.SERVER, sampling).text())
                .isEqualTo("""
                {"model":"m","max_tokens":16,"temperature":0,"seed":7,"stop":["\\n\\n","Q:"],"stream":true,\
                "stream_options":{"include_usage":true},"messages":[]}""");
    }

    /** Servers take what a request does not say from the checkpoint's generation_config.json. */
    @Test
    void leavesNothingOfTheDrawingToTheServer() {
        var some = new Sampling(new BigDecimal("0.60"), new BigDecimal("0.95"), 20, null, List.of());
        var all = new Sampling(BigDecimal.TEN.movePointLeft(1), BigDecimal.ONE, null, null, List.of());

        assertThat(openai.chat("m", List.of(), 16, Thinking.SERVER, some).text())
                .isEqualTo("""
                {"model":"m","max_tokens":16,"temperature":0.6,"top_p":0.95,"stream":true,\
                "stream_options":{"include_usage":true},"messages":[]}""");
        assertThat(openai.continuation("m", "a", 16, all).text()).startsWith("""
                {"model":"m","max_tokens":16,"temperature":1,"top_p":1,"stream":true,""");
    }
}
