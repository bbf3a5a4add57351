package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows must work. */
class ReadmeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/thresholds.md"})
    void theThresholdsThatItShowsAreValid(String document) throws IOException {
        GateRun.ship(folder);
        var yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of(document)));
        assertThat(yaml.find()).isTrue();
        Files.writeString(folder.resolve("thresholds.yaml"), yaml.group(1));

        var options = Options.of(Map.of("assay.directory", folder.toString()));

        assertThatCode(() -> Session.open(options).close()).doesNotThrowAnyException();
    }

    @Test
    void itShowsWhatTheGatePrints() throws IOException {
        GateRun.ship(folder);
        var shown = Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("[assay] "))
                .filter(line -> !line.startsWith("[assay] run ") && !line.contains("thresholds.yaml:"))
                .filter(line -> !line.equals("[assay] Nothing was sent: the input has problems."))
                .toList();

        assertThat(shown).hasSizeGreaterThan(4);
        assertThat(GateRun.in(folder).console()).containsAll(shown);
    }

    @Test
    void itShowsWhatAMissedLimitPrints() throws IOException {
        GateRun.ship(folder);
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(file, Files.readString(file).replace("tpot.mean: {max: 94 ms}", "tpot.mean: {max: 60 ms}"));
        var shown = Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.matches("(\\[ERROR] {3}|  (limit|audit|figure) ).*"))
                .map(line -> line.replace("[ERROR]   LoadTest.cell:28 ", "").replaceFirst(" …$", ""))
                .toList();

        var printed = GateRun.in(folder).test("smollm2-135m c4").printed();

        assertThat(shown)
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(printed).contains(line));
    }

    @Test
    void itShowsWhatAMistakeInTheFilePrints() throws IOException {
        GateRun.ship(folder);
        var yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(yaml.find()).isTrue();
        Files.writeString(
                folder.resolve("thresholds.yaml"),
                yaml.group(1).replace("tpot.mean:", "tpot.maen:").replace("concurrency: 4", "concurency: 4"));
        var shown = Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("[assay] thresholds.yaml:"))
                .toList();

        assertThat(shown).hasSize(4);
        assertThat(GateRun.in(folder).console()).containsAll(shown);
    }
}
