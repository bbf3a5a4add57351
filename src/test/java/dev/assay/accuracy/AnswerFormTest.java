package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.plan.evalsets.Question;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The places where an evalset says that its answers stand ({@code answer-in}). */
class AnswerFormTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = " => ", textBlock = """
            BOXED => So \\boxed{42}, not 41. => correct: found 42 (declared answer)
            BOXED => \\boxed{41} or \\boxed{x = 42} => correct: found 42 (declared answer)
            BOXED => \\boxed{\\text{42 apples}} => correct: found 42 (declared answer)
            BOXED => \\boxed{2\\sqrt{3}} => wrong: expected 42, found 2√{3} (declared answer)
            BOXED => Answer: 42 => no-answer: expected 42, found no \\boxed{} in: Answer: 42
            BOXED => \\boxed{} 42 => no-answer: expected 42, found no \\boxed{} in: \\boxed{} 42
            BOXED => \\boxed{many} 42 => no-answer: expected 42, found no number in: \\boxed{many} 42
            HASHES => I add 40 and 2.~#### 42 => correct: found 42 (declared answer)
            HASHES => ####42 apples in 2 days => correct: found 42 (declared answer)
            HASHES => #### 42~Did 2 steps => correct: found 42 (declared answer)
            HASHES => ### 42 => no-answer: expected 42, found no #### in: ### 42
            TAG => <answer>42</answer><confidence>95</confidence> => correct: found 42 (declared answer)
            TAG => <ANSWER>~42~</ANSWER> => correct: found 42 (declared answer)
            TAG => <answer>41</answer> 42 => wrong: expected 42, found 41 (declared answer)
            TAG => 42 => no-answer: expected 42, found no <answer> in: 42
            LAST_LINE => 41 and 43~42 => correct: found 42 (declared answer)
            LAST_LINE => 40 + 2 = 42 => correct: found 42 (declared answer)
            LAST_LINE => The answer is 42 after 3 days. => correct: found 42 (declared answer)
            LAST_LINE => 42 (after 3 days) => correct: found 42 (declared answer)
            LAST_LINE => 42 apples after 3 days => no-answer: expected 42, found no single number on the last line in: 42 apples after 3 days
            LAST_LINE => It is 42.~I hope this helps. => no-answer: expected 42, found no single number on the last line in: It is 42. I hope this helps.
            LAST_LINE => 40 + 2 => wrong: expected 42, found 40 + 2 (declared answer)
            """)
    void findsANumberOnlyInTheDeclaredForm(AnswerForm form, String text, String expected) {
        assertThat(outcome(Questions.number("42"), form, text)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = " => ", textBlock = """
            BOXED => It is \\boxed{\\text{Paris}} => wrong: expected Paris, found \\text{Paris}
            BOXED => It is \\boxed{Paris}. => correct: found Paris
            HASHES => It is Rome.~#### **Paris** => correct: found Paris
            TAG => It is <answer>Paris</answer>, not Rome. => correct: found Paris
            LAST_LINE => I think of Rome.~Paris. => correct: found Paris.
            LAST_LINE => Paris~I am sure. => wrong: expected Paris, found I am sure.
            """)
    void comparesTheWholeTextOfTheForm(AnswerForm form, String text, String expected) {
        assertThat(outcome(Questions.exact("Paris"), form, text)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiterString = " => ", textBlock = """
            LAST_LINE => Paris? No.~It is Rome. => wrong: expected Paris, found It is Rome.
            TAG => Paris <answer>in Paris</answer> => correct: found Paris
            """)
    void searchesOnlyTheTextOfTheForm(AnswerForm form, String text, String expected) {
        assertThat(outcome(Questions.contains("Paris"), form, text)).isEqualTo(expected);
    }

    private static String outcome(Question question, AnswerForm form, String text) {
        var scored = ScoredQuestion.of(question, new Answer(text.replace('~', '\n'), "", "stop"), form);
        return scored.outcome().word() + ": " + scored.explanation();
    }
}
