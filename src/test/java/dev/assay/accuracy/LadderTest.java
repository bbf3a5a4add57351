package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LadderTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "#### 18",
                "####18",
                "##### $18",
                "Answer: 18",
                "answer : 18",
                "ANSWER: 18",
                "Final answer: 18",
                "The answer is 18",
                "The answer is: 18",
                "**Answer:** 18",
                "**Answer**: 18",
                "Answer: **18**",
                "Answer:\n\n18",
                "{\"steps\": 3, \"answer\": 18}",
                "\u7B54\u6848\uFF1A18",
                "\u7B54\u6848\u662F18",
                "\u7B54\u6848\u4E3A\uFF1A18",
                "\u7B54\uFF1A18",
                "\u7B54\u3048: 18",
                "\uC815\uB2F5: 18",
                "\uB2F5\uC740 18",
                "Antwort: 18",
                "R\u00E9ponse : 18",
                "Respuesta: 18",
                "\u041E\u0442\u0432\u0435\u0442: 18",
                "\\boxed{18}",
                "\\boxed{\\text{about } 18}",
                "\\boxed{x = 18}",
                "\\boxed{18"
            })
    void readsWhatIsDeclaredThoughOtherNumbersFollow(String text) {
        var step = climb(text + "\nI used 4 steps and 2 facts.");

        assertThat(step).isEqualTo("18 (declared answer)");
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                of("the last declaration counts", "#### 17\nWait.\n#### 18", "18 (declared answer)"),
                of("of different marks the last counts", "\\boxed{17}\nAnswer: 18", "18 (declared answer)"),
                of("a declaration without a number is passed over", "#### 18\nThe answer is:", "18 (declared answer)"),
                of("the first number of a declaration counts", "Answer: 18 apples in 2 days", "18 (declared answer)"),
                of("but of a calculation the result", "Answer: 16 + 2 = 18", "18 (declared answer)"),
                of("not of one in a later sentence", "Answer: 18. Check: 3 * 4 = 12", "18 (declared answer)"),
                of("nor one that only explains", "Answer: 7 = 3 + 4", "7 (declared answer)"),
                of("a heading is no declaration", "#### 1. Add them\n16 + 2 make 18", "18 (last number)"),
                of("nor is a denial", "The answer is not 17", "17 (only number of the last line)"),
                of("the last line's only number", "16 and 2\nmake 18 apples.", "18 (only number of the last line)"),
                of("a fence is no line", "```\n18\n```", "18 (only number of the last line)"),
                of("nor is a rule", "18\n---\n", "18 (only number of the last line)"),
                of("the last number of the last line", "16 + 2 = 18", "18 (last number)"),
                of("the last number before a closing line", "16 + 2 = 18\nI hope this helps!", "18 (last number)"),
                of("no number", "eighteen", "none"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void climbsFromTheSurestSignToTheWeakest(String situation, String text, String expected) {
        assertThat(climb(text)).as(situation).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} many times")
    @ValueSource(
            strings = {
                "9",
                "1,",
                "1,000,",
                "1 000 ",
                "1/",
                "#",
                "#### ",
                "Answer:",
                "Answer: ",
                "\\boxed{",
                "10^",
                ". ",
                " ",
                "-",
                "2 1/2 ",
                "$",
                "*"
            })
    @Timeout(10)
    void readsLongDegenerateTextsWithoutRunningOutOfStackOrTime(String piece) {
        assertThat(climb(piece.repeat(5_000))).isNotNull();
    }

    @Test
    void keepsNumbersApartThatMarksHadParted() {
        assertThat(climb("2**3")).isEqualTo("3 (last number)");
    }

    private static String climb(String text) {
        return Ladder.climb(NumeralText.plain(text, ""))
                .map(step -> step.numeral().written() + " (" + step.rung() + ")")
                .orElse("none");
    }

    private static Arguments of(String situation, String text, String expected) {
        return Arguments.of(situation, text, expected);
    }
}
