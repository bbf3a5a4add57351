package dev.assay.plan.thresholds;

import dev.assay.input.Fields;
import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.JsonLines;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Prompts that people wrote, one JSON object a line: {@code prompt} with its lengths, or a conversation as {@code conversations} (the form
 * of ShareGPT) or {@code messages} (that of a chat request). Of a conversation the turns before the first answer are the prompt.
 *
 * @param name relative to thresholds.yaml
 * @param sha256 of the file, lower-case hex
 * @param lines at least one, in the order of the file
 */
public record PromptFile(String name, String sha256, List<Line> lines) {
    /** A file that is something else altogether has a problem in every line. */
    private static final int MOST_PROBLEMS = 10;

    private static final List<String> ASKS = List.of("system", "human", "user");
    private static final List<String> SPEAKERS =
            List.of("system", "human", "user", "gpt", "assistant", "chatgpt", "bing", "bard");

    public PromptFile {
        lines = List.copyOf(lines);
    }

    /**
     * One prompt.
     *
     * @param tokens how many tokens the file says it has; absent: it does not say
     * @param answer what it was answered with once; absent: the file does not say
     * @param place where the line starts
     */
    public record Line(
            String prompt,
            @Nullable Integer tokens,
            @Nullable Answer answer,
            Location place) {}

    /** How long an answer was. */
    public sealed interface Answer {
        /** As long as this text, in the deployment's tokens. */
        record Said(String text) implements Answer {}

        /** So many tokens. */
        record Tokens(int count) implements Answer {}
    }

    /** Returns the lines in an order of the seed's, each once. */
    public List<Line> shuffled(long seed) {
        var shuffled = new ArrayList<>(lines);
        // java.util.Random, because its algorithm is part of its specification.
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    /** Reads a file; absent if it has a problem, which {@code reading} then knows. */
    static @Nullable PromptFile read(String name, PlanReading reading) {
        var file = reading.directory.read(name, "prompts, one JSON object a line", reading.problems);
        if (file == null) {
            return null;
        }
        var problems = new Problems();
        var lines = isArray(file, problems) ? List.<Line>of() : lines(file, problems);
        try {
            return problems.resolve(new PromptFile(name, file.sha256(), lines));
        } catch (InputException e) {
            report(e.problems(), reading.problems);
            return null;
        }
    }

    /** So ShareGPT is published. */
    private static boolean isArray(InputFile file, Problems problems) {
        var array = file.text().stripLeading().startsWith("[");
        if (array) {
            problems.add(
                    Location.startOf(file.name()),
                    "expected one JSON object a line, found one array of all: `jq -c '.[]' FILE > FILE.jsonl` makes"
                            + " lines of it");
        }
        return array;
    }

    private static List<Line> lines(InputFile file, Problems problems) {
        var lines = new ArrayList<Line>();
        for (var object : JsonLines.read(file, problems)) {
            var line = line(object, problems);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static void report(List<Problem> found, Problems problems) {
        found.stream().limit(MOST_PROBLEMS).forEach(each -> problems.add(each.place(), each.message()));
        if (found.size() > MOST_PROBLEMS) {
            var next = found.get(MOST_PROBLEMS);
            problems.add(next.place(), "and " + (found.size() - MOST_PROBLEMS) + " problems more from here on");
        }
    }

    private static @Nullable Line line(Node.Mapping object, Problems problems) {
        if (object.value("conversations") != null) {
            return conversation(object, "conversations", "from", "value", problems);
        }
        if (object.value("messages") != null) {
            return conversation(object, "messages", "role", "content", problems);
        }
        return prompt(new Fields(object, "a prompt without 'conversations' or 'messages'", problems));
    }

    private static @Nullable Line prompt(Fields fields) {
        var prompt = fields.text("prompt");
        var tokens =
                fields.optional("input-tokens") == null ? null : fields.count("input-tokens", TokenLengths.MOST_TOKENS);
        var answer = fields.optional("output-tokens") == null
                ? null
                : fields.count("output-tokens", TokenLengths.MOST_TOKENS);
        fields.optional("id");
        fields.refuseOthers(PlanReading.LATER);
        return prompt == null
                ? null
                : new Line(prompt, tokens, answer == null ? null : new Answer.Tokens(answer), fields.place());
    }

    /** What else stands in the line or behind the first answer is not asked for. */
    private static @Nullable Line conversation(
            Node.Mapping object, String key, String speakerKey, String textKey, Problems problems) {
        var fields = new Fields(object, "a conversation", problems);
        var asked = new ArrayList<String>();
        for (var item : fields.list(key)) {
            var turn = Fields.of(item, "a turn of '" + key + "'", problems);
            var speaker = turn == null ? null : turn.choice(speakerKey, SPEAKERS);
            var text = turn == null ? null : turn.text(textKey);
            if (speaker == null || text == null) {
                return null;
            }
            if (ASKS.contains(speaker)) {
                asked.add(text);
            } else if (asked.isEmpty()) {
                problems.add(
                        item.place(),
                        "the first turn is an answer, of [" + speaker + "]: a prompt must stand before it");
                return null;
            } else {
                return new Line(String.join("\n\n", asked), null, new Answer.Said(text), object.place());
            }
        }
        if (asked.isEmpty() && fields.optional(key) instanceof Node.Sequence) {
            problems.add(fields.placeOf(key), "'" + key + "' has no turn");
        }
        return asked.isEmpty() ? null : new Line(String.join("\n\n", asked), null, null, object.place());
    }
}
