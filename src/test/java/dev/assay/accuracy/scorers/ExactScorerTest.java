package dev.assay.accuracy.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.Questions;
import dev.assay.accuracy.scorers.Scorer.Result.Correct;
import dev.assay.accuracy.scorers.Scorer.Result.Nothing;
import dev.assay.accuracy.scorers.Scorer.Result.Wrong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactScorerTest {
    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "It's May",
                "it's may",
                "IT'S MAY",
                "It\u2019s May",
                "It's   \n May",
                "It's\u00A0May",
                "  It's May.\n",
                "It's May!",
                "It's May\u3002",
                "\"It's May.\"",
                "\u201CIt\u2019s May\u201D",
                "\u00ABIt's May\u00BB",
                "'It's May'",
                "**It's May**",
                "*It's May*",
                "__It's May__",
                "***It's May***",
                "It's **May**",
                "**It's** **May**",
                "**It's May**.",
                "\u201C**It's May**\u201D",
                "`It's May`",
                "```\nIt's May\n```",
                "```text\nIt's May\n```",
                "```It's May```",
                "\uFF29\uFF54's May",
                "It's\u200B May"
            })
    void ignoresCaseQuotesPunctuationAndEmphasis(String text) {
        assertThat(Scorers.of(Questions.exact("It's May").expected()).score(text))
                .isInstanceOf(Correct.class);
    }

    @ParameterizedTest(name = "[{0}] is not [{1}]")
    @CsvSource(delimiterString = " => ", textBlock = """
                    It is May => May
                    Mayor => May
                    May, June => May
                    Maj => May
                    resume => r\u00E9sum\u00E9
                    C => C++
                    (B) => B
                    init => __init__
                    __init__ => init
                    __Paris__ => Paris
                    23 => 2**3
                    ab => a`b
                    kwargs => **kwargs
                    args, kwargs => *args, **kwargs
                    x2 => x\u00B2
                    my_snake => my_snake_
                    **May => May
                    """)
    void comparesTheWholeText(String text, String expected) {
        assertThat(Scorers.of(Questions.exact(expected).expected()).score(text)).isEqualTo(new Wrong(text, null));
    }

    @ParameterizedTest(name = "[{0}] is [{1}]")
    @CsvSource(delimiterString = " => ", textBlock = """
                    STRASSE => Stra\u00DFe
                    Stra\u00DFe => strasse
                    cafe\u0301 => caf\u00E9
                    \uFB01sh => fish
                    Yahoo => Yahoo!
                    \u5317\u4EAC\u3002 => \u5317\u4EAC
                    ? => ?
                    x = \u22121 => x = -1
                    1914\u20131918 => 1914-1918
                    `snake_case` => snake_case
                    *args, **kwargs => *args, **kwargs
                    \u9996\u90FD\u662F**\u5317\u4EAC**\u5E02 => \u9996\u90FD\u662F\u5317\u4EAC\u5E02
                    """)
    void readsTheExpectedAnswerInTheSameWay(String text, String expected) {
        assertThat(Scorers.of(Questions.exact(expected).expected()).score(text)).isInstanceOf(Correct.class);
    }

    @Test
    void findsNothingInAnEmptyCodeFence() {
        assertThat(Scorers.of(Questions.exact("May").expected()).score("```\n```"))
                .isEqualTo(new Nothing("text"));
    }

    @Test
    void refusesAnExpectedAnswerWithoutText() {
        assertThat(Scorers.objection(Questions.exact(" "))).contains("the expected answer has no text");
        assertThat(Scorers.objection(Questions.exact("May"))).isEmpty();
    }

    @Test
    void readsLongRunsOfPunctuationInOnePass() {
        var text = ".".repeat(200_000) + "x";

        assertThat(Scorers.of(Questions.exact("May").expected()).score(text)).isEqualTo(new Wrong(text, null));
    }
}
