package dev.assay.evalsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.asking.ChatMessages;
import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Evalset.Thinking;
import dev.assay.plan.evalsets.Question;
import dev.assay.prompt.Message;
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
    void itsExampleInCsvIsADirectoryThatCanBeCopied() throws IOException {
        var example = Path.of("examples/questions-in-csv");
        write("evalsets/capitals.yaml");

        assertThat(example.resolve("evalsets/capitals.yaml"))
                .hasSameTextualContentAs(folder.resolve("evalsets/capitals.yaml"));

        var evalset = ShippedEvalsets.test(example).evalset();
        var turkey = evalset.questions().get(1);

        assertThat(evalset.questions())
                .extracting(Question::id)
                .startsWith("France", "Turkey")
                .hasSize(6);
        assertThat(ChatMessages.of(evalset, turkey))
                .extracting(Message::content)
                .containsExactly(
                        "What is the capital of Italy?\nA. Milan\nB. Rome\nC. Turin\nAnswer with the letter only.",
                        "B",
                        "What is the capital of Spain?\nA. Barcelona\nB. Seville\nC. Madrid\nAnswer with the letter only.",
                        "C",
                        "What is the capital of Turkey?\nA. Istanbul\nB. Ankara\nC. Izmir\nAnswer with the letter only.");
        assertThat(turkey.expected().shown()).isEqualTo("B (Ankara)");
    }

    /** The files themselves are too large for the repository; these have their form. */
    @Test
    void itsManifestsOfGsm8kAndMmluReadTheFormsInWhichTheyArePublished() throws IOException {
        write("thresholds.yaml");
        write("evalsets/gsm8k.yaml");
        write("evalsets/mmlu.yaml");
        for (var name : List.of("gsm8k", "mmlu")) {
            var file = folder.resolve("evalsets/" + name + ".yaml");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replaceFirst("sha256: .*", "")
                            .replaceFirst("size: \\d+", "size: 1")
                            .replace("count: 5", "count: 1"));
        }
        published("gsm8k/test.jsonl", "{\"question\": \"1 + 1?\", \"answer\": \"<<1+1=2>>2\\n#### 2\"}\n");
        published("gsm8k/train.jsonl", "{\"question\": \"2 + 2?\", \"answer\": \"<<2+2=4>>4\\n#### 4\"}\n");
        var heading = "question,choice0,choice1,choice2,choice3,answer\n";
        published("mmlu/test/sums_test.csv", heading + "3 + 3?,5,6,7,8,1\n");
        published("mmlu/dev/sums_dev.csv", heading + "4 + 4?,5,6,7,8,3\n");

        var gsm8k = read("gsm8k");
        var mmlu = read("mmlu");

        assertThat(ChatMessages.of(gsm8k, gsm8k.questions().getFirst()))
                .containsExactly(new Message(
                        "user", "Question: 2 + 2?\nAnswer: <<2+2=4>>4\n#### 4\n\nQuestion: 1 + 1?\nAnswer:"));
        assertThat(ChatMessages.of(mmlu, mmlu.questions().getFirst()))
                .containsExactly(
                        new Message("user", "4 + 4?\nA. 5\nB. 6\nC. 7\nD. 8\nAnswer:"),
                        new Message("assistant", "D"),
                        new Message("user", "3 + 3?\nA. 5\nB. 6\nC. 7\nD. 8\nAnswer:"));
    }

    private void published(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Evalset read(String name) throws IOException {
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("evalset: \\w+", "evalset: " + name)
                        .replaceFirst("min: \\d/\\d", "min: 1/1"));
        return ShippedEvalsets.test(folder).evalset();
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
