package dev.assay.trace.choices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.FinishCounts;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FinishReasonTest {
    @ParameterizedTest
    @CsvSource({
        "stop, stop",
        "STOP, stop",
        "FinishReason.STOP, stop",
        "eos_token, stop",
        "end_turn, stop",
        "stop_sequence, stop",
        "COMPLETE, stop",
        "length, length",
        "max_tokens, length",
        "MAX_TOKENS, length",
        "FINISH_REASON_MAX_TOKENS, length",
        "maxTokens, length",
        "max-tokens, length",
        "max_length, length",
        "model_length, length",
        "length_cap, length",
        "model_context_window_exceeded, length",
        "repetition, length",
        "tool_calls, tool-calls",
        "tool_use, tool-calls",
        "function_call, tool-calls",
        "content_filter, content-filter",
        "content-filter, content-filter",
        "SAFETY, content-filter",
        "sensitive, content-filter",
        "abort, gave-up",
        "error, gave-up",
        "ERROR, gave-up",
        "insufficient_system_resource, gave-up",
        "network_error, gave-up",
        "USER_CANCEL, gave-up",
        "time_limit, gave-up",
        "OTHER, unknown",
        "moon, unknown",
        "lengthy, unknown"
    })
    void knowsTheWordsOfManyServers(String word, String kind) {
        assertThat(FinishReason.of(word)).hasToString(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "stop, length, length",
        "length, stop, length",
        "max_tokens, tool_calls, max_tokens",
        "content_filter, stop, content_filter",
        "moon, stop, moon",
        "stop, moon, moon",
        "length, abort, abort",
        "stop, tool_calls, tool_calls",
        "length, length, length"
    })
    void takesOfTwoWordsTheLaterUnlessOnlyTheEarlierSaysThatTheAnswerIsNotWhole(
            String earlier, String later, String taken) {
        assertThat(FinishReason.ofTwo(earlier, later)).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "None", "FINISH_REASON_UNSPECIFIED", "NOT_FINISHED"})
    void takesNoWordForNoReason(String word) {
        assertThat(FinishReason.said(word)).isNull();
    }

    @Test
    void hasTheWordsThatTheDocumentHas() throws IOException {
        var test = Pattern.compile("\\| `([a-z-]+)` \\| (.*) \\| .* \\|");
        var documented = Files.readAllLines(Path.of("docs/protocol.md")).stream()
                .dropWhile(line -> !line.startsWith("| kind |"))
                .map(test::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1) + ": " + line.group(2).replace("`", ""));

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(FinishReason.values())
                        .map(kind -> kind + ": "
                                + (kind == FinishReason.UNKNOWN ? "any other" : String.join(", ", kind.words())))
                        .toList());
    }

    /** Counted are complete answers, and those that the server gave up. */
    @Test
    void areCountedOfAnswersThatAreCompleteOrGivenUp() {
        var counts = FinishCounts.of(List.of(
                ended("stop", new Ending.Complete()),
                ended("eos_token", new Ending.Complete()),
                ended("abort", new Ending.StreamError("given up")),
                ended("length", new Ending.Truncated("cut")),
                Traces.bare("a", 0, 0, 1)));

        assertThat(counts.count(FinishReason.STOP)).isEqualTo(2);
        assertThat(counts.count(FinishReason.GAVE_UP)).isEqualTo(1);
        assertThat(counts.count(FinishReason.LENGTH)).isZero();
        assertThat(counts.total()).isEqualTo(3);
        assertThat(FinishCounts.NONE.total()).isZero();
    }

    private static Trace ended(String reason, Ending ending) {
        return Traces.trace("a").last(1, " x", reason).done().ending(ending).build();
    }

    @Test
    void namesItsFigure() {
        assertThat(FinishReason.GAVE_UP.figure()).isEqualTo("finish.gave-up");
    }

    @Test
    void keepsAServersWordAsItIs() {
        assertThat(FinishReason.said("MAX_TOKENS")).isEqualTo("MAX_TOKENS");
        assertThat(FinishReason.said("a\n b")).isEqualTo("a b");
        assertThat(FinishReason.said("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
        assertThat(FinishReason.said(null)).isNull();
    }
}
