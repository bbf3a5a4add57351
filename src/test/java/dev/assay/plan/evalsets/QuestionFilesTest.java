package dev.assay.plan.evalsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.input.InputDirectory;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.plan.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as MMLU and GSM8K are published, and as people keep their own. */
class QuestionFilesTest {
    private static final String ANATOMY = """
            question,choice0,choice1,choice2,choice3,answer
            What covers bones?,Hair,Periosteum,"Skin, thick",Nails,1
            "Where is the
            heart?",Chest,Head,Hand,Foot,0
            """;
    private static final String LAW = """
            question,choice0,choice1,choice2,choice3,answer
            Who makes laws?,Courts,Police,Parliament,Nobody,2
            """;
    private static final String MMLU = """
            files: [mmlu/test/*_test.csv]
            type: choice
            fields:
              id: "{file}-{row}"
              options: ["{choice0}", "{choice1}", "{choice2}", "{choice3}"]
              answer: "{answer|letter}"
              tags: ["{file}"]
            """;

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void mmlu(String manifest) throws IOException {
        write("evalsets/m.yaml", manifest);
        write("mmlu/test/anatomy_test.csv", ANATOMY);
        write("mmlu/test/law_test.csv", LAW);
    }

    private Evalset read() {
        var problems = new Problems();
        var evalset = Evalset.read("m", new InputDirectory(folder), problems);
        assertThat(problems.found()).isEmpty();
        return Objects.requireNonNull(evalset);
    }

    private List<String> refusals() {
        var problems = new Problems();
        assertThat(Evalset.read("m", new InputDirectory(folder), problems)).isNull();
        return problems.found().stream().map(Problem::toString).toList();
    }

    private String refusal() {
        assertThat(refusals()).hasSize(1);
        return refusals().getFirst();
    }

    @Test
    void readsMmluFromOneFileASubject() throws IOException {
        mmlu(MMLU);

        var questions = read().questions();

        assertThat(questions)
                .extracting(
                        Question::id,
                        Question::subject,
                        question -> question.expected().shown())
                .containsExactly(
                        tuple("anatomy-1", "anatomy", "B (Periosteum)"),
                        tuple("anatomy-2", "anatomy", "A (Chest)"),
                        tuple("law-1", "law", "C (Parliament)"));
        assertThat(questions.getFirst().text())
                .isEqualTo("What covers bones?\nA. Hair\nB. Periosteum\nC. Skin, thick\nD. Nails");
        assertThat(questions.get(1).text()).startsWith("Where is the\nheart?\nA. Chest");
        assertThat(questions.get(1).place()).hasToString("mmlu/test/anatomy_test.csv:3:1");
    }

    /** sha256sum mmlu/test/*_test.csv | cut -d' ' -f1 | sha256sum */
    @Test
    void hashesTheHashesOfSeveralFilesOneALine() throws IOException {
        mmlu(MMLU);

        assertThat(read().sha256())
                .isEqualTo(Workspace.sha256(Workspace.sha256(ANATOMY) + "\n" + Workspace.sha256(LAW) + "\n"));
    }

    @Test
    void readsMmluFromParquetWithAListOfOptions() throws IOException {
        write("evalsets/m.yaml", """
                file: mmlu.parquet
                type: choice
                fields: {options: "{choices}", answer: "{answer|letter}", tags: "{subject}"}
                prompt: "{question}\\n{options}\\nAnswer:"
                """);
        Files.copy(Path.of("src/test/resources/rows/mmlu.parquet"), folder.resolve("mmlu.parquet"));

        var questions = read().questions();

        assertThat(questions).extracting(Question::id).containsExactly("m-00001", "m-00002");
        assertThat(questions).extracting(Question::subject).containsExactly("college_physics", "abstract_algebra");
        assertThat(questions.getFirst().text()).endsWith("\nAnswer:").contains("\nA. ");
        assertThat(questions.getFirst().place()).hasToString("mmlu.parquet, row 1");
    }

    @Test
    void readsGsm8kAsItIsPublished() throws IOException {
        write("evalsets/m.yaml", """
                file: gsm8k/test.jsonl
                type: gsm8k
                prompt: "Question: {question}\\nAnswer:"
                """);
        write("gsm8k/test.jsonl", """
                {"question": "How many eggs?", "answer": "16 - 3 = <<16-3=13>>13\\n#### 1,013"}
                """);

        assertThat(read().questions())
                .extracting(
                        Question::id,
                        Question::text,
                        question -> question.expected().answer())
                .containsExactly(tuple("m-00001", "Question: How many eggs?\nAnswer:", "1013"));
    }

