package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            42                                  | false
            <think></think>42                   | false
            <think> \\n </think> 42              | false
            It is <think></think> 42            | false
            ` </think>42`                       | false
            <think>It may be 41.</think>42      | true
            <think></think>42<think>Hm</think>  | true
            <think>It may be                    | true
            It may be 41.</think>42             | true
            """)
    void findsThinkingInTheContent(String content, boolean thought) {
        assertThat(new Answer(content.replace("\\n", "\n"), "", "stop").thought())
                .isEqualTo(thought);
    }

    @ParameterizedTest
    @CsvSource({"It may be 41., true", "' ', false"})
    void findsThinkingOnTheReasoningChannel(String reasoning, boolean thought) {
        assertThat(new Answer("42", reasoning, "stop").thought()).isEqualTo(thought);
    }

    /** What each model family writes; the last column is the text that is judged. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '§', textBlock = """
            <think>It may be 41.</think>42 ~ 42
            <thinking>It may be 41.</thinking>42 ~ 42
            <Thought>It may be 41.</Thought>42 ~ 42
            <reasoning>It may be 41.</reasoning>42 ~ 42
            <seed:think>It may be 41.</seed:think>42 ~ 42
            <mm:think>It may be 41.</mm:think>42 ~ 42
            <think:opensource>It may be 41.</think:opensource>42 ~ 42
            <longcat_think>It may be 41.</longcat_think>42 ~ 42
            <think_never_used_51bce0c785ca2f68>It may be 41.</think_never_used_51bce0c785ca2f68>42 ~ 42
            [THINK]It may be 41.[/THINK]42 ~ 42
            ◁think▷It may be 41.◁/think▷42 ~ 42
            <|begin_of_thought|>It may be 41.<|end_of_thought|><|begin_of_solution|>42<|end_of_solution|> ~ 42
            <|START_THINKING|>It may be 41.<|END_THINKING|><|START_RESPONSE|>42<|END_RESPONSE|> ~ 42
            <|inner_prefix|>It may be 41.<|inner_suffix|>42 ~ 42
            <|open|>think<|sep|>It may be 41.<|close|>think<|sep|><|open|>response<|sep|>42<|close|>response<|sep|> ~ 42
            <|think|>It may be 41.<|end|><|begin|>assistant<|content|>42<|end|> ~ 42
            <|channel>thought\\nIt may be 41.<channel|>42 ~ 42
            <unused94>thought\\nIt may be 41.<unused95>42 ~ 42
            <|channel|>analysis<|message|>It may be 41.<|end|><|start|>assistant<|channel|>final<|message|>42<|return|> ~ 42
            <|channel|>commentary to=x<|message|>It may be 41.<|end|><|start|>assistant<|channel|>final<|message|>42 ~ 42
            analysisIt may be 41.assistantfinal42 ~ 42
            Here is my thought process: It may be 41. Here is my response: 42 ~ 42
            """)
    void judgesTheTextAfterTheThinkingOfEachFamily(String content, String judged) {
        var answer = answer(content);

        assertThat(answer.finalText().strip()).isEqualTo(judged);
        assertThat(answer.thought()).isTrue();
        assertThat(answer.thinkUnclosed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<thinking>I try 42",
                "<seed:think>17 + 25 = 42",
                "<reasoning>I try 42",
                "[THINK]I try 42",
                "◁think▷I try 42",
                "<|begin_of_thought|>I try 42",
                "<|START_THINKING|>I try 42",
                "<|inner_prefix|>I try 42",
                "<|open|>think<|sep|>I try 42",
                "<|channel>thought\nI try 42",
                "<unused94>thought\nI try 42",
                "<|channel|>analysis<|message|>I try 42",
                "<|channel|>analysis<|message|>I try 42<|end|>",
                "<|channel|>analysis I try 42",
                "<|channel|>commentary to=x <|constrain|>json<|message|>{\"a\": 42}",
                "analysisI try 42",
                "Here's my thought process: I try 42",
                "42<thinking>I try 41",
                "It is `<think>\nI try 42` now.",
                "<think>Use `</think>` at the end.</think>42<think>so"
            })
    void findsThinkingThatNeverEnds(String content) {
        assertThat(answer(content).thinkUnclosed()).isTrue();
        assertThat(answer(content).thought()).isTrue();
    }

    @Test
    void keepsThinkingThatNeverEndsInTheText() {
        assertThat(answer("It may be 41.</think>42<think>so").finalText()).isEqualTo("42<think>so");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '§', textBlock = """
            It may be 41.</seed:think>42 ~ 42
            It may be 41.[/THINK]42 ~ 42
            It may be 41.<channel|>42 ~ 42
            It may be "41"</think>"42" ~ "42"
            ```\\n41\\n```\\nNo.</think>42 ~ 42
            It may be ```41</think>42 ~ 42
            ```\\n41</think>42 ~ 42
            『41』</think>42 ~ 42
            It may be “41”</think>42 ~ 42
            <think>It may be 41.</think><|a|><|b|>42<|c|> ~ 42
            <think>The tag `<think>` opens, "</think>" closes. 41?</think>42 ~ 42
            """)
    void findsTheEndOfThinkingThatThePromptOpened(String content, String judged) {
        assertThat(answer(content).finalText()).isEqualTo(judged);
        assertThat(answer(content).thought()).isTrue();
        assertThat(answer(content).thinkUnclosed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The model writes `<think>` first. 42",
                "The model writes `<think>` first.\n42",
                "It is \"42\"\n\"</think>\" closes it.",
                "The model writes `<think>…</think>` first. 42",
                "The model writes \"<think>\" and \"</think>\". 42",
                "The model writes “<think>” and “</think>”. 42",
                "```xml\n<think>41</think>\n```\n42",
                "~~~\n[THINK]\n~~~\n42",
                "analysis of 42",
                "Here is my response: 42",
                "I think 42",
                "<thinker>42</thinker>",
                "<answer>42</answer>"
            })
    void ignoresMarksInQuotesAndCodeFences(String content) {
        assertThat(answer(content).finalText()).isEqualTo(answer(content).content());
        assertThat(answer(content).thought()).isFalse();
        assertThat(answer(content).thinkUnclosed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<seed:think></seed:think>42",
                "[THINK] [/THINK]42",
                "<|channel>thought\n<channel|>42",
                "</mm:think>42",
                "<|channel|>final<|message|>42",
                "<|start|>assistant<|channel|>final<|message|>42<|return|>",
                "<|channel|>analysis<|message|><|end|><|start|>assistant<|channel|>final<|message|>42"
            })
    void doesNotCountAnEmptyBlockAsThinking(String content) {
        assertThat(answer(content).finalText()).isEqualTo("42");
        assertThat(answer(content).thought()).isFalse();
        assertThat(answer(content).thinkUnclosed()).isFalse();
    }

    @Test
    void removesTokensThatAModelRepeatsUntilItsTokensAreUsedUp() {
        var tokens = "<|eot_id|> ".repeat(20_000);

        assertThat(answer("</think>" + tokens + "42 <|a|> 43\n" + tokens).finalText())
                .isEqualTo(" 42 <|a|> 43\n");
        assertThat(answer("</think>" + tokens).finalText()).isBlank();
    }

    @Test
    void findsTheLastOfMarksThatAModelRepeats() {
        assertThat(answer("~~~\n</think>\n".repeat(20_000) + "42").finalText()).isEqualTo("\n42");
        assertThat(answer("</think> ".repeat(100_000) + "42").finalText()).isEqualTo(" 42");
    }

    private static Answer answer(String content) {
        return new Answer(content.replace("\\n", "\n"), "", "stop");
    }
}
