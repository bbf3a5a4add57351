package dev.assay.spec;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a load cell asks of the model, request by request.
 *
 * @param name the name other rows refer to
 * @param input tokens in each prompt
 * @param output tokens in each answer
 * @param api which route is asked
 * @param promptForm how a prompt is written into a request
 */
public record Workload(String name, Lengths input, Lengths output, Api api, PromptForm promptForm) {
    /** A workload whose prompts all have the same length, and whose answers too. */
    public Workload(String name, int inputTokens, int outputTokens, Api api, PromptForm promptForm) {
        this(name, new Lengths.Exactly(inputTokens), new Lengths.Exactly(outputTokens), api, promptForm);
    }

    /** Returns whether all prompts have one length that is known, and all answers too. */
    public boolean isExact() {
        return input instanceof Lengths.Exactly && output instanceof Lengths.Exactly;
    }

    /** The routes that a cell can ask. */
    public enum Api {
        COMPLETIONS
    }

    /** The forms that a prompt can have. Its tokens are the same in each. */
    public enum PromptForm {
        TEXT,
        TOKEN_IDS
    }

    static @Nullable Workload read(Node.Entry entry, Reading reading) {
        var fields = Fields.of(entry.value(), "a workload", reading.problems);
        if (fields == null) {
            return null;
        }
        var input = Lengths.read("input-tokens", fields, reading.problems);
        var output = Lengths.read("output-tokens", fields, reading.problems);
        var api = fields.choice("api", List.of("completions"));
        var ids = fields.optional("prompt-form") != null
                && "token-ids".equals(fields.choice("prompt-form", List.of("text", "token-ids")));
        fields.refuseOthers(Reading.LATER);
        if (input == null || output == null || api == null) {
            return null;
        }
        return new Workload(entry.key(), input, output, Api.COMPLETIONS, ids ? PromptForm.TOKEN_IDS : PromptForm.TEXT);
    }
}