    @Test
    void readsAFileWithoutAHeadingLineByTheNamesOfItsColumns() throws IOException {
        write("evalsets/m.yaml", """
                file: law.csv
                columns: [question, A, B, C, D, answer]
                type: choice
                fields: {options: ["{A}", "{B}", "{C}", "{D}"]}
                """);
        write("law.csv", "Who makes laws?,Courts,Police,Parliament,,C\n");

        assertThat(read().questions().getFirst().expected())
                .isEqualTo(new Expected.Choice(List.of("Courts", "Police", "Parliament"), "C"));
    }

    @Test
    void readsOurOwnFormFromCsvWithEmptyValuesForKeysThatMayBeMissing() throws IOException {
        write("evalsets/m.yaml", "file: own.csv\n");
        write("own.csv", """
                id,type,question,answer,tolerance,unit,critical,tags
                pi,number,How long?,1.50,0.01,m,true,length
                sea,contains,Name a sea.,sea,,,,
                """);

        assertThat(read().questions())
                .extracting(Question::id, question -> question.expected().shown(), Question::critical, Question::tags)
                .containsExactly(
                        tuple("pi", "1.50 ± 0.01 m", true, List.of("length")), tuple("sea", "sea", false, List.of()));
    }

    @Test
    void takesTheTextOfAnOptionAsTheAnswerAndPartsOfAGroup() throws IOException {
        write("evalsets/m.yaml", """
                file: arc.jsonl
                type: choice
                fields: {question: "{q.stem} {{x}}", options: "{q.choices}", answer: "{key|option}"}
                """);
        write("arc.jsonl", """
                {"id": 7, "q": {"stem": "Which floats?", "choices": ["iron", "wood"]}, "key": "wood"}
                """);

        var question = read().questions().getFirst();

        assertThat(question.id()).isEqualTo("7");
        assertThat(question.text()).isEqualTo("Which floats? {x}\nA. iron\nB. wood");
        assertThat(question.expected().answer()).isEqualTo("B");
    }

