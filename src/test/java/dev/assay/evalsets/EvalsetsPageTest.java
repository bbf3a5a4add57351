package dev.assay.evalsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.plan.evalsets.Evalset.Thinking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the example in docs/evalsets.md works in an empty directory. */
class EvalsetsPageTest {
    @TempDir
    Path folder;

    @Test
    void itsTwoFilesAreAllThatIsNeeded() throws IOException {
        write("thresholds.yaml");
        write("evalsets/first.jsonl");

        var evalset = ShippedEvalsets.test(folder);

        assertThat(evalset.evalset().questions()).hasSize(3);
        assertThat(evalset.evalset().title()).isEqualTo("first");
        assertThat(evalset.evalset().thinking()).isEqualTo(Thinking.SERVER);
        assertThat(evalset.evalset().answerIn()).isNull();
    }

    @Test
    void theTemplateHasTheSameFiles() throws IOException {
        write("thresholds.yaml");
        write("evalsets/first.jsonl");

        for (var name : List.of("thresholds.yaml", "evalsets/first.jsonl")) {
            assertThat(Path.of("examples/own-questions", name)).hasSameTextualContentAs(folder.resolve(name));
        }
    }

    @Test
    void itsManifestFitsThem() throws IOException {
        write("thresholds.yaml");
        write("evalsets/first.jsonl");
        write("evalsets/first.yaml");

        var evalset = ShippedEvalsets.test(folder);

        assertThat(evalset.evalset().title()).isEqualTo("First questions");
        assertThat(evalset.evalset().thinking()).isEqualTo(Thinking.OFF);
        assertThat(evalset.evalset().answerIn()).isEqualTo(AnswerForm.LAST_LINE);
    }

    @Test
    void itsLimitOnGuessesIsOne() throws IOException {
        write("thresholds.yaml");
        write("evalsets/first.jsonl");
        var file = folder.resolve("thresholds.yaml");
        var inFull = "        limits:\n          accuracy: {min: 2/3}\n";
        var shown = Files.readString(Path.of("docs/evalsets.md"))
                .lines()
                .filter(line -> line.startsWith("  limits: "))
                .findFirst()
                .orElseThrow();
        assertThat(Files.readString(file)).contains(inFull);
        Files.writeString(file, Files.readString(file).replace(inFull, "      " + shown + "\n"));

        assertThat(ShippedEvalsets.test(folder).limits()).hasSize(2);
    }

    /** Writes the block below the first line that names the file. */
    private void write(String name) throws IOException {
        var page = Files.readString(Path.of("docs/evalsets.md"));
        var block = Pattern.compile("`" + Pattern.quote(name) + "`[^`]*\n\n```\\w+\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).isTrue();
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, block.group(1));
    }
}
