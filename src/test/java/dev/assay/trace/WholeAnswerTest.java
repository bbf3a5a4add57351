package dev.assay.trace;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.trace.Transcript.Chunk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeAnswerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"content":"a"}                                              | a  | `` | true
            {"content":null,"reasoning":"b"}                             | `` | b  | true
            {"content":"","reasoning_content":"c"}                       | `` | c  | true
            {"content":"a","reasoning":"b","reasoning_content":"c"}      | a  | b  | true
            {"content":"","reasoning":"","reasoning_content":""}         | `` | `` | false
            {"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}  | `` | `` | true
            {"function_call":{"name":"f","arguments":"{}"}}              | `` | `` | true
            """)
    void hasTheTextAndTheReasoningOfItsMessage(String message, String text, String reasoning, boolean output) {
        var answer = answer("{\"message\":" + message + ",\"finish_reason\":\"stop\"}", "");

        assertThat(answer.text()).isEqualTo(text);
        assertThat(answer.reasoning()).isEqualTo(reasoning);
        assertThat(answer.chunks()).extracting(Chunk::output).containsExactly(output);
    }

    @ParameterizedTest
    @CsvSource({"null, false", "'\"\"', false", "'\"length\"', true"})
    void endsWhereItHasAFinishReason(String reason, boolean finish) {
        var answer = answer("{\"message\":{\"content\":\"a\"},\"finish_reason\":" + reason + "}", "");

        assertThat(answer.chunks()).extracting(Chunk::finish).containsExactly(finish);
        assertThat(answer.done()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            `,"finish_reason":"stop"`                       | ``                             | none
            `,"finish_reason":"stop"`                       | `,"error":{"message":"first"}` | first
            `,"finish_reason":"stop","error":"second"`      | ``                             | second
            `,"finish_reason":"stop","error":"second"`      | `,"error":"first"`             | first
            `,"finish_reason":"abort"`                      | ``                             | the server gave the answer up (finish_reason: abort)
            """)
    void hasTheErrorOfTheObjectOrOfItsChoice(String inChoice, String beside, @Nullable String error) {
        assertThat(answer("{\"message\":{\"content\":\"a\"}" + inChoice + "}", beside)
                        .error())
                .isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"message":{"content":"b"}}                                      | a choice after the first one has output
            {"message":{"content":"","reasoning":"b"}}                       | a choice after the first one has output
            {"message":{"tool_calls":[{"function":{"name":"f"}}]}}           | a choice after the first one has output
            {"message":{"content":""}},{"message":{"reasoning_content":"b"}} | a choice after the first one has output
            {"message":{"content":null,"tool_calls":[]}}                     | none
            {}                                                               | none
            """)
    void isNoAnswerIfItHasTwo(String later, @Nullable String found) {
        assertThat(answer("{\"message\":{\"content\":\"a\"}}," + later, "").error())
                .isEqualTo(found == null ? null : "two answers in one: " + found);
    }

    @Test
    void mayBeginWithTheSpacesOfJson() {
        var object = "{\"choices\":[{\"message\":{\"content\":\"a\"}}]}";

        assertThat(requireNonNull(WholeAnswer.read(Payload.of(" \r\n\t" + object)))
                        .text())
                .isEqualTo("a");
        assertThat(WholeAnswer.read(Payload.of("x" + object))).isNull();
        assertThat(WholeAnswer.read(Payload.of(" \n"))).isNull();
    }

    private static Transcript answer(String choice, String beside) {
        return requireNonNull(WholeAnswer.read(Payload.of("{\"choices\":[" + choice + "]" + beside + "}")));
    }
}
