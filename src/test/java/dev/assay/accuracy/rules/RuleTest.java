package dev.assay.accuracy.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules must give what the tools themselves gave; {@code golden.py} beside {@code golden.jsonl} says how. */
class RuleTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path GOLDEN = Path.of("src/test/resources/dev/assay/accuracy/rules/golden.jsonl");
    private static final String NO_RIGHT_ANSWER = "no right answer";

    @Test
    void givesWhatTheToolsGive() throws IOException {
        var golden = Path.of(System.getProperty("assay.rules.golden", GOLDEN.toString()));
        var differences = new ArrayList<String>();
        var compared = EnumSet.noneOf(Rule.class);
        var lines = Files.readAllLines(golden);
        for (var line : lines) {
            var vector = JSON.readTree(line);
            var right = right(vector);
            for (var rule : Rule.values()) {
                var score = rule.score(right, vector.path("text").asString());
                score.ifPresent(ignored -> compared.add(rule));
                if (!score.equals(byTheTool(vector, rule, score.isPresent()))) {
                    differences.add(rule + ": " + score + " for " + line);
                }
            }
        }

        assertThat(lines).hasSizeGreaterThan(700);
        assertThat(compared).containsExactly(Rule.values());
        assertThat(differences).isEmpty();
    }

    /** As a small model does until its tokens are used up. */
    @ParameterizedTest
    @EnumSource(Rule.class)
    void scoresAnAnswerThatRepeatsItself(Rule rule) {
        for (var right : List.of(
                new RightAnswer.OfNumber("12"),
                new RightAnswer.Text("12"),
                new RightAnswer.Choice(1, List.of("a", "b", "c", "d")))) {
            for (var part : List.of("1", "1,", "(A) ", "a ")) {
                assertThat(rule.score(right, part.repeat(50_000)).map(RuleScore::right))
                        .isIn(Optional.empty(), Optional.of(false));
            }
        }
    }

    /** Python reads whole numbers of at most 4300 digits; the sign is none. */
    @Test
    void readsAsManyDigitsAsPython() {
        var most = "-" + "9".repeat(4300);

        assertThat(Rule.SGLANG_GSM8K.score(new RightAnswer.OfNumber(most), most))
                .contains(new RuleScore(most, true));
        assertThat(Rule.SGLANG_GSM8K.score(new RightAnswer.OfNumber("-9"), most + "9"))
                .contains(RuleScore.NOTHING);
        assertThat(Rule.SGLANG_GSM8K.score(new RightAnswer.OfNumber("-9"), "9".repeat(4301)))
                .contains(RuleScore.NOTHING);
    }

    @Test
    void refusesARightAnswerThatIsNoOption() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RightAnswer.Choice(2, List.of("a", "b")))
                .withMessage("one of 2 options is right, found the place 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new RightAnswer.Choice(-1, List.of("a", "b")));
    }

    @Test
    void findsARuleByItsName() {
        assertThat(Rule.values())
                .allSatisfy(rule -> assertThat(Rule.of(rule.key())).isSameAs(rule));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.of("lm-eval gsm8k"))
                .withMessageStartingWith(
                        "no rule is called 'lm-eval gsm8k'. There are: lm-eval gsm8k strict-match, lm-eval")
                .withMessageEndingWith(", lm-eval mmlu_pro custom-extract.");
    }

    private static Optional<RuleScore> byTheTool(JsonNode vector, Rule rule, boolean applies) {
        var found = vector.path("found").path(rule.key());
        var right = vector.path("right")
                .valueStream()
                .anyMatch(name -> name.asString().equals(rule.key()));
        var applied = right || (found.isString() && !found.asString().equals(NO_RIGHT_ANSWER));
        return applied || applies
                ? Optional.of(new RuleScore(found.isMissingNode() ? null : found.asString(), right))
                : Optional.empty();
    }

    private static RightAnswer right(JsonNode vector) {
        var answer = vector.path("answer").asString();
        if (vector.has("options")) {
            var options =
                    vector.path("options").valueStream().map(JsonNode::asString).toList();
            return new RightAnswer.Choice(answer.charAt(0) - 'A', options);
        }
        return vector.has("type") ? new RightAnswer.Text(answer) : new RightAnswer.OfNumber(answer);
    }
}
