package dev.assay.run.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.gate.results.RunVerdict;
import dev.assay.input.InputException;
import dev.assay.plan.Plan;
import dev.assay.report.RunDirectory;
import dev.assay.report.json.ResultJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFactsTest {
    private static final String TESTS = "\"rows\": [{\"name\": \"small c1\"}, {\"name\": \"small c2\"}]";

    @TempDir
    Path folder;

    @BeforeEach
    void plan() throws IOException {
        Files.writeString(folder.resolve("plan.json"), """
                {"format": "plan/1", "rows": [{"name": "small c1"}, {"name": "small c2"}, {"name": "small c3"}]}
                """);
    }

    private List<String> tests(String result) throws IOException {
        Files.writeString(folder.resolve("result.json"), result);
        return RunFacts.tests(new RunDirectory(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"result/1", "result/2"})
    void readsTheTestsOfARunOfThisVersionAndOfAnOlderOne(String format) throws IOException {
        assertThat(tests("{\"format\": \"" + format + "\", " + TESTS + "}")).containsExactly("small c1", "small c2");
    }

    @Test
    void readsWhatThisVersionWrites() throws IOException {
        var run = new RunVerdict("r-1", "recordings in tapes", new Plan(List.of(), false), List.of());

        assertThat(tests(ResultJson.of(run))).isEmpty();
    }

    @Test
    void readsTheFileOfAnOlderVersion() throws IOException {
        Files.writeString(folder.resolve("plan.json"), """
                {"format": "plan/1", "rows": [{"name": "smollm2-135m c4"}]}
                """);

        assertThat(tests(Files.readString(Path.of("src/test/resources/report/result-of-format-1.json"))))
                .containsExactly("smollm2-135m c4");
    }

    @Test
    void refusesAFormatThatItDoesNotKnow() {
        assertThatThrownBy(() -> tests("{\"format\": \"result/3\", " + TESTS + "}"))
                .isInstanceOf(InputException.class)
                .hasMessage("result.json:1:1: expected one of the formats plan/1, result/1, result/2, found [result/3]."
                        + " Judge the run again with the version that wrote it.");
    }
}
