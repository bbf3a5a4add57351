package dev.assay.plan.evalsets;

import dev.assay.input.Fields;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputFile;
import dev.assay.input.JsonLines;
import dev.assay.input.Location;
import dev.assay.input.Problems;
import dev.assay.input.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of questions, and how they are asked.
 *
 * @param name the name of its files without the ending; tests refer to it
 * @param title its title for people; the name if the manifest has no title
 * @param system the system message; absent: none is sent
 * @param maxTokens the most tokens that an answer may have
 * @param answerIn the only place where the answer is looked for; absent: the scorer looks in the whole text
 * @param licence the licence of the questions; absent: not stated
 * @param source where the questions come from; absent: not stated
 * @param sha256 the hash of the file of questions, lower-case hex
 */
public record Evalset(
        String name,
        String title,
        @Nullable String system,
        int maxTokens,
        Thinking thinking,
        @Nullable AnswerForm answerIn,
        @Nullable String licence,
        @Nullable String source,
        String sha256,
        List<Question> questions) {
    private static final int MOST_TOKENS = 10_000_000;

    /** The default of {@code max-tokens}: enough for a model that thinks for a while. */
    private static final int USUAL_TOKENS = 1024;

    public Evalset {
        questions = List.copyOf(questions);
    }

    /** Whether the model is told to think before it answers. */
    public enum Thinking {
        ON,
        OFF,
        /** The request does not mention it, so the server's own setting applies. */
        SERVER
    }

    /** Returns the evalset reduced to some of its questions, which are asked in the same way. */
    public Evalset asking(List<Question> some) {
        return new Evalset(name, title, system, maxTokens, thinking, answerIn, licence, source, sha256, some);
    }

    static String manifest(String name) {
        return "evalsets/" + name + ".yaml";
    }

    /** Returns the path of the questions of this name, relative to thresholds.yaml. */
    public static String questionsFile(String name) {
        return "evalsets/" + name + ".jsonl";
    }

    /** Reads the questions, and the manifest if there is one; absent, with problems, if one of them cannot be read. */
    public static @Nullable Evalset read(String name, InputDirectory directory, Problems problems) {
        var file = directory.read(questionsFile(name), "the questions, one JSON object per line", problems);
        var questions = file == null ? null : questions(file, problems);
        if (!directory.has(manifest(name))) {
            return file == null || questions == null
                    ? null
                    : new Evalset(
                            name,
                            name,
                            null,
                            USUAL_TOKENS,
                            Thinking.SERVER,
                            null,
                            null,
                            null,
                            file.sha256(),
                            questions);
        }
        var manifest = directory.read(manifest(name), "how the questions are asked", problems);
        if (manifest == null) {
            return null;
        }
        var fields = Fields.of(Yaml.read(manifest, problems), "the manifest of an evalset", problems);
        return fields == null ? null : of(name, fields, file, questions, problems);
    }

    private static @Nullable Evalset of(
            String name,
            Fields fields,
            @Nullable InputFile file,
            @Nullable List<Question> questions,
            Problems problems) {
        var title = fields.optionalText("title");
        var system = fields.optionalText("system");
        var maxTokens = fields.count("max-tokens", 1, MOST_TOKENS, USUAL_TOKENS);
        var thinking = fields.optionalChoice("thinking", List.of("on", "off", "server"));
        var answerIn = fields.optionalChoice("answer-in", AnswerForm.words());
        var licence = fields.optionalText("licence");
        var source = fields.optionalText("source");
        var sha256 = fields.optionalText("sha256");
        fields.refuseOthers(Map.of());
        if (sha256 != null && file != null && !sha256.equals(file.sha256())) {
            problems.add(
                    fields.placeOf("sha256"),
                    file.name() + " has the sha256 [" + file.sha256() + "], but the manifest says [" + sha256
                            + "]: the questions were changed, or the manifest is out of date. Update 'sha256' in the manifest, or remove it to allow any questions");
        }
        if (file == null || questions == null) {
            return null;
        }
        return new Evalset(
                name,
                title == null ? name : title,
                system,
                maxTokens,
                thinking == null ? Thinking.SERVER : Thinking.valueOf(thinking.toUpperCase(Locale.ROOT)),
                answerIn == null ? null : AnswerForm.of(answerIn),
                licence,
                source,
                file.sha256(),
                questions);
    }

    /** Returns the questions; absent if any line has a problem, because the number of questions would be wrong. */
    private static @Nullable List<Question> questions(InputFile file, Problems problems) {
        var questions = new ArrayList<Question>();
        var places = new HashMap<String, Location>();
        var lines = JsonLines.read(file, problems);
        for (var line : lines) {
            var fields = new Fields(line, "a question", problems);
            var question = Question.read(fields, problems);
            if (question == null) {
                continue;
            }
            var first = places.putIfAbsent(question.id(), question.place());
            if (first == null) {
                questions.add(question);
            } else {
                problems.add(
                        fields.placeOf("id"),
                        "the id '" + question.id() + "' is on line "
                                + question.place().line() + " and on line " + first.line()
                                + ": give each question an id of its own");
            }
        }
        return questions.size() == lines.size() && !questions.isEmpty() ? questions : null;
    }
}
