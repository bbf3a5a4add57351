package dev.assay.spec;

import dev.assay.input.Fields;
import dev.assay.input.InputFile;
import dev.assay.input.JsonLines;
import dev.assay.input.Location;
import dev.assay.input.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A set of questions and how they are asked.
 *
 * @param name the file's name without its ending, as rows refer to it
 * @param system the system message; absent: none is sent
 * @param maxTokens tokens that an answer may have
 * @param sha256 of the questions' file, lower-case hex
 */
public record Evalset(
        String name,
        String title,
        @Nullable String system,
        int maxTokens,
        Thinking thinking,
        String licence,
        String source,
        String sha256,
        List<Question> questions) {
    private static final int MOST_TOKENS = 10_000_000;

    public Evalset {
        questions = List.copyOf(questions);
    }

    /** Whether the model is told to think before it answers. */
    public enum Thinking {
        ON,
        OFF,
        /** Nothing is said about it: the server's own setting holds. */
        SERVER
    }

    /** Returns the set with one of its questions, asked as all of them are. */
    Evalset asking(Question question) {
        return new Evalset(name, title, system, maxTokens, thinking, licence, source, sha256, List.of(question));
    }

    static String manifest(String name) {
        return "evalsets/" + name + ".yaml";
    }

    static String questionsFile(String name) {
        return "evalsets/" + name + ".jsonl";
    }

    /** Reads the manifest and the questions; absent if one of them has a problem, which {@code reading} then knows. */
    static @Nullable Evalset read(String name, Reading reading) {
        var file =
                reading.directory.read(questionsFile(name), "the questions, one JSON object a line", reading.problems);
        var manifest = reading.directory.read(manifest(name), "how the questions are asked", reading.problems);
        var questions = file == null ? null : questions(file, reading);
        if (manifest == null) {
            return null;
        }
        var fields = Fields.of(Yaml.read(manifest, reading.problems), "the manifest of an evalset", reading.problems);
        return fields == null ? null : of(name, fields, file, questions, reading);
    }

    private static @Nullable Evalset of(
            String name, Fields fields, @Nullable InputFile file, @Nullable List<Question> questions, Reading reading) {
        var title = fields.text("title");
        var system = fields.optionalText("system");
        var maxTokens = fields.count("max-tokens", MOST_TOKENS);
        var thinking = fields.choice("thinking", List.of("on", "off", "server"));
        var licence = fields.text("licence");
        var source = fields.text("source");
        var sha256 = fields.text("sha256");
        fields.refuseOthers(Reading.LATER);
        if (sha256 != null && file != null && !sha256.equals(file.sha256())) {
            reading.problems.add(
                    fields.placeOf("sha256"),
                    file.name() + " has the sha256 [" + file.sha256() + "], but the manifest says [" + sha256
                            + "]: these are other questions, or the manifest is not up to date");
        }
        if (title == null
                || maxTokens == null
                || thinking == null
                || licence == null
                || source == null
                || sha256 == null
                || questions == null) {
            return null;
        }
        var mode = Thinking.valueOf(thinking.toUpperCase(Locale.ROOT));
        return new Evalset(name, title, system, maxTokens, mode, licence, source, sha256, questions);
    }

    /** Returns absent if any line has a problem: a set that lacks questions has another size. */
    private static @Nullable List<Question> questions(InputFile file, Reading reading) {
        var questions = new ArrayList<Question>();
        var places = new HashMap<String, Location>();
        var lines = JsonLines.read(file, reading.problems);
        for (var line : lines) {
            var fields = new Fields(line, "a question", reading.problems);
            var question = Question.read(fields, reading.vocabulary.scorers(), reading.problems);
            if (question == null) {
                continue;
            }
            var first = places.putIfAbsent(question.id(), question.place());
            if (first == null) {
                questions.add(question);
            } else {
                reading.problems.add(
                        fields.placeOf("id"),
                        "the id '" + question.id() + "' stands on line "
                                + question.place().line() + " and on line " + first.line()
                                + ": each question needs its own");
            }
        }
        return questions.size() == lines.size() && !questions.isEmpty() ? questions : null;
    }
}
