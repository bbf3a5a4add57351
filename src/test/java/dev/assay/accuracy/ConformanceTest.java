package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.InputDirectory;
import dev.assay.input.Problems;
import dev.assay.plan.evalsets.Evalset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tables of vectors that people read, {@code scoring/*.md}: each row has a text, and what Assay must make of it. */
class ConformanceTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Path FOLDER = Path.of("src/test/resources/scoring");
    private static final Pattern CELL = Pattern.compile("\\s*(`+)(.*?)\\1\\s*(?=\\|)|([^|]*)");

    @TempDir
    private Path directory;

    /** A row of a table, with the question of its section as JSON. */
    record Vector(String file, int line, ObjectNode question, List<String> cells) {
        String text() {
            return cells.getFirst().replace('↵', '\n');
        }

        String expected() {
            return String.join(" | ", cells.subList(1, 4));
        }

        @Override
        public String toString() {
            return file + ":" + line + " " + cells.getFirst();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void scoresAsTheTableSays(Vector vector) throws IOException {
        var evalset = evalset(vector.question);

        var scored = ScoredQuestion.of(
                evalset.questions().getFirst(), new Answer(vector.text(), "", "stop"), evalset.answerIn());

        var found = scored.found() == null ? "–" : scored.found().replace('\n', '↵');
        var rung = scored.source() == null ? "–" : scored.source().toString();
        assertThat(scored.outcome() + " | " + found + " | " + rung)
                .as("%s: %s", vector.cells.get(4), scored.explanation())
                .isEqualTo(vector.expected());
    }

    private Evalset evalset(ObjectNode section) throws IOException {
        var question = section.deepCopy().put("id", "q").put("question", "Which?");
        var form = question.remove("answer-in");
        Files.createDirectories(directory.resolve("evalsets"));
        Files.writeString(directory.resolve("evalsets/set.jsonl"), question + "\n");
        if (form != null) {
            Files.writeString(directory.resolve("evalsets/set.yaml"), "answer-in: " + form.asString() + "\n");
        }
        var problems = new Problems();
        return Objects.requireNonNull(
                Evalset.read("set", new InputDirectory(directory), problems),
                () -> problems.found().toString());
    }

    static Stream<Vector> vectors() throws IOException {
        var vectors = new ArrayList<Vector>();
        try (var files = Files.list(FOLDER)) {
            for (var file : files.filter(each -> each.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                vectors.addAll(vectors(file));
            }
        }
        return vectors.stream();
    }

    /** A text with ticks of its own stands between more ticks and spaces. */
    private static String inTicks(String ticks, String text) {
        return ticks.length() > 1 ? text.strip() : text;
    }

    private static List<Vector> vectors(Path file) throws IOException {
        var vectors = new ArrayList<Vector>();
        var lines = Files.readAllLines(file);
        var question = JSON.createObjectNode();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.startsWith("{")) {
                question = (ObjectNode) JSON.readTree(line);
            } else if (line.startsWith("| `")) {
                vectors.add(new Vector(file.getFileName().toString(), i + 1, question, cells(line)));
            }
        }
        return vectors;
    }

    /** Splits a row. A cell of code keeps its bars. */
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var matcher = CELL.matcher(line);
        for (var at = 1; at < line.length(); at = matcher.end() + 1) {
            matcher.region(at, line.length());
            assertThat(matcher.lookingAt()).as(line).isTrue();
            cells.add(
                    matcher.group(2) == null ? matcher.group(3).strip() : inTicks(matcher.group(1), matcher.group(2)));
        }
        assertThat(cells).as(line).hasSize(5);
        return cells;
    }
}
