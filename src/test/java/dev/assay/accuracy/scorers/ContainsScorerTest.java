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

class ContainsScorerTest {
    @ParameterizedTest(name = "[{1}] stands in [{0}]")
    @CsvSource(delimiterString = " => ", textBlock = """
                    The cat sat. => cat
                    Concatenate the cat. => cat
                    THE CAT! => cat
                    A **cat**. => cat
                    It is **New** **York**. => New York
                    Call `__init__` first. => __init__
                    the e\u2011mail => e-mail
                    1914\u20131918 => 1914-1918
                    area 10\u00B2 m => 10^2
                    A "cat". => cat
                    cat-like => cat
                    \u5C31\u662Fcat\u554A => cat
                    the New   York office => new york
                    It\u2019s => it's
                    H\u2082O is water => H2O
                    version 42. => 42
                    Nr.42 => 42
                    It is...42 => 42
                    41 42 43 => 42
                    41-42 => 42
                    42, then => 42
                    in C++, yes => C++
                    (a) or (b) => (b)
                    \u4E2D\u56FD\u7684\u9996\u90FD\u662F\u5317\u4EAC\u5E02 => \u5317\u4EAC
                    \u6771\u4EAC\u3067\u3059 => \u6771\u4EAC
                    \u30AB\u30CA\u30C0\u306E\u9996\u90FD => \u30AB\u30CA\u30C0
                    \uC11C\uC6B8\uC785\uB2C8\uB2E4 => \uC11C\uC6B8
                    """)
    void findsAWholeWord(String text, String expected) {
        assertThat(Scorers.of(Questions.contains(expected).expected()).score(text))
                .isEqualTo(new Correct(expected, null));
    }

    @ParameterizedTest(name = "[{1}] does not stand in [{0}]")
    @CsvSource(delimiterString = " => ", textBlock = """
                    concatenate => cat
                    init it => __init__
                    the init method => `__init__`
                    The result is 102. => 10\u00B2
                    m2 => m\u00B2
                    cats => cat
                    bobcat => cat
                    cat5 => cat
                    42.5 => 42
                    1,042 => 42
                    0.42 => 42
                    .42 => 42
                    It is .42 => 42
                    1,042,500 => 500
                    42,5 => 42
                    142 => 42
                    naive\u0308te\u0301 => naive
                    \u0440\u043E\u0442\u043E\u0440 => \u0440\u043E\u0442
                    \u5317\u6D77 => \u5317\u4EAC
                    """)
    void findsNothingInsideAWordOrNumber(String text, String expected) {
        assertThat(Scorers.of(Questions.contains(expected).expected()).score(text))
                .isEqualTo(new Wrong(text, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {",42", "It is ,42"})
    void readsACommaWithoutADigitBeforeItAsPunctuation(String text) {
        assertThat(Scorers.of(Questions.contains("42").expected()).score(text)).isEqualTo(new Correct("42", null));
    }

    @Test
    void findsNothingInAnEmptyCodeFence() {
        assertThat(Scorers.of(Questions.contains("cat").expected()).score("```\n```"))
                .isEqualTo(new Nothing("text"));
    }

    @Test
    void refusesAnExpectedAnswerWithoutText() {
        assertThat(Scorers.objection(Questions.contains("\u200B"))).contains("the expected answer has no text");
        assertThat(Scorers.objection(Questions.contains("cat"))).isEmpty();
    }
}
