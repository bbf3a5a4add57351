package dev.assay.server.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.thresholds.Evalset.Thinking;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.testing.Traces;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request is a contract with the server: each byte is stated. No field is sent that OpenAI's own definition lacks. */
class OpenAiTest {
    private final Engine openai = Engines.named("openai");

    @Test
    void asksForAtMostSoManyTokensGreedily() {
        assertThat(openai.completion("m", new Prompt.Text("Go on"), 64).text()).isEqualTo("""
                {"model":"m","max_tokens":64,"temperature":0,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":"Go on"}""");
    }

    @Test
    void sendsTokenIdsAsTheyAre() {
        assertThat(openai.completion("m", new Prompt.TokenIds(List.of(504, 3575)), 64)
                        .text())
                .isEqualTo("""
                {"model":"m","max_tokens":64,"temperature":0,"stream":true,\
                "stream_options":{"include_usage":true},"prompt":[504,3575]}""");
    }

    /** OpenAI has no field that says whether to think. */
    @ParameterizedTest
    @EnumSource
    void asksForAnAnswerWhateverTheThinking(Thinking thinking) {
        var messages = List.of(new Message("user", "What is 2 + 2?"));

        assertThat(openai.chat("m", messages, 128, thinking).text()).isEqualTo("""
                {"model":"m","max_tokens":128,"temperature":0,"stream":true,\
                "stream_options":{"include_usage":true},"messages":[{"role":"user","content":"What is 2 + 2?"}]}""");
    }

    /** The engines that are known by name send [DONE] after every whole stream, so what lacks it was cut there. */
    @Test
    void takesAStreamWithoutDoneForWholeAsNoNamedEngineDoes() {
        var trace = Traces.trace("c1-001")
                .text(1, " a")
                .last(2, " b", "length")
                .usage(5, 2)
                .build();

        assertThat(trace.ending().describe()).isEqualTo("the stream ended without [DONE]");
        assertThat(openai.settled(trace).complete()).isTrue();
        assertThat(Engines.names().stream().filter(name -> !name.equals("openai")))
                .allSatisfy(
                        name -> assertThat(Engines.named(name).settled(trace)).isEqualTo(trace));
    }
}
