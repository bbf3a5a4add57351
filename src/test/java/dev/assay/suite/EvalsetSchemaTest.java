package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.input.InputDirectory;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema of manifests that editors use, and the reader, must allow the same. */
class EvalsetSchemaTest {
    private static final Path FILE = Path.of("src/main/resources/dev/assay/evalset-1.schema.json");
    private static final String GOOD = """
            title: Capitals
            file: capitals.csv
            type: choice
            fields:
              options: ["{a}", "{b}"]
              tags: ["{land}"]
            prompt: "{question}\\n{options}\\nAnswer:"
            shots: {file: capitals.csv, count: 1}
            subset: {size: 2, seed: 7}
            """;

    @TempDir
    Path folder;

    private static JsonNode schema() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(FILE));
    }

    private static List<String> complaints(String yaml) throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FILE), InputFormat.JSON);
        return schema.validate(ThresholdsSchemaTest.jsonOf(yaml), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private List<String> refusal(String yaml) throws IOException {
        Files.createDirectories(folder.resolve("evalsets"));
        Files.writeString(folder.resolve("evalsets/capitals.yaml"), yaml);
        Files.writeString(folder.resolve("capitals.csv"), """
                question,a,b,answer,land
                What is the capital of France?,Lyon,Paris,B,France
                What is the capital of Italy?,Rome,Milan,A,Italy
                """);
        var problems = new Problems();
        Evalset.read("capitals", new InputDirectory(folder), problems);
        return problems.found().stream().map(Problem::message).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            title: Capitals    | `title: Capitals\\nzzzzzzzz: 1` | /properties
            {a}                | {a}                             | /properties/fields/properties
            count: 1           | count: 1, zzzzzzzz: 1           | /properties/shots/properties
            size: 2            | size: 2, zzzzzzzz: 1            | /properties/subset/properties
            """)
    void hasExactlyTheKeysThatTheReaderAllows(String part, String instead, String properties) throws IOException {
        assertThat(GOOD).contains(part);
        var changed = properties.contains("fields")
                ? GOOD.replace("  tags:", "  zzzzzzzz: a\n  tags:")
                : GOOD.replace(part, instead.replace("\\n", "\n"));

        var refusals = String.join("\n", refusal(changed));

        var allowed = Pattern.compile("unknown key 'zzzzzzzz' in .*; allowed: ([^.\n]*)")
                .matcher(refusals);
        assertThat(allowed.find()).as(refusals).isTrue();
        assertThat(schema().at(properties).propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(allowed.group(1).split(", ")).toList());
    }

    @Test
    void namesEveryTypeOfQuestions() throws IOException {
        assertThat(words("/properties/type/enum")).isEqualTo(Expected.Type.words());
    }

    private static List<String> words(String pointer) throws IOException {
        return StreamSupport.stream(schema().at(pointer).spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void acceptsWhatTheRepositoryShips() throws IOException {
        assertThat(complaints(GOOD)).isEmpty();
        assertThat(refusal(GOOD)).isEmpty();
        for (var folder : List.of("evalsets", "examples/questions-in-csv/evalsets", "examples/thresholds/evalsets")) {
            try (var files = Files.list(Path.of(folder))) {
                for (var file :
                        files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                    assertThat(complaints(Files.readString(file)))
                            .as(file.toString())
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thinking: server",
                "thinking: server-default",
                "api: completions",
                "stop: [\"\\n\\n\", \"Question:\"]",
                "seed: 7",
                "temperature: 0.6\ntop-p: 0.95\ntop-k: 20\nsamples: 5",
                "temperature: 0",
                "max-tokens: 5",
                "answer-in: last-line"
            })
    void acceptsWhatTheReaderAccepts(String key) throws IOException {
        assertThat(refusal(GOOD + key + "\n")).isEmpty();
        assertThat(complaints(GOOD + key + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thinking: maybe",
                "api: chats",
                "stop: \"\\n\"",
                "stop: [1]",
                "seed: -1",
                "seed: x",
                "temperature: 3",
                "temperature: -1",
                "temperature: 1\ntop-p: 0",
                "temperature: 1\ntop-k: 0",
                "temperature: 1\nsamples: 0",
                "max-tokens: 0",
                "columns: [1]",
                "files: []",
                "system: ''",
                "answer-in: text"
            })
    void refusesWhatTheReaderRefuses(String key) throws IOException {
        var yaml = (key.startsWith("files") ? GOOD.replace("file: capitals.csv\n", "") : GOOD) + key + "\n";

        assertThat(refusal(yaml)).isNotEmpty();
        assertThat(complaints(yaml)).isNotEmpty();
    }
}
