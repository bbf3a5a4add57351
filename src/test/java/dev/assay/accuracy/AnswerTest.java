package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void findsThoughtsInTheContent(String content, boolean thought) {
        assertThat(new Answer(content.replace("\\n", "\n"), "", "stop").thought())
                .isEqualTo(thought);
    }

    @ParameterizedTest
    @CsvSource({"It may be 41., true", "' ', false"})
    void findsThoughtsOnTheirChannel(String reasoning, boolean thought) {
        assertThat(new Answer("42", reasoning, "stop").thought()).isEqualTo(thought);
    }
}
