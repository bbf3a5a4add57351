package dev.assay.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.input.InputException;
import dev.assay.starts.Starts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BaselineReaderTest {
    private static final Schema SCHEMA = schema();

    @TempDir
    Path folder;

    private static Schema schema() {
        try (var file = BaselineReaderTest.class.getResourceAsStream("/dev/assay/baseline-1.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Error> errors(String text) {
        JsonNode node = JsonMapper.shared().readTree(text);
        return SCHEMA.validate(
                node, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private Path write(String text) {
        try {
            return Files.writeString(
                    Files.createDirectories(folder.resolve("baselines")).resolve("qwen.json"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findsNothingWhereNothingWasAccepted() {
        assertThat(BaselineReader.of(folder, "qwen")).isEmpty();
    }

    @Test
    void refusesTheBaselineOfAnotherDeployment() {
        write(BaselineText.of(Baselines.both()).replace("\"deployment\": \"qwen\"", "\"deployment\": \"llama\""));

        assertThatThrownBy(() -> BaselineReader.of(folder, "qwen"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "baselines/qwen.json:1:1: it is the baseline of the deployment [llama], expected [qwen], as its"
                                + " file name says");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "format": "baseline/1" | "format": "baseline/2" | 2:13: this version of Assay reads baseline/1, found the text [baseline/2]. Write the baseline anew with -Dassay.baseline=write
            "deployment": "qwen"   | "deploymnt": "qwen"    | 1:1: a baseline needs 'deployment'
            "test": "basics"       | "test": "c10"          | 30:5: the test [c10] stands here and at baselines/qwen.json:5:5
            2026-11-20T09:00:00Z", "source": "run 2" | 2026-11-20 9:00", "source": "run 2" | 18:25: 'measured_at' must be a time such as '2026-11-20T08:00:00Z', found [2026-11-20 9:00]
            2026-11-20T09:00:00Z", "source": "run 2" | 2026-11-20T08:00:00Z", "source": "run 2" | 18:9: this start and the one at baselines/qwen.json:17:9 are the same measurement (2026-11-20T08:00:00Z): a copy is no second start. Remove one, with its values
            "server driver": "590.10" | "server driver": "590.10", "server gpu": "NVIDIA L40S" | 19:9: this start was measured under other conditions than the first: gpu [NVIDIA H200] and [NVIDIA L40S]. The starts of a baseline are of one kind: write it anew with -Dassay.baseline=write
            "server driver": "590.10" | "concurrency": "64" | 19:9: this start was measured under other conditions than the first: concurrency [10] and [64]. The starts of a baseline are of one kind: write it anew with -Dassay.baseline=write
            "concurrency": "10",   | "concurrency": 10,     | 11:24: the condition 'concurrency' must be text, found the number [10]
            "requests": "100",     | "input tokens in all": "many", | 12:32: 'input tokens in all' must be a whole number in quotes, found [many]
            "mean": 402,           | "mean": 390,           | 22:31: 'mean' of 'ttft.mean' is 390, but its values give 402. Baselines are measured, not edited: write it anew with -Dassay.baseline=write
            "sd": 2.82843,         | "sd": 0.1,             | 22:42: 'sd' of 'ttft.mean' is 0.1, but its values give 2.82843. Baselines are measured, not edited: write it anew with -Dassay.baseline=write
            "sd": 2.82843, "count": 2, "values": [400, 404, null] | "sd": 1, "count": 1, "values": [402, null, null] | 22:42: 'sd' of 'ttft.mean' is 1, but its values give none. Baselines are measured, not edited: write it anew with -Dassay.baseline=write
            "sd": 2.82843,         |                        | 22:22: the figure 'ttft.mean' needs 'sd'
            "count": 2, "values": [400 | "count": 3, "values": [400 | 22:60: 'count' of 'ttft.mean' is 3, but its values give 2. Baselines are measured, not edited: write it anew with -Dassay.baseline=write
            [400, 404, null]       | [400, 404]             | 22:73: 'values' must be a list of 3 numbers, one for each start (null where it has no value); found 2 items
            [400, 404, null]       | [400, 404, "-"]        | 22:73: 'values' must be a list of 3 numbers, one for each start (null where it has no value); found other items
            [400, 404, null]       | [null, null, null]     | 22:73: 'values' of 'ttft.mean' has no number: remove the figure
            "below": [0, 0, 0.25]  | "below": [0, 0, -1]    | 23:108: 'below' must be a list of 3 numbers, one for each start, at least 0; found other items
            "arith-001": "11"      | "arith-001": "1"       | 47:22: the answers to 'arith-001' must be a text with one character for each of the 2 starts (1 right, 0 wrong, - not asked), found the text [1]
            "arith-001": "11"      | "arith-001": "1x"      | 47:22: the answers to 'arith-001' must be a text with one character for each of the 2 starts (1 right, 0 wrong, - not asked), found the text [1x]
            "arith-002": "10"      | "arith-001": "10"      | 47:28: 'arith-001' appears a second time; the first is at baselines/qwen.json:47:9. Remove one of them
            "accepted": "2026-11-21", "starts": 2 | "accepted": "yesterday", "starts": 2 | 51:22: 'accepted' must be a date such as '2026-11-20', found [yesterday]
            "source": "run 1", "server_start" | "source": "run 1", "sever_start" | 17:68: unknown key 'sever_start' in a start; allowed: measured_at, source, server_start, conditions. Did you mean 'server_start'?
            """)
    void saysWhereAPersonMadeAMistake(String written, String instead, String message) {
        var text = BaselineText.of(Baselines.both());
        assertThat(text).contains(written);
        write(text.replaceFirst(Pattern.quote(written), Matcher.quoteReplacement(instead == null ? "" : instead)));

        assertThatThrownBy(() -> BaselineReader.of(folder, "qwen"))
                .isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(((InputException) e).problems())
                        .first()
                        .hasToString("baselines/qwen.json:" + message));
    }

    @Test
    void refusesACopyOfAStartAlsoWithAnotherTime() {
        var figures = Baselines.values("ttft.mean", 400, "tpot.mean", 38.5, "qps", 0.3);
        var copied = BaselineTest.accepted(
                "c10",
                Starts.set(
                        Starts.start(0, Starts.conditions(), figures, Map.of()),
                        Starts.start(1, Starts.conditions(), figures, Map.of())),
                Set.of(),
                Baselines.ACCEPTED,
                List.of());
        write(BaselineText.of(Baseline.none("qwen").with(copied)));

        assertThatThrownBy(() -> BaselineReader.of(folder, "qwen"))
                .hasMessageMatching(
                        "baselines/qwen.json:([0-9]+):9: this start and the one at baselines/qwen.json:[0-9]+:9 are"
                                + " the same measurement \\(all figures are equal\\): a copy is no second start. Remove one, with its"
                                + " values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"format\": \"baseline/1\", \"deployment\": \"qwen\", \"tests\": [{}]}", "{"})
    void refusesWhatIsNoBaseline(String text) {
        write(text);

        assertThatThrownBy(() -> BaselineReader.of(folder, "qwen")).isInstanceOf(InputException.class);
    }

    @Test
    void refusesAMeanOfTheHistoryThatIsLargerThanEachDouble() {
        write(BaselineText.of(Baselines.both()).replaceFirst("(\"means\": \\{\"[a-z.]+\": )[0-9.]+", "$11e400"));

        assertThatThrownBy(() -> BaselineReader.of(folder, "qwen"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must be a number between -1.8e308 and 1.8e308, found the number [1e400]");
    }

    @Test
    void saysAllThatATestLacks() {
        write(
                "{\"format\": \"baseline/1\", \"deployment\": \"qwen\", \"tests\": [\n{\"test\": \"c1\", \"starts\": []}]}");

        assertThatThrownBy(() -> BaselineReader.of(folder, "qwen")).hasMessage("""
                baselines/qwen.json:2:1: a test of a baseline needs 'conditions'
                baselines/qwen.json:2:1: a test of a baseline needs 'history'
                baselines/qwen.json:2:26: a test of a baseline needs 'starts', with at least one""");
    }

    @Test
    void isDescribedByItsSchema() {
        var text = BaselineText.of(Baselines.both());

        assertThat(errors(text)).isEmpty();
        assertThat(errors(text.replace("\"source\"", "\"sorce\""))).isNotEmpty();
        assertThat(errors(text.replace("[400, 404, null]", "[400, 404, \"-\"]")))
                .isNotEmpty();
        assertThat(errors(text.replace("\"11\"", "\"1x\""))).isNotEmpty();
        assertThat(errors(text.replace("baseline/1", "baseline/2"))).isNotEmpty();
        assertThat(errors(text.replace("2026-11-21", "yesterday"))).isNotEmpty();
    }
}
