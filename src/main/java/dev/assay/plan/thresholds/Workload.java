package dev.assay.plan.thresholds;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a load test asks of the model, request by request.
 *
 * @param name the name other tests refer to
 * @param input tokens in each prompt
 * @param output tokens in each answer
 * @param api which route is asked
 * @param promptForm how a prompt is written into a request
 */
public record Workload(String name, TokenLengths input, TokenLengths output, Api api, PromptForm promptForm) {
    private static final String FILE = "prompt-file";
    private static final String FROM_FILE = "from-file";

    /** A workload whose prompts all have the same length, and whose answers too. */
    public Workload(String name, int inputTokens, int outputTokens, Api api, PromptForm promptForm) {
        this(name, new TokenLengths.Exactly(inputTokens), new TokenLengths.Exactly(outputTokens), api, promptForm);
    }

    /** Returns the file that the prompts are drawn from; empty where they are random words. */
    public Optional<PromptFile> file() {
        return input instanceof TokenLengths.OfFile(var file) ? Optional.of(file) : Optional.empty();
    }

    /** Returns whether all prompts have one length that is known, and all answers too. */
    public boolean isExact() {
        return input instanceof TokenLengths.Exactly && output instanceof TokenLengths.Exactly;
    }

    /** The routes that a load test can ask. */
    public enum Api {
        COMPLETIONS
    }

    /** The forms that a prompt can have. Its tokens are the same in each. */
    public enum PromptForm {
        TEXT,
        TOKEN_IDS
    }

    static @Nullable Workload read(Node.Entry entry, PlanReading reading) {
        var fields = Fields.of(entry.value(), "a workload", reading.problems);
        if (fields == null) {
            return null;
        }
        var file = file(fields, reading);
        var input = file == null ? input(fields, reading) : new TokenLengths.OfFile(file);
        var output = output(fields, file, reading);
        var api = fields.choice("api", List.of("completions"));
        var ids = fields.optional("prompt-form") != null
                && "token-ids".equals(fields.choice("prompt-form", List.of("text", "token-ids")));
        fields.refuseOthers(PlanReading.LATER);
        if (input == null || output == null || api == null) {
            return null;
        }
        return new Workload(entry.key(), input, output, Api.COMPLETIONS, ids ? PromptForm.TOKEN_IDS : PromptForm.TEXT);
    }

    private static @Nullable PromptFile file(Fields fields, PlanReading reading) {
        var name = fields.optionalText(FILE);
        return name == null ? null : reading.promptFile(name, fields.placeOf(FILE));
    }

    private static @Nullable TokenLengths input(Fields fields, PlanReading reading) {
        if (fields.optional(FILE) != null) {
            return null; // it has a problem of its own
        }
        if (fields.optional("input-tokens") == null) {
            reading.problems.add(
                    fields.place(), "a workload needs 'input-tokens', or '" + FILE + "' for prompts that people wrote");
            return null;
        }
        return TokenLengths.read("input-tokens", fields, reading.problems);
    }

    private static @Nullable TokenLengths output(Fields fields, @Nullable PromptFile file, PlanReading reading) {
        var key = "output-tokens";
        if (fields.optional(FILE) != null && fields.optional("input-tokens") != null) {
            reading.problems.add(
                    fields.placeOf("input-tokens"),
                    "the prompts of a '" + FILE + "' have their own lengths: take 'input-tokens' out");
        }
        if (!(fields.optional(key) instanceof Node.Scalar word && word.text().equals(FROM_FILE))) {
            return TokenLengths.read(key, fields, reading.problems);
        }
        if (fields.optional(FILE) == null) {
            reading.problems.add(
                    word.place(), "'" + key + ": " + FROM_FILE + "' needs a '" + FILE + "', in which answers stand");
        }
        return file == null || !answersAll(file, word.place(), reading) ? null : new TokenLengths.OfFile(file);
    }

    private static boolean answersAll(PromptFile file, Location asked, PlanReading reading) {
        var silent = file.lines().stream().filter(line -> line.answer() == null).toList();
        if (!silent.isEmpty()) {
            reading.problems.add(
                    silent.getFirst().place(),
                    "prompts without an answer whose length " + asked + " could ask for: " + silent.size() + " of "
                            + file.lines().size()
                            + ", this one first. Add 'output-tokens' or a turn that answers, or give the workload"
                            + " lengths");
        }
        return silent.isEmpty();
    }
}
