package dev.assay.accuracy.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerFinderTest {
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
                "\\boxed{18",
                "<answer>18</answer>",
                "<final_answer>18 km</final_answer>",
                "The answer would be 18",
                "Die Antwort lautet 18",
                "La respuesta es 18",
                "\u7ED3\u679C\u662F18",
                "Final result = 18 kg",
                "### Final Answer\n\n**18** in 2 days",
                "**Answer**\n\n18 km"
            })
    void readsTheDeclaredAnswerAlthoughOtherNumbersFollow(String text) {
        var candidate = find(text + "\nI used 4 steps and 2 facts.");

        assertThat(candidate).isEqualTo("18 (declared answer)");
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                of("the last declaration counts", "#### 17\nWait.\n#### 18", "18 (declared answer)"),
                of("the last of different marks counts", "\\boxed{17}\nAnswer: 18", "18 (declared answer)"),
                of("a declaration without a number is skipped", "#### 18\nThe answer is:", "18 (declared answer)"),
                of("the first number of a declaration counts", "Answer: 18 apples in 2 days", "18 (declared answer)"),
                of("the result of a declared calculation counts", "Answer: 16 + 2 = 18", "18 (declared answer)"),
                of(
                        "a calculation in a later sentence does not count",
                        "Answer: 18. Check: 3 * 4 = 12",
                        "18 (declared answer)"),
                of("a calculation that only explains does not count", "Answer: 7 = 3 + 4", "7 (declared answer)"),
                of("a heading is not a declaration", "#### 1. Add them\n16 + 2 make 18", "18 (last number)"),
                of("a negation is not a declaration", "The answer is not 17", "none"),
                of("the last line's only number", "16 and 2\nmake 18 apples.", "18 (only number of the last line)"),
                of("a code fence does not count as a line", "```\n18\n```", "18 (only number of the last line)"),
                of("a horizontal rule does not count as a line", "18\n---\n", "18 (only number of the last line)"),
                of("the last number of the last line", "16 + 2 = 18", "18 (last number)"),
                of("the last number before a closing line", "16 + 2 = 18\nI hope this helps!", "18 (last number)"),
                of("no number", "eighteen", "none"),
                of("a declared calculation is not a number", "I have 18.\nAnswer: 18 + 3", "[18 + 3] is not a number"),
                of(
                        "a declared root is not a number",
                        "Sides 2 and 3.\n\\boxed{2\\sqrt{3}}",
                        "[2\u221A{3}] is not a number"),
                of("a declared range is not a number", "Answer: between 5 and 9", "[between 5 and 9] is not a number"),
                of(
                        "numbered headings",
                        "#### 1 - add\n#### 2 - check\nSo it is 42.",
                        "42 (only number of the last line)"),
                of("headings with a colon", "#### 1: add\nIt is 42\n#### 2: check\nfine", "42 (last number)"),
                of("one heading with a dash", "#### 1 \u2013 add\nIt is 42.", "42 (only number of the last line)"),
                of("headings with keycaps", "#### 1\uFE0F\u20E3 add\nIt is 42.", "42 (only number of the last line)"),
                of("headings without a sign", "#### 1 add\nIt is 42.\n#### 2 check\nfine", "42 (last number)"),
                of("a numbered list", "The winner has 42 points.\n1. red\n2. green\n3. blue", "42 (last number)"),
                of("a step's number", "It is 42.\nStep 3: done", "42 (last number)"),
                of("a footnote", "It is 42 [1].\n\n[1] As of 2019", "42 (only number of the last line)"),
                of("a raised footnote", "It is 42.\u00B9\n\n\u00B9 As of 2019", "42 (only number of the last line)"),
                of("a starred footnote", "It is 42*.\n\n* As of 2019.", "42 (only number of the last line)"),
                of("a list with stars is no footnote", "In all:\n* 42", "42 (only number of the last line)"),
                of("a large number does not number a heading", "#### 42 - done", "42 (declared answer)"),
                of("a question at the end", "It is 42.\n\nShall I show 2 more?", "42 (only number of the last line)"),
                of("a note", "It is 42.\n\nNote: I am 99% sure.", "42 (only number of the last line)"),
                of("a check", "42\n\n\u2705 Check: 45 / 3 = 15", "42 (only number of the last line)"),
                of(
                        "an explanation with a list",
                        "42\n\nBreakdown:\n- 12 for pens\n- 30 for ink",
                        "42 (only number of the last line)"),
                of("a text that is only an explanation", "Explanation: it is 42.", "42 (only number of the last line)"),
                of("a number in brackets", "It is 42 (option 2).", "42 (only number of the last line)"),
                of("the only number, in brackets", "(42)", "42 (only number of the last line)"),
                of(
                        "the last line repeats the result",
                        "6 * 7 = 42\nTom has 42 after 3 days.",
                        "42 (result that the last line repeats)"),
                of(
                        "the line that repeats the result has another number first",
                        "6 * 7 = 42\nAfter 3 days Tom has 42, and 5 friends",
                        "42 (result that the last line repeats)"),
                of("a number above is no result", "Tom waits 3 days.\nIn 3 days he has 42 pens", "42 (last number)"),
                of("a number above begins its line", "3 days later:\nIn 3 days he has 42 pens", "42 (last number)"),
                of("a number behind 0 is no result", "(x, y) = (0, 5)\n5 more and 42 in all", "42 (last number)"),
                of("a number behind 9 is no result", "(x, y) = (9, 5)\n5 more and 42 in all", "42 (last number)"),
                of("a text behind the tag", "<answer>42</answer> so x = 2", "42 (declared answer)"),
                of(
                        "a condition with its number before it",
                        "It is 42 if the answer is whole.",
                        "42 (only number of the last line)"),
                of(
                        "a rule is no paragraph below a note",
                        "Tom has 17 pens.\n---\nIn all 42.",
                        "42 (only number of the last line)"),
                of(
                        "a rule does not end a paragraph",
                        "It is 42.\nBreakdown:\n---\n- 12 pens",
                        "42 (only number of the last line)"),
                of("only a note has a number", "Note: it is 42.\nI am sure.", "42 (last number)"),
                of("a colon before the number", "Total:42", "42 (only number of the last line)"),
                of("a colon at the beginning", ":42", "42 (only number of the last line)"),
                of("a colon at the end", "42:", "42 (only number of the last line)"),
                of("a colon behind the number", "42: that is it", "42 (only number of the last line)"),
                of("a plus", "+42", "+42 (only number of the last line)"),
                of("a name with a number", "A-42", "42 (only number of the last line)"),
                of("a root", "\u221A42", "none"),
                of("a logarithm", "log 42", "none"),
                of("a logarithm with its base", "log10 42", "none"),
                of("a logarithm with another base", "log_2 42", "none"),
                of("a last line that is only a calculation", "I have 2 and 3.\nIt is 2\u221A3.", "none"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void triesTheAnswerSourcesFromTheSurestToTheWeakest(String situation, String text, String expected) {
        assertThat(find(text)).as(situation).isEqualTo(expected);
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
    @Timeout(60)
    void readsLongDegenerateTextsWithoutRunningOutOfStackOrTime(String piece) {
        assertThat(find(piece.repeat(5_000))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"42, 42", "-42, -42", "+42, 42", "-1/2, -1"})
    void readsTheSign(String text, int numerator) {
        assertThat(Numeral.whole(text, "").orElseThrow().numerator())
                .isEqualByComparingTo(BigDecimal.valueOf(numerator));
    }

    @Test
    void looksForAnEqualsSignUpToTheNumberBeforeOnly() {
        var counted = "3 apples, ".repeat(20_000);

        assertThat(find(counted + "\n4 pears, 5 plums")).isEqualTo("5 (last number)");
        assertThat(find(counted + "9 - 5 = (4)\n4 pears, 5 plums")).isEqualTo("4 (result that the last line repeats)");
    }

    private static String find(String text) {
        return AnswerFinder.find(NumeralText.plain(text, ""))
                .map(candidate -> switch (candidate) {
                    case AnswerFinder.Candidate.Found(var numeral, var source) ->
                        numeral.written() + " (" + source + ")";
                    case AnswerFinder.Candidate.NotANumber(var written) -> "[" + written + "] is not a number";
                })
                .orElse("none");
    }

    private static Arguments of(String situation, String text, String expected) {
        return Arguments.of(situation, text, expected);
    }
}
