package dev.assay.evalsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.Answer;
import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.scorers.Scorers;
import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Evalset.Thinking;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the content of each evalset, and that its scorers distinguish right from wrong answers to every question. */
class EvalsetShapeTest {
    @TempDir
    private Path directory;

    @Test
    void theSuiteHasFortyQuestionsAndNoneIsCritical() throws IOException {
        var suite = ShippedEvalsets.read(ShippedEvalsets.SUITE, directory);

        assertThat(types(suite)).isEqualTo(Map.of("number", 24L, "exact", 10L, "contains", 6L));
        assertThat(suite.questions()).noneMatch(Question::critical);
    }

    @Test
    void theSuiteIsAskedAsTheRecordSaysAndNamesItselfAReconstruction() throws IOException {
        var suite = ShippedEvalsets.read(ShippedEvalsets.SUITE, directory);

        assertThat(suite.maxTokens()).isEqualTo(256);
        assertThat(suite.thinking()).isEqualTo(Thinking.OFF);
        assertThat(suite.system()).contains("only the final answer");
        assertThat(suite.source()).contains("reconstruction", "no limits");
    }

    @Test
    void theBasicsHaveAHundredQuestionsAndNoneIsCritical() throws IOException {
        var basics = ShippedEvalsets.read(ShippedEvalsets.BASICS, directory);

        assertThat(types(basics)).isEqualTo(Map.of("number", 53L, "exact", 47L));
        assertThat(basics.questions()).noneMatch(Question::critical);
        assertThat(basics.maxTokens()).isEqualTo(64);
        assertThat(basics.thinking()).isEqualTo(Thinking.OFF);
        assertThat(basics.answerIn()).isEqualTo(AnswerForm.LAST_LINE);
    }

    @Test
    void theCallsHaveTwentyQuestionsOfEachChoice() throws IOException {
        var calls = ShippedEvalsets.read(ShippedEvalsets.CALLS, directory).questions();

        assertThat(calls.stream()
                        .map(Question::subject)
                        .collect(Collectors.groupingBy(each -> each, Collectors.counting())))
                .isEqualTo(Map.of("auto", 9L, "required", 3L, "named", 3L, "parallel", 3L, "no call", 2L));
        assertThat(calls).allSatisfy(each -> assertThat(each.expected()).isInstanceOf(Expected.ToolCalls.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {ShippedEvalsets.SUITE, ShippedEvalsets.BASICS, ShippedEvalsets.CALLS})
    void everyIdAndEveryTextIsUnique(String name) throws IOException {
        var questions = ShippedEvalsets.read(name, directory).questions();

        assertThat(questions).extracting(Question::id).doesNotHaveDuplicates();
        assertThat(questions).extracting(Question::text).doesNotHaveDuplicates();
        assertThat(questions)
                .allSatisfy(each -> assertThat(each.id()).matches("[a-z]+-\\d\\d"))
                .allSatisfy(each -> assertThat(each.tags()).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {ShippedEvalsets.SUITE, ShippedEvalsets.BASICS})
    void everyKeyIsCorrectAloneAndInASentence(String name) throws IOException {
        var set = ShippedEvalsets.read(name, directory);

        assertThat(set.questions())
                .allSatisfy(each -> assertThat(Scorers.objection(each)).isEmpty())
                .allSatisfy(each ->
                        assertThat(outcome(set, each, each.expected().answer())).isEqualTo(Outcome.CORRECT))
                .allSatisfy(
                        each -> assertThat(outcome(set, each, inSentence(each))).isEqualTo(Outcome.CORRECT));
    }

    @ParameterizedTest
    @ValueSource(strings = {ShippedEvalsets.SUITE, ShippedEvalsets.BASICS})
    void anotherAnswerIsWrong(String name) throws IOException {
        var set = ShippedEvalsets.read(name, directory);

        assertThat(set.questions())
                .allSatisfy(each ->
                        assertThat(outcome(set, each, wrongAnswer(each))).isEqualTo(Outcome.WRONG));
    }

    /** A model that only repeats the question must not be right. */
    @ParameterizedTest
    @ValueSource(strings = {ShippedEvalsets.SUITE, ShippedEvalsets.BASICS})
    void theQuestionItselfIsNotARightAnswer(String name) throws IOException {
        var set = ShippedEvalsets.read(name, directory);

        assertThat(set.questions())
                .allSatisfy(each -> assertThat(outcome(set, each, each.text())).isNotEqualTo(Outcome.CORRECT));
    }

    /** The words of the right answer may occur by chance in another sentence. */
    @Test
    void noWordOfAnAnswerOfTheBasicsIsEnough() throws IOException {
        var basics = ShippedEvalsets.read(ShippedEvalsets.BASICS, directory);

        assertThat(basics.questions())
                .filteredOn(each -> each.expected().type().word().equals("exact"))
                .allSatisfy(each -> assertThat(outcome(
                                basics,
                                each,
                                "It is not so that " + each.expected().answer() + "."))
                        .isEqualTo(Outcome.WRONG))
                .allSatisfy(
                        each -> assertThat(outcome(basics, each, each.expected().answer() + " or something else."))
                                .isEqualTo(Outcome.WRONG));
        assertThat(basics.questions())
                .filteredOn(each -> each.expected().type().word().equals("number"))
                .allSatisfy(each -> assertThat(outcome(
                                basics,
                                each,
                                "It is 1001, and not " + each.expected().answer() + "."))
                        .isNotEqualTo(Outcome.CORRECT))
                .allSatisfy(
                        each -> assertThat(outcome(basics, each, each.expected().answer() + " apples in 1001 days."))
                                .isNotEqualTo(Outcome.CORRECT));
    }

    private static Map<String, Long> types(Evalset evalset) {
        return evalset.questions().stream()
                .collect(Collectors.groupingBy(each -> each.expected().type().word(), Collectors.counting()));
    }

    private static Outcome outcome(Evalset set, Question question, String text) {
        return ScoredQuestion.of(question, new Answer(text, "", "stop"), set.answerIn())
                .outcome();
    }

    /** An exact answer may only have white space, quotes, emphasis and a full stop around it, and may be in another case. */
    private static String inSentence(Question question) {
        return switch (question.expected().type().word()) {
            case "number" -> "The answer is " + question.expected().answer() + unit(question) + ".";
            case "exact" -> " **" + question.expected().answer().toUpperCase(Locale.ROOT) + "**.\n";
            default -> "It is " + question.expected().answer() + ", I think.";
        };
    }

    private static String unit(Question question) {
        return question.expected() instanceof Expected.OfNumber number && number.unit() != null
                ? " " + number.unit()
                : "";
    }

    private static String wrongAnswer(Question question) {
        return question.expected().type().word().equals("number")
                ? new BigDecimal(question.expected().answer())
                        .add(BigDecimal.ONE)
                        .toPlainString()
                : question.expected().answer() + "x";
    }
}
