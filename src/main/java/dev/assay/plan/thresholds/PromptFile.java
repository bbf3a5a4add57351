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
 * A file of prompts, one JSON object per line: {@code prompt} with its lengths, or a conversation as {@code conversations} (the form of ShareGPT) or {@code messages} (the form of a chat request). The prompt of a conversation is the text of all turns before the first answer.
 *
 * @param name relative to thresholds.yaml
 * @param sha256 the hash of the file, lower-case hex
 * @param lines at least one, in the order of the file
 */
public record PromptFile(String name, String sha256, List<Line> lines) {
    /** At most this many problems are reported. A file of another format would have a problem in every line. */
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
     * @param tokens its number of tokens, as the file states it; absent: not stated
     * @param answer the answer in the file; absent: the file has none
     * @param place where the line starts
     */
    public record Line(
            String prompt,
            @Nullable Integer tokens,
            @Nullable Answer answer,
            Location place) {}

    /** How long an answer was. */
    public sealed interface Answer {
        /** As many tokens as the deployment's tokenizer makes of this text. */
        record Text(String text) implements Answer {}

        /** This number of tokens. */
        record Tokens(int count) implements Answer {}
    }

    /** Returns all lines in a random order, which depends only on the seed. */
    public List<Line> shuffled(long seed) {
        var shuffled = new ArrayList<>(lines);
        // java.util.Random, because its algorithm is part of its specification.
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    /** Reads a file; absent, with problems in {@code reading}, if it cannot be read. */
    static @Nullable PromptFile read(String name, PlanReading reading) {
        var file = reading.directory.read(name, "prompts, one JSON object per line", reading.problems);
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

    /** Reports a file that is one JSON array. ShareGPT is published in this form. */
    private static boolean isArray(InputFile file, Problems problems) {
        var array = file.text().stripLeading().startsWith("[");
        if (array) {
            problems.add(
                    Location.startOf(file.name()),
                    "expected one JSON object per line, found one array: `jq -c '.[]' FILE > FILE.jsonl` writes one object per line");
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
            problems.add(next.place(), "and " + (found.size() - MOST_PROBLEMS) + " more problems from here on");
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

    /** Reads a conversation. Other keys of the line, and turns after the first answer, are ignored. */
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
                        "the first turn is an answer, of [" + speaker + "]: add the prompt as a turn before it");
                return null;
            } else {
                return new Line(String.join("\n\n", asked), null, new Answer.Text(text), object.place());
            }
        }
        if (asked.isEmpty() && fields.optional(key) instanceof Node.Sequence) {
            problems.add(fields.placeOf(key), "'" + key + "' has no turn");
        }
        return asked.isEmpty() ? null : new Line(String.join("\n\n", asked), null, null, object.place());
    }
}
