package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.StartupResult;
import dev.assay.run.console.Console;
import dev.assay.stats.PairedCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the README shows must work. */
@Tag("slow")
class ReadmeTest {
    private static final String REGRESSION = "smollm2-135m-4bit";

    private static GateRun byDefault;
    private static GateRun regression;

    @TempDir
    Path folder;

    @BeforeAll
    static void runWhatIsShipped(@TempDir Path one, @TempDir Path other) {
        GateRun.ship(one);
        byDefault = GateRun.in(one);
        GateRun.ship(other);
        regression = GateRun.in(other, "deployment=" + REGRESSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/thresholds.md"})
    void theThresholdsThatItShowsAreValid(String document) throws IOException {
        GateRun.ship(folder);
        var yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of(document)));
        assertThat(yaml.find()).isTrue();
        Files.writeString(folder.resolve("thresholds.yaml"), yaml.group(1));

        var properties = Map.of("assay.directory", folder.toString());

        try (var started = StartupResult.of(properties, new Console(line -> {}))) {
            assertThat(started).isInstanceOf(StartupResult.Judging.class);
        }
    }

    @Test
    void itShowsWhatTheGatePrints() throws IOException {
        var shown = Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("[assay] "))
                .filter(line -> !line.startsWith("[assay] run ") && !line.contains("thresholds.yaml:"))
                .filter(line -> !line.equals("[assay] Nothing was sent: the input has problems."))
                .toList();

        var printed = new ArrayList<>(byDefault.console());
        printed.addAll(regression.console());

        assertThat(shown).hasSizeGreaterThan(4);
        assertThat(printed).containsAll(shown);
        assertThat(printed).noneMatch(line -> line.contains("will flake"));
    }

    @Test
    void itShowsTheFailuresOfTheRegression() throws IOException {
        var shown = Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.matches("\\[ERROR] {3}(Accuracy|LogProbabilities)Test\\.limit:.*"))
                .map(line -> line.replaceFirst("^\\[ERROR] {3}\\w+Test\\.limit:\\d+ ", ""))
                .toList();

        // Maven sorts them by class.
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(regression.with("failed").stream()
                        .map(test -> regression.test(test).message())
                        .toList());
    }

    @Test
    void theRegressionThatItShowsIsBeyondNoiseAndOfAnswersAlone() throws IOException {
        var before = right(byDefault, "smollm2-135m");
        var after = right(regression, REGRESSION);

        var lost = (int) before.stream().filter(id -> !after.contains(id)).count();
        var won = (int) after.stream().filter(id -> !before.contains(id)).count();
        var flips = new PairedCounts(100 - won - lost, won, lost, 0);

        assertThat(regression.with("error")).isEmpty();
        assertThat(regression.with("failed"))
                .containsExactly(
                        "smollm2-135m-4bit basics_v2 accuracy",
                        "smollm2-135m-4bit basics_v2 accuracy no-worse against smollm2-135m",
                        "smollm2-135m-4bit basics_v2 truncated",
                        "smollm2-135m-4bit gsm8k_200 truncated",
                        "smollm2-135m-4bit plain_texts_v1 nll against smollm2-135m",
                        "smollm2-135m-4bit qwen3_32b_accuracy_suite_v1 truncated");
        assertThat(flips.mcNemarWorse()).isLessThan(0.01);
        assertThat(Files.readString(Path.of("README.md")))
                .contains(String.format(
                        Locale.ROOT,
                        "%d of 100 answers changed from right to wrong, and %d from wrong to right (exact one-sided McNemar p = %.0e)",
                        lost,
                        won,
                        flips.mcNemarWorse()));
    }

    /** Returns the ids of the questions of basics_v2 that a deployment had right. */
    private static List<String> right(GateRun run, String deployment) {
        var tests = JsonMapper.shared().readTree(run.result()).path("rows");
        return tests.valueStream()
                .filter(test -> test.path("name").asString().equals(deployment + " basics_v2"))
                .flatMap(test -> test.path("questions").valueStream())
                .filter(question -> question.path("outcome").asString().equals("CORRECT"))
                .map(question -> question.path("id").asString())
                .toList();
    }

    @Test
    void itShowsWhatAMissedLimitPrints() throws IOException {
        GateRun.ship(folder);
        Files.writeString(folder.resolve("thresholds.yaml"), yamlOfTheReadme());
        var first = Pattern.compile("(?m)^\\[ERROR] {3}LoadTest\\.\\w+:\\d+ (.*)$")
                .matcher(Files.readString(Path.of("README.md")));
        var page = Files.readString(Path.of("docs/verdicts.md"));
        var shown = page.substring(page.indexOf("## A failing test"))
                .lines()
                .filter(line -> line.matches("(\\[ERROR] {3}|  (limit|audit|figure) ).*"))
                .map(line -> line.replaceFirst("^\\[ERROR] {3}LoadTest\\.\\w+:\\d+ ", "")
                        .replaceFirst(" …$", ""))
                .toList();

        var run = GateRun.in(folder);
        var test = run.test("smollm2-135m c4");

        assertThat(run.with("failed")).containsExactly("smollm2-135m c4");
        assertThat(first.find()).isTrue();
        assertThat(first.group(1)).isEqualTo(test.message()).isEqualTo(shown.getFirst());
        assertThat(shown)
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(test.printed()).contains(line));
        assertThat(test.printed().lines().filter(line -> line.matches("  (limit|audit) .*")))
                .isSubsetOf(shown);
    }

    private static String yamlOfTheReadme() throws IOException {
        var yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(yaml.find()).isTrue();
        return yaml.group(1);
    }

    @Test
    void theThresholdsPageShowsWhatAMistakeInTheReadmesFilePrints() throws IOException {
        GateRun.ship(folder);
        Files.writeString(
                folder.resolve("thresholds.yaml"),
                yamlOfTheReadme().replace("tpot.mean:", "tpot.maen:").replace("concurrency: 4", "concurency: 4"));
        var page = Files.readString(Path.of("docs/thresholds.md"));
        var shown = page.substring(page.indexOf("## Mistakes in the file"), page.indexOf("## Engines"))
                .lines()
                .filter(line -> line.startsWith("[assay] "))
                .toList();

        assertThat(shown).hasSize(4);
        assertThat(GateRun.in(folder).console()).containsAll(shown);
    }
}
