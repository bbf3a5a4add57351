package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers as models write them, with the outcome that a person gives to each; `|` separates outcomes that are equally right. */
class ScoringVectorsTest {
    /**
     * Vectors for which docs/scoring.md decides otherwise: a comma is never read as a decimal point, and a point never separates groups of
     * digits.
     */
    private static final Map<String, String> POLICIES = Map.of("g45", "WRONG", "g47", "CORRECT");

    private static final Path VECTORS = Path.of("src/test/resources/scoring/vectors.jsonl");

    static Stream<JsonNode> vectors() throws IOException {
        return Files.readAllLines(VECTORS).stream().map(JsonMapper.shared()::readTree);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void givesTheOutcomeThatAPersonOrThePolicyGives(JsonNode vector) {
        var unit = vector.path("unit").asString("");
        var question = Questions.question(
                vector.path("type").asString(), vector.path("gold").asString(), null, unit.isEmpty() ? null : unit);
        var answer = new Answer(
                vector.path("output").asString(), "", vector.path("finish").asString("stop"));

        var scored = Questions.scored(question, answer);

        var outcomes = POLICIES.getOrDefault(
                vector.path("id").asString(), vector.path("outcome").asString());
        assertThat(List.of(outcomes.split("\\|")))
                .as("%s of %s", scored.explanation(), vector)
                .contains(scored.outcome().name());
    }
}
