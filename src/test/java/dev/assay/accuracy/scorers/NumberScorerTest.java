package dev.assay.accuracy.scorers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.assay.accuracy.Questions;
import dev.assay.accuracy.scorers.Scorer.Result.Correct;
import dev.assay.accuracy.scorers.Scorer.Result.Nothing;
import dev.assay.accuracy.scorers.Scorer.Result.Wrong;
import dev.assay.accuracy.text.AnswerSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberScorerTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiterString = " => ", textBlock = """
                    $18.00 => 18
                    -5 => -5
                    \u22125 => -5
                    \u20135 => -5
                    \uFE635 => -5
                    \uFF0D5 => -5
                    3.5 => 3.5
                    .5 => 0.5
                    1/2 => 0.5
                    1.2e3 => 1200
                    50% => 50
                    18, so... => 18
                    \\boxed{18} => 18
                    (18) => 18
                    18! => 18
                    18km => 18
                    007 => 7
                    \uFF11\uFF18 => 18
                    1 000 => 1000
                    $1,000,000.50 => 1000000.5
                    9. Check: 9*2=18, 18/2 => 9
                    """)
    void readsNumbersOnWhichOtherToolsDisagree(String text, String expected) {
        var result = Scorers.of(Questions.number(expected).expected()).score(text);

        assertThat(result).isInstanceOf(Correct.class);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiterString = " => ", textBlock = """
                    1\u202F000 => 1000
                    1\u00A0000 => 1000
                    1\u2009000\u2009000 => 1000000
                    1_000_000 => 1000000
                    12,345.67 => 12345.67
                    -$5 => -5
                    $-5 => -5
                    -$ 5 => -5
                    +5 => 5
                    US$18 => 18
                    \u00A518 => 18
                    18\u20AC => 18
                    EUR 18 => 18
                    18 USD => 18
                    costs$18 => 18
                    2 1/2 => 2.5
                    2\u00BD => 2.5
                    2 \u00BD => 2.5
                    -\u00BD => -0.5
                    -2 1/2 => -2.5
                    18/2 => 9
                    1.5/2 => 0.75
                    1,000/2 => 500
                    1.2E-3 => 0.0012
                    1.2 \u00D7 10^3 => 1200
                    1.2 \\times 10^{3} => 1200
                    1.2\u00D710\u00B3 => 1200
                    2 \u00D7 10\u207B\u00B2 => 0.02
                    10^6 => 1000000
                    \\frac{1}{2} => 1/2
                    -\\frac{1}{2} => -0.5
                    2\\frac{1}{2} => 2.5
                    1\\,000 => 1000
                    1{,}000 => 1000
                    \\$18 => 18
                    50\\% => 50
                    **18** => 18
                    `18` => 18
                    \u0661\u0668 => 18
                    \u7EA618\u4E2A => 18
                    25 cm\u00B2 => 25
                    25 cm^2 => 25
                    18 L of H2O => 18
                    No.5 => 5
                    18... => 18
                    1'234'567 => 1234567
                    1\u2019234\u2019567 => 1234567
                    1,00,000 => 100000
                    12,34,567.8 => 1234567.8
                    2 million => 2000000
                    1.5\u4E07 => 15000
                    $1.5M => 1500000
                    US$3k => 3000
                    18\u5343\u514B => 18
                    \\frac12 => 0.5
                    \\frac 12 => 0.5
                    \\cfrac{1}{2} => 0.5
                    \\boxed{42^\\circ} => 42
                    \\boxed{42~\\mathrm{km}} => 42
                    12,\\!345 => 12345
                    - 5 => -5
                    x = - 5 => -5
                    x = -\\,5 => -5
                    minus 5 => -5
                    It fell to minus 5. => -5
                    10**6 => 1000000
                    """)
    void readsEveryWayToWriteANumber(String text, String expected) {
        var result = Scorers.of(Questions.number(expected).expected()).score(text);

        assertThat(result).isInstanceOf(Correct.class);
    }

    @ParameterizedTest(name = "{0} is not {1}, but {2}")
    @CsvSource(delimiterString = " => ", textBlock = """
                    123457 => 123456 => 123457
                    125 => 25 => 125
                    10 => 1.0 => 10
                    -5 => 5 => -5
                    0.5 => 50 => 0.5
                    50% => 0.5 => 50
                    18.01 => 18 => 18.01
                    0.333 => 1/3 => 0.333
                    1,000 => 1 => 1,000
                    covid-19 => -19 => 19
                    12/05/2024 => 5 => 2024
                    123456789012345678901 => 123456789012345678902 => 123456789012345678901
                    """)
    void tellsNumbersApartThatOnlyLookAlike(String text, String expected, String found) {
        var result = Scorers.of(Questions.number(expected).expected()).score(text);

        assertThat(result).asString().startsWith("Wrong[found=" + found + ",");
    }

    @ParameterizedTest(name = "{0} has no number")
    @ValueSource(
            strings = {
                "eighteen",
                "\u5341\u516B",
                "H2O",
                "x2",
                "2^10",
                "1/0",
                "...",
                "-",
                "$",
                "\\boxed{}",
                "####",
                "2**3",
                "16 - 3",
                "16-3",
                "3\u20135",
                "18,5",
                "1,2,3",
                "18 + 3",
                "18x + 3",
                "18x",
                "3 + 2y",
                "2\\sqrt{3}",
                "\u221A2",
                "2\u03C0",
                "2\\pi",
                "6 \u00D7 7",
                "6 x 7",
                "12 apples + 6 apples",
                "3 times 4",
                "3 or 4",
                "between 5 and 9",
                "It is not 18.",
                "\\frac{\\pi}{2}",
                "log 5",
                "\\log_2(8)",
                "sqrt(16)",
                "round(41.7)",
                "twice 21",
                "half of 84",
                "6 squared",
                "5 more than 7",
                "less than 42",
                "\u00B13",
                "x = \\pm 3",
                "3:4",
                "12:30",
                "5 mod 3",
                "5 choose 2",
                "42 \\text{ or } 43",
                "1. Read\n2. Think\n3. Give up"
            })
    void findsNoNumberIfNoneStandsAlone(String text) {
        var result = Scorers.of(Questions.number("18").expected()).score(text);

        assertThat(result).isEqualTo(new Nothing("number"));
    }

    /** A number that does not stand alone does not prevent that another one is found. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Half of 84 is 42.",
                "Twice 21 is 42",
                "She has 42, which is 5 more than 37.",
                "At 12:30 he had 42",
                "Answer:42",
                "42 \u00B1 3",
                "round(41.7) = 42",
                "In round 42",
                "42 [^1]\n\n[^1]: from 1999",
                "The total is 42*.\n\n*rounded to 2 places",
                "42\u2020\n\u2020 rounded to 2 places",
                "42 \\text{ apples}",
                "42 meters squared",
                "The total is 42.\n\nLet me know if you need 5 more examples.",
                "The total is 42.\n\n**Feel free to ask for 2 more!**"
            })
    void findsTheNumberThatStandsAloneAmongOthers(String text) {
        assertThat(Scorers.of(Questions.number("42").expected()).score(text)).isInstanceOf(Correct.class);
    }

    @ParameterizedTest(name = "{0} off by at most {2} is {1}: {3}")
    @CsvSource({
        "3.14, 3.15, 0.01, true",
        "3.13, 3.15, 0.01, false",
        "0.333, 1/3, 0.001, true",
        "0.332, 1/3, 0.001, false",
        "-1, 1, 2, true"
    })
    void allowsTheToleranceAndNoMore(String text, String expected, String tolerance, boolean right) {
        var result =
                Scorers.of(Questions.number(expected, tolerance).expected()).score(text);

        assertThat(result instanceof Correct).isEqualTo(right);
    }

    @ParameterizedTest(name = "{0} is {2} in {1}")
    @CsvSource(delimiterString = " => ", textBlock = """
                    50% => % => 50
                    50 % => % => 50
                    50 => % => 50
                    18 km => km => 18
                    18KM => km => 18
                    6.5 l/100 km => l/100 km => 6.5
                    25 m\u00B2 => m\u00B2 => 25
                    21 \u00B0C => \u00B0C => 21
                    """)
    void acceptsTheUnitOfTheQuestionAfterTheNumber(String text, String unit, String expected) {
        var result =
                Scorers.of(Questions.numberWithUnit(expected, unit).expected()).score(text);

        assertThat(result).isEqualTo(new Correct(expected, AnswerSource.ONLY_NUMBER));
    }

    @Test
    void takesTheLastOfTwoQuantitiesIfNothingSaysWhichIsTheAnswer() {
        var result = Scorers.of(Questions.number("18").expected()).score("18 apples in 2 days");

        assertThat(result).isEqualTo(new Wrong("2", AnswerSource.LAST_NUMBER));
    }

    @Test
    void refusesAnExpectedAnswerThatIsNotANumber() {
        assertThat(Scorers.objection(Questions.number("about 18")))
                .contains("the expected answer [about 18] is not a number");
        assertThat(Scorers.objection(Questions.number("18 or 19")))
                .contains("the expected answer [18 or 19] is not a number");
        assertThat(Scorers.objection(Questions.number("$1,000"))).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> Scorers.of(Questions.number("x").expected()).score("18"))
                .withMessage("the expected answer [x] is not a number");
    }
}
