package dev.assay.evalsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.evalsets.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Derives each key a second time from the question's text, without the file's answer. A question without a derivation fails.
 */
class EvalsetKeysTest {
    @TempDir
    private Path directory;

    @Test
    void everyKeyOfTheSuiteFollowsFromItsQuestion() throws IOException {
        var derivations = new HashMap<String, UnaryOperator<String>>();
        List.of(SuiteNumberKeys.KEYS, SuiteTextKeys.KEYS, SuiteLogicKeys.KEYS).forEach(derivations::putAll);
        var questions = ShippedEvalsets.read(ShippedEvalsets.SUITE, directory).questions();

        assertThat(written(questions)).isEqualTo(derived(questions, derivations, Question::id));
        assertThat(derivations.keySet())
                .isEqualTo(questions.stream().map(Question::id).collect(Collectors.toSet()));
    }

    @Test
    void everyKeyOfTheBasicsFollowsFromItsQuestion() throws IOException {
        var derivations = new HashMap<String, UnaryOperator<String>>();
        List.of(BasicsNumberKeys.KEYS, BasicsWordKeys.KEYS).forEach(derivations::putAll);
        var questions = ShippedEvalsets.read(ShippedEvalsets.BASICS, directory).questions();

        assertThat(written(questions)).isEqualTo(derived(questions, derivations, EvalsetKeysTest::theme));
        assertThat(derivations.keySet())
                .isEqualTo(questions.stream().map(EvalsetKeysTest::theme).collect(Collectors.toSet()));
    }

    @Test
    void everyKeyOfTheCallsFollowsFromItsQuestion() throws IOException {
        var questions = ShippedEvalsets.read(ShippedEvalsets.CALLS, directory).questions();

        assertThat(written(questions)).isEqualTo(derived(questions, ToolCallKeys.KEYS, EvalsetKeysTest::theme));
        assertThat(ToolCallKeys.KEYS.keySet())
                .isEqualTo(questions.stream().map(EvalsetKeysTest::theme).collect(Collectors.toSet()));
    }

    @Test
    void everyEvalsetHasATestOfItsKeys() throws IOException {
        assertThat(ShippedEvalsets.names())
                .as("derive the keys of a new evalset in this package")
                .containsExactlyInAnyOrder(ShippedEvalsets.BASICS, ShippedEvalsets.CALLS, ShippedEvalsets.SUITE);
    }

    private static Map<String, String> written(List<Question> questions) {
        var keys = new LinkedHashMap<String, String>();
        questions.forEach(each -> keys.put(each.id(), each.expected().answer()));
        return keys;
    }

    private static Map<String, String> derived(
            List<Question> questions,
            Map<String, UnaryOperator<String>> derivations,
            Function<Question, String> derivedBy) {
        var keys = new LinkedHashMap<String, String>();
        for (var question : questions) {
            var derivation = derivations.get(derivedBy.apply(question));
            keys.put(question.id(), derivation == null ? "no test derives this" : derivation.apply(question.text()));
        }
        return keys;
    }

    /** The word before the number: {@code add} of {@code add-01}. */
    private static String theme(Question question) {
        return question.id().replaceFirst("-\\d+$", "");
    }
}
