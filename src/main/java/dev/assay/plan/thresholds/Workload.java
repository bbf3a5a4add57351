package dev.assay.plan.thresholds;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a load test: the lengths of prompts and answers, the API and the form of the prompts.
 *
 * @param name the name that load tests refer to
 * @param input the lengths of the prompts
 * @param output the lengths of the answers
 * @param api the route of the requests
 * @param promptForm how a prompt is written into a request
 */
public record Workload(String name, TokenLengths input, TokenLengths output, Api api, PromptForm promptForm) {
    private static final String FILE = "prompt-file";
    private static final String FROM_FILE = "from-file";

    /** Returns the file that the prompts are drawn from; empty if they are random words. */
    public Optional<PromptFile> file() {
        return input instanceof TokenLengths.OfFile(var file) ? Optional.of(file) : Optional.empty();
    }

    /** Returns whether all prompts have one length, and all answers have one length. */
    public boolean isExact() {
        return input instanceof TokenLengths.Exactly && output instanceof TokenLengths.Exactly;
    }

    /** The routes that a load test can use. */
    public enum Api {
        COMPLETIONS
    }

    /** The forms of a prompt in a request. Its tokens are the same in every form. */
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
            return null; // the missing file was reported already
        }
        if (fields.optional("input-tokens") == null) {
            reading.problems.add(
                    fields.place(), "a workload needs 'input-tokens', or '" + FILE + "' to draw prompts from a file");
            return null;
        }
        return TokenLengths.read("input-tokens", fields, reading.problems);
    }

    private static @Nullable TokenLengths output(Fields fields, @Nullable PromptFile file, PlanReading reading) {
        var key = "output-tokens";
        if (fields.optional(FILE) != null && fields.optional("input-tokens") != null) {
            reading.problems.add(
                    fields.placeOf("input-tokens"),
                    "the prompts of a '" + FILE + "' have their own lengths: remove 'input-tokens'");
        }
        if (!(fields.optional(key) instanceof Node.Scalar word && word.text().equals(FROM_FILE))) {
            return TokenLengths.read(key, fields, reading.problems);
        }
        if (fields.optional(FILE) == null) {
            reading.problems.add(
                    word.place(), "'" + key + ": " + FROM_FILE + "' needs a '" + FILE + "'that has answers");
        }
        return file == null || !answersAll(file, word.place(), reading) ? null : new TokenLengths.OfFile(file);
    }

    private static boolean answersAll(PromptFile file, Location asked, PlanReading reading) {
        var silent = file.lines().stream().filter(line -> line.answer() == null).toList();
        if (!silent.isEmpty()) {
            reading.problems.add(
                    silent.getFirst().place(),
                    "" + asked + " needs the length of each prompt's answer. Prompts without an answer: "
                            + silent.size() + " of "
                            + file.lines().size()
                            + "; this is the first. Add 'output-tokens' or an answer to each line, or give the workload's 'output-tokens' as a number");
        }
        return silent.isEmpty();
    }
}