    /** Nine questions of MMLU have two equal options. */
    @Test
    void acceptsEqualOptions() throws IOException {
        mmlu(MMLU);
        write("mmlu/test/law_test.csv", LAW.replace("Police", "Courts"));

        assertThat(read().questions()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {choice3}    ~ {choice4}  ~ evalsets/m.yaml:5:52: mmlu/test/anatomy_test.csv has no column 'choice4'; a template may name: question, choice0, choice1, choice2, choice3, answer, row, file. Did you mean 'choice0'?
            *_test.csv   ~ *_tset.csv ~ evalsets/m.yaml:1:9: no file fits [mmlu/test/*_tset.csv] in [FOLDER]: each '*' stands for a part of one name, of a file or of a folder
            `{answer|letter}` ~ `{answer|lettre}` ~ evalsets/m.yaml:6:11: behind '|' a template has letter (an index from 0 becomes a letter), option (the text of an option becomes its letter) or strip; found [lettre]
            {file}-{row} ~ {file-{row} ~ evalsets/m.yaml:4:7: the template [{file-{row}] has braces without the name of a column between them: [{file-{row}]: write {name} for a value, and two braces for one that stays
            {file}-{row} ~ {file}-{row ~ evalsets/m.yaml:4:7: the template [{file}-{row] has a '{' without a '}' behind it: write {name} for a value, and two braces for one that stays
            {file}-{row} ~ {file}-row} ~ evalsets/m.yaml:4:7: the template [{file}-row}] has a '}' without a '{' before it: write {name} for a value, and two braces for one that stays
            type: choice ~ type: choise ~ evalsets/m.yaml:2:7: 'type' must be one of number, exact, contains, choice, gsm8k, regex, json, tool-call; found [choise]. Did you mean 'choice'?
            """)
    void saysWhereATemplateOrTheNameOfAFileIsWrong(String part, String instead, String message) throws IOException {
        assertThat(MMLU).contains(part);
        mmlu(MMLU.replace(part, instead));

        assertThat(refusals().getFirst()).isEqualTo(message.replace("FOLDER", folder.toString()));
    }

    @Test
    void namesEachNameOnceThatAPromptMayHave() throws IOException {
        mmlu(MMLU + "prompt: \"{questoin}\"\n");

        assertThat(refusals().getFirst())
                .isEqualTo(
                        "evalsets/m.yaml:8:9: mmlu/test/anatomy_test.csv has no column 'questoin'; a template may name:"
                                + " question, options, id, subject, choice0, choice1, choice2, choice3, answer, row, file."
                                + " Did you mean 'question'?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            Nobody,2 ~ Nobody,4 ~ 'answer' of a question of type choice must be the letter of one of its 4 options, from A to D, found [E]
            Nobody,2 ~ Nobody,x ~ {answer|letter} needs an index from 0 to 9 or a letter from A to J, found [x]
            Nobody,2 ~ Nobody,  ~ {answer|letter} needs an index from 0 to 9 or a letter from A to J, found []
            Nobody,2 ~ Nobody   ~ this row has 5 values, but the heading line has 6 (question, choice0, choice1, choice2, choice3, answer): a value that holds a comma, a quote or a new line needs double quotes around it
            Courts   ~ `` ~ an option must be text, found the text []
            """)
    void saysTheLineOfARowThatIsNoQuestion(String part, String instead, String message) throws IOException {
        mmlu(MMLU);
        write("mmlu/test/law_test.csv", LAW.replace(part, instead));

        assertThat(refusal().replaceFirst(":2:[0-9]+: ", ": ")).isEqualTo("mmlu/test/law_test.csv: " + message);
    }

    @Test
    void saysWhichRowHasNoSuchValueWhereRowsHaveValuesOfTheirOwn() throws IOException {
        write("evalsets/m.yaml", "file: a.jsonl\ntype: exact\nfields: {question: \"{text}\"}\n");
        write("a.jsonl", "{\"text\": \"q\", \"answer\": \"a\"}\n{\"txt\": \"q\", \"answer\": \"a\"}\n");

        assertThat(refusal())
                .isEqualTo(
                        "a.jsonl:2:1: the row has nothing called 'text', which the template at evalsets/m.yaml:3:20 names;"
                                + " it has: txt, answer. Did you mean 'txt'?");
    }

    @Test
    void countsTheProblemsOfAFileInWhichEachRowIsWrong() throws IOException {
        write("evalsets/m.yaml", "file: a.jsonl\ntype: number\nfields: {tags: one}\n");
        write("a.jsonl", "{\"question\": \"q\", \"answer\": \"a\"}\n".repeat(1319));

        assertThat(refusals())
                .hasSize(21)
                .last()
                .isEqualTo("a.jsonl:1:1: 1299 more problems of this kind in the rows below are not shown");
    }

    @Test
    void namesBothPlacesOfAnIdThatAppearsTwice() throws IOException {
        mmlu(MMLU.replace("{file}-{row}", "q{row}"));

        assertThat(refusal())
                .isEqualTo("mmlu/test/law_test.csv:2:1: the id 'q1' is here and at mmlu/test/anatomy_test.csv:2:1:"
                        + " give each question an id of its own");
    }

    @Test
    void saysWhatHashTheFilesHave() throws IOException {
        mmlu(MMLU + "sha256: \"00\"\n");

        assertThat(refusal())
                .startsWith("evalsets/m.yaml:8:9: 2 files from mmlu/test/anatomy_test.csv to mmlu/test/law_test.csv"
                        + " have the sha256 [")
                .endsWith(
                        "], but the manifest says [00]: the questions were changed, or the manifest is out of date. Update 'sha256' in the manifest, or remove it to allow any questions");
    }

    @Test
    void refusesHalfOfACharacterWithItsLine() throws IOException {
        write("evalsets/m.yaml", "file: a.jsonl\ntype: exact\n");
        write("a.jsonl", "{\"question\": \"q\\ud83d\", \"answer\": \"a\"}\n");

        assertThat(refusal())
                .isEqualTo(
                        "a.jsonl:1:14: the text has half of a character (U+D83D, character 2), which cannot be sent as UTF-8: remove it, or write both halves");
    }

    /** XML would have the same name for two such questions. */
    @Test
    void refusesAnIdWithAControlCharacter() throws IOException {
        write("evalsets/m.yaml", "file: a.jsonl\ntype: exact\n");
        write("a.jsonl", "{\"id\": \"a\\u0007b\", \"question\": \"q\", \"answer\": \"a\"}\n");

        assertThat(refusal())
                .isEqualTo(
                        "a.jsonl:1:8: an id must not have control characters, because names of tests in XML cannot have them, found [a\uFFFDb]");
    }

    @Test
    void refusesAWrongEncodingWithItsLine() throws IOException {
        mmlu(MMLU);
        Files.write(
                folder.resolve("mmlu/test/law_test.csv"),
                (LAW + "é").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

        assertThat(refusal())
                .startsWith("mmlu/test/law_test.csv:3:1: is not UTF-8 text: byte ")
                .endsWith("is 0xE9; expected rows of questions as CSV, saved as UTF-8");
    }

    @Test
    void refusesOptionsInThePromptOfAQuestionWithoutAny() throws IOException {
        write("evalsets/m.yaml", "file: a.jsonl\ntype: exact\nprompt: \"{question} {options}\"\n");
        write("a.jsonl", "{\"question\": \"q\", \"answer\": \"a\"}\n");

        assertThat(refusal())
                .isEqualTo(
                        "evalsets/m.yaml:3:9: 'prompt' has {options}, but the question 'm-00001' is of type exact, which has none: remove {options}");
    }
}
