package dev.assay.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Seeds;
import dev.assay.input.forms.JsonForm;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The readers of JSON: what is wrong is a problem with a place, and a value that is written is read as the same. */
class JsonFuzz {
    private static final JsonForm FORM = form();

    static Stream<byte[]> seeds() {
        return Stream.of(
                        Seeds.below("src/test/resources/client-results", ".json", ".jsonl"),
                        Seeds.below("src/test/resources/imported", ".json"),
                        Seeds.below("src/test/resources/transcripts", "models.body"),
                        Seeds.below("src/test/resources/scoring", ".jsonl"))
                .flatMap(seeds -> seeds);
    }

    private static JsonForm form() {
        var schema = """
                {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer", "maximum": 9},
                 "b": {"type": "array", "uniqueItems": true, "items": {"multipleOf": 0.5}}, "c": {"pattern": "^x+$"}}}
                """;
        var problems = new Problems();
        var node = Json.read(new InputFile("schema", schema, ""), problems).getFirst();
        var fields = ((Node.Mapping) Json.read(new InputFile("f", "{\"a\": 1.50, \"/b/0\": [1e3]}", ""), problems)
                        .getFirst())
                .entries();
        return Objects.requireNonNull(problems.resolve(JsonForm.read(node, fields, true, problems)));
    }

    @MethodSource("seeds")
    @FuzzTest
    void saysWhatIsWrongAndReadsWhatItWrites(byte[] bytes) throws Exception {
        Bounds.check(bytes, () -> {
            var problems = new Problems();
            var file = new InputBytes("a.json", ByteBuffer.wrap(bytes).asReadOnlyBuffer(), "").text("JSON", problems);
            if (file == null) {
                assertThat(problems.found()).isNotEmpty();
                return;
            }
            var read = Json.read(file, problems);
            assertThat(read.isEmpty()).isEqualTo(!problems.found().isEmpty() && read.isEmpty());
            Json.readAsPython(file, new Problems(), new Problems());
            var lines = JsonLines.read(file, new Problems());
            Stream.concat(read.stream(), lines.stream()).forEach(node -> JsonValue.of(node, new Problems()));
            FORM.check(file.text());
            JsonValue.parse(file.text()).ifPresent(value -> {
                assertThat(JsonValue.parse(value.toString())).contains(value);
                checkForm(value);
            });
            problems.found().forEach(problem -> assertThat(problem.toString()).startsWith("a.json:"));
        });
    }

    /** A value fits the form that is made of it. */
    private static void checkForm(JsonValue value) {
        if (value instanceof JsonValue.OfObject object && !object.members().isEmpty()) {
            var problems = new Problems();
            var node = Json.read(new InputFile("v", value.toString(), ""), problems)
                    .getFirst();
            var form = JsonForm.read(node, List.of(), true, problems);
            assertThat(form == null).isEqualTo(!problems.found().isEmpty());
        }
    }
}
