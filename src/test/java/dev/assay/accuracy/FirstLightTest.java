package dev.assay.accuracy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.assay.accuracy.scorers.Scorers;
import dev.assay.input.Location;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.trace.FinishCounts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The evalset {@code first_light_v1}. Each expected answer is derived here a second time, independently of the file. */
class FirstLightTest {
    private static final Path LINES = Path.of("src/test/resources/gate/evalsets", "first_light_v1.jsonl");
    private static final Path ABOUT = Path.of("src/test/resources/gate/evalsets", "first_light_v1.yaml");

    /** What each expected answer must be. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            entry("sum-01", String.valueOf(2 + 2)),
            entry("product-01", String.valueOf(7 * 8)),
            entry("percent-01", String.valueOf(200 * 10 / 100)),
            entry("story-01", String.valueOf(12 - 5)),
            entry("week-01", String.valueOf(DayOfWeek.values().length)),
            entry("month-01", Month.APRIL.plus(1).getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
            entry("echo-01", "banana"),
            // The seat of Japan's government since 1868.
            entry("capital-01", "Tokyo"),
            // Equatorial radius 71,492 km; Saturn, the next, has 60,268 km (IAU 2015 nominal values).
            entry("planet-01", "Jupiter"),
            // Two of hydrogen, one of oxygen (IUPAC name: oxidane).
            entry("formula-01", "H" + 2 + "O"));

    /** What SmolLM2-135M-Instruct, greedy, on vLLM 0.32.0 (CPU, bfloat16) answered on 2026-11-21, with the explanation of its score. */
    private static final Map<String, RealAnswer> SMOLLM2 = Map.ofEntries(
            entry(
                    "sum-01",
                    new RealAnswer(
                            "To solve this, you need to think of 2 and 2 in a different way. You can think of 2"
                                    + " as 2 + 2,"
                                    + " which is the same as 4. So, 2 + 2 is 4.",
                            "found 4 (last number)")),
            entry(
                    "product-01",
                    new RealAnswer(
                            "To solve this problem, we need to find 7 times 8. We can do this by multiplying 7 by"
                                    + " itself 8"
                                    + " times. This is a classic example of a multiplication by 8 in reverse"
                                    + " order, which"
                                    + " is 7 × 8 = 56.",
                            "found 56 (last number)")),
            entry("percent-01", new RealAnswer("10% of 200 is 0.10 * 200 = 20.", "found 20 (last number)")),
            entry(
                    "story-01",
                    new RealAnswer(
                            "Tom has 12 - 5 apples left, which is 6 apples.",
                            "expected 7 apples, found 6 (last number)")),
            entry("week-01", new RealAnswer("One week is 7 days.", "found 7 (only number of the last line)")),
            entry(
                    "month-01",
                    new RealAnswer(
                            "The month after April is October.",
                            "expected May, found The month after April is October.")),
            entry("echo-01", new RealAnswer("Banana.", "found Banana.")),
            entry("capital-01", new RealAnswer("The capital of Japan is Tokyo.", "found Tokyo")),
            entry(
                    "planet-01",
                    new RealAnswer(
                            "The largest planet in the solar system is Neptune, but it's actually Uranus, which"
                                    + " is slightly"
                                    + " larger than the gas giant Neptune.",
                            "expected Jupiter, found The largest planet in the solar system is Neptune, but it's"
                                    + " actually"
                                    + " Uranus, which is slightly larger than the gas gian…")),
            entry("formula-01", new RealAnswer("The chemical formula of water is H2O.", "found H2O")));

    @Test
    void hasTheRightExpectedAnswerForEveryQuestion() throws IOException {
        var keys = new LinkedHashMap<String, String>();
        questions().forEach(each -> keys.put(each.id(), each.expected().answer()));

        assertThat(keys).isEqualTo(KEYS);
    }

    @Test
    void hasOnlyQuestionsThatCanBeJudgedAndSomeOfEveryType() throws IOException {
        assertThat(questions())
                .allSatisfy(each -> assertThat(Scorers.objection(each)).isEmpty());
        assertThat(questions())
                .extracting(each -> each.expected().type())
                .contains(Expected.Type.NUMBER, Expected.Type.EXACT, Expected.Type.CONTAINS);
        assertThat(questions()).extracting(Question::id).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void acceptsEveryExpectedAnswerAsAnAnswer() throws IOException {
        assertThat(questions())
                .allSatisfy(each -> assertThat(Questions.scored(
                                        each, new Answer(each.expected().answer(), "", "stop"))
                                .outcome())
                        .isEqualTo(Outcome.CORRECT));
    }

    @Test
    void scoresTheAnswersOfARealModelAsAPersonWould() throws IOException {
        var explanations = new LinkedHashMap<String, String>();
        var scores = new Scores(
                questions().stream()
                        .map(each -> Questions.scored(
                                each, new Answer(realAnswer(each).text(), "", "stop")))
                        .toList(),
                FinishCounts.NONE);
        scores.all().forEach(each -> explanations.put(each.question().id(), each.explanation()));

        assertThat(scores.accuracy()).contains(new Scores.Share(7, 10));
        assertThat(questions())
                .allSatisfy(each -> assertThat(explanations)
                        .containsEntry(each.id(), realAnswer(each).explanation()));
    }

    @Test
    void hasTheHashThatItsManifestNames() throws IOException, NoSuchAlgorithmException {
        var sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(LINES));

        assertThat(Files.readAllLines(ABOUT, UTF_8))
                .contains("sha256: " + HexFormat.of().formatHex(sha256));
    }

    private static RealAnswer realAnswer(Question question) {
        return SMOLLM2.getOrDefault(question.id(), new RealAnswer("", "no answer is known"));
    }

    private static List<Question> questions() throws IOException {
        var mapper = new ObjectMapper();
        return Files.readAllLines(LINES, UTF_8).stream()
                .map(line -> question(mapper.readTree(line)))
                .toList();
    }

    private static Question question(JsonNode line) {
        var unit = line.has("unit") ? line.get("unit").asString() : null;
        var tolerance =
                line.has("tolerance") ? new BigDecimal(line.get("tolerance").asString()) : null;
        return new Question(
                line.get("id").asString(),
                line.get("question").asString(),
                Questions.expected(
                        line.get("type").asString(), line.get("answer").asString(), tolerance, unit),
                line.path("critical").asBoolean(false),
                List.of(),
                new Location(LINES.toString(), 1, 1));
    }

    /** What a model said, and the explanation of its score. */
    private record RealAnswer(String text, String explanation) {}
}
