package dev.assay.run.references;

import static dev.assay.testing.Texts.token;
import static dev.assay.testing.Texts.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.baseline.BaselineReader;
import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.recording.Recording;
import dev.assay.run.options.ComparisonOptions.BaselineAction;
import dev.assay.testing.Plans;
import dev.assay.testing.Texts;
import dev.assay.trace.TokenLogprob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** A baseline keeps the log-probabilities of texts, as far as a comparison needs them. */
class BaselineTextsTest {
    private static final Location NOWHERE = Location.commandLine();

    @TempDir
    private Path folder;

    private static Planned planned() {
        var against = new Bound.LessLikely(new Against(Against.BASELINE, NOWHERE), new Margin(0.01, 0, "1 %"));
        return Plans.planned(
                Texts.test(List.of("one", "two"), new Limit(TextFigure.NLL, against, true, false, NOWHERE)));
    }

    private static Repeat measured(String hour, List<TokenLogprob> one, List<TokenLogprob> two) {
        var recording = Texts.recording(Texts.answer("one", one), Texts.answer("two", two));
        var header = recording.header();
        return new Repeat.Recorded(
                1,
                "run r-1",
                () -> new Recording(
                        new Recording.Header(
                                header.deployment(),
                                header.test(),
                                header.provenance(),
                                Instant.parse("2026-11-20T" + hour + ":00:00Z"),
                                header.seed(),
                                header.plan(),
                                header.server(),
                                header.asked()),
                        recording.traces(),
                        recording.sideRecords()));
    }

    private List<String> write(Repeat repeat) {
        var update = new BaselineUpdate(BaselineAction.WRITE, folder, LocalDate.parse("2026-11-29"));
        References none = (planned, against, measured) -> new Reference.Missing("it has no baseline yet", "Write one.");
        update.take(Judge.judge(planned(), List.of(repeat), none), List.of(repeat));
        return update.end();
    }

    private String judge(Repeat repeat) {
        References stored = (planned, against, measured) -> new Reference.Found(
                BaselineReader.of(folder, "smollm2-135m")
                        .orElseThrow()
                        .test("t")
                        .orElseThrow()
                        .set("its baseline"),
                false);
        return Judge.judge(planned(), List.of(repeat), stored).headline();
    }

    @BeforeEach
    void accept() {
        assertThat(write(measured("08", tokens(-1, -3, -3), tokens(-2, -2))))
                .containsExactly(
                        "baseline of smollm2-135m t: 1 start of 2026-11-20, the first",
                        "  nll 2.2000 nats",
                        "written: baselines/smollm2-135m.json");
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve("baselines/smollm2-135m.json"));
    }

    /** By sha256sum of the tokens, separated by zero bytes: printf 'a\0b\0c\0d' and printf 'a\0b\0c'. */
    @Test
    void hasALineForEachText() throws IOException {
        assertThat(file()).contains("""
                      "texts": {
                        "one": {"tokens": 4, "scored": 3, "sha256": "cf92326f85f50aa8", "nll_sums": [7]},
                        "two": {"tokens": 3, "scored": 2, "sha256": "8badde10c760e9b7", "nll_sums": [4]}
                      },
                      "history": [
                        {"accepted": "2026-11-29", "starts": 1, "means": {"nll": 2.2}}
                      ]
                """);
        try (var schema = BaselineTextsTest.class.getResourceAsStream("/dev/assay/baseline-1.schema.json")) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(Objects.requireNonNull(schema))
                            .validate(JsonMapper.shared().readTree(file())))
                    .isEmpty();
        }
    }

    /** NumPy 2.4.6 and SciPy 1.17.1: 11.33 / 11 − 1, both texts 3 % higher, so without spread; per token 0.066 ± 12.7062 · 0.0048. */
    @Test
    void isComparedWithoutTheMostProbableTokensWhichItDoesNotKeep() {
        assertThat(judge(measured("09", tokens(-1.03, -3.09, -3.09), tokens(-2.06, -2.06))))
                .isEqualTo(
                        "FAIL smollm2-135m t: nll against baseline 2.2660 nats, was 2.2000 nats: +3.0 % (95 % sure: at most +3.0 %, 99 %:"
                                + " at least +3.0 %), +0.0660 nats per token (95 % interval 0.0050 nats to 0.1270 nats), 2 texts, 5 tokens, margin"
                                + " 1 %, n=2 (recorded 2026-11-20)");
        assertThat(judge(measured("09", tokens(-1, -3, -3), tokens(-2, -2))))
                .startsWith("PASS smollm2-135m t: nll against baseline 2.2000 nats, was 2.2000 nats: +0.0 %");
    }

    @Test
    void tellsOtherTokensByTheirHash() {
        var other = List.of(token("a", null, null), token("x", -2.0, "x"), token("c", -2.0, "c"));

        assertThat(judge(measured("09", tokens(-1, -3, -3), other)))
                .startsWith(
                        "UNMEASURED smollm2-135m t: nll against baseline not compared, margin 1 %, n=0: the two sides read other tokens:"
                                + " those of the text two have another hash here (")
                .contains(
                        ") than in the reference (8badde10c760e9b7). Compare models with one tokenizer, whose servers add the same"
                                + " special tokens.");
    }

    @Test
    void tellsOtherNumbersOfTokens() {
        assertThat(judge(measured("09", tokens(-1, -3, -3, -1), tokens(-2, -2))))
                .contains("the two sides read other tokens: the text one has 5 tokens here and 4 in the reference");
    }

    @Test
    void showsWhatANewOneChanges() {
        assertThat(write(measured("10", tokens(-1, -3, -3.1), tokens(-2, -2))))
                .contains("  nll 2.2000 nats → 2.2200 nats (+0.9 %)");
    }

    @Test
    void driftsInStepsThatEachAreWithinTheLimit() {
        write(measured("10", tokens(-1, -3, -3.05), tokens(-2, -2.04)));

        assertThat(write(measured("11", tokens(-1, -3, -3.1), tokens(-2, -2.08))))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("warning: smollm2-135m t: its baselines drifted: nll was 2.2000 nats on"
                                + " 2026-11-29 and is 2.2360 nats on 2026-11-29"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "nll_sums": [7]  | "nll_sums": [7, 8]  | 'nll_sums' must be a list of 1 number from 0, one for each start; found a list
            "nll_sums": [7]  | "nll_sums": [-7]    | 'nll_sums' must be a list of 1 number from 0, one for each start; found a list
            "scored": 3      | "scored": 2         | 'scored' of the text 'one' must be 'tokens' (4) or one less, found 2
            "tokens": 4, "sc | "token": 4, "sc     | the text 'one' needs 'tokens'
            """)
    void refusesWhatAPersonChanged(String part, String instead, String message) throws IOException {
        assertThat(file()).contains(part);
        Files.writeString(folder.resolve("baselines/smollm2-135m.json"), file().replace(part, instead));

        assertThatThrownBy(() -> BaselineReader.of(folder, "smollm2-135m"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }
}
