package dev.assay.accuracy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables in docs/scoring.md on where the rules of other tools fail, made from {@code scoring/rules.jsonl}, in which a person says what each
 * text means. With {@code -Dassay.write-tables=true} this test writes them.
 */
class RulesTableTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path PAGE = Path.of("docs/scoring.md");
    private static final Path VECTORS = Path.of("src/test/resources/scoring/rules.jsonl");
    private static final String BEGIN = "<!-- made by RulesTableTest: begin -->\n";
    private static final String END = "<!-- made by RulesTableTest: end -->\n";

    /** An answer, and what it means to a person: the right answer, a wrong one, or none. */
    private record Vector(RightAnswer right, String answer, String text, String means) {
        static Vector of(String line) {
            JsonNode json = JSON.readTree(line);
            var answer = json.path("answer").asString();
            var right = json.has("options")
                    ? new RightAnswer.Choice(
                            answer.charAt(0) - 'A',
                            json.path("options")
                                    .valueStream()
                                    .map(JsonNode::asString)
                                    .toList())
                    : new RightAnswer.OfNumber(answer);
            return new Vector(
                    right,
                    answer,
                    json.path("text").asString(),
                    json.path("means").asString());
        }

        /** Returns {@code refuses} or {@code accepts}; empty if the rule does what a person would do. */
        String fault(RuleScore score) {
            var isRight = means.equals("right");
            return score.right() == isRight ? "" : isRight ? "refuses" : "accepts";
        }
    }

    @Test
    void theDocumentHasTheTables() throws IOException {
        var vectors = Files.readAllLines(VECTORS).stream().map(Vector::of).toList();
        var tables = table(vectors.stream()
                        .filter(vector -> vector.right instanceof RightAnswer.OfNumber)
                        .toList())
                + "\n"
                + table(vectors.stream()
                        .filter(vector -> vector.right instanceof RightAnswer.Choice)
                        .toList());
        var page = Files.readString(PAGE);
        var from = page.indexOf(BEGIN) + BEGIN.length();
        var to = page.indexOf(END);
        if (Boolean.getBoolean("assay.write-tables")) {
            Files.writeString(PAGE, page.substring(0, from) + tables + page.substring(to));
            return;
        }

        assertThat(page.substring(from, to))
                .as("docs/scoring.md is out of date: mvn test -Dtest=RulesTableTest -Dassay.write-tables=true")
                .isEqualTo(tables);
    }

    private static String table(List<Vector> vectors) {
        var rules = Arrays.stream(Rule.values())
                .filter(rule ->
                        vectors.stream().anyMatch(vector -> score(rule, vector).isPresent()))
                .toList();
        var lines = new ArrayList<String>();
        for (var i = 0; i < rules.size(); i++) {
            lines.add("- " + (i + 1) + ": " + rules.get(i) + " (" + rules.get(i).version() + ")");
        }
        lines.add("");
        lines.add(line(
                "answer",
                "expected",
                "means",
                rules.stream().map(rule -> "" + (rules.indexOf(rule) + 1)).toList()));
        lines.add("|" + "---|".repeat(rules.size() + 3));
        for (var vector : vectors) {
            lines.add(line(
                    shown(vector.text),
                    vector.answer,
                    vector.means,
                    rules.stream()
                            .map(rule -> score(rule, vector).map(vector::fault).orElse("–"))
                            .toList()));
        }
        for (var fault : List.of("refuses", "accepts")) {
            lines.add(line(
                    "**" + fault + "**",
                    "",
                    "",
                    rules.stream()
                            .map(rule -> ""
                                    + vectors.stream()
                                            .filter(vector -> score(rule, vector)
                                                    .map(vector::fault)
                                                    .filter(fault::equals)
                                                    .isPresent())
                                            .count())
                            .toList()));
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static Optional<RuleScore> score(Rule rule, Vector vector) {
        return rule.score(vector.right, vector.text);
    }

    private static String line(String first, String second, String third, List<String> others) {
        return "| " + first + " | " + second + " | " + third + " | " + String.join(" | ", others) + " |";
    }

    private static String shown(String text) {
        return text.isEmpty() ? "(empty)" : "`" + text.replace("\n", "\u21b5") + "`";
    }
}
