package dev.assay.spec;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a load cell asks of the model, request by request.
 *
 * @param name the name other rows refer to
 * @param inputTokens tokens in each prompt, exactly
 * @param outputTokens tokens in each answer, exactly
 * @param api which route is asked
 * @param promptForm how a prompt is written into a request
 */
public record Workload(String name, int inputTokens, int outputTokens, Api api, PromptForm promptForm) {
    private static final int MOST_TOKENS = 10_000_000;

    /** The routes that a cell can ask. */
    public enum Api {
        COMPLETIONS
    }

    /** The forms that a prompt can have. Its tokens are the same in each. */
    public enum PromptForm {
        TEXT,
        TOKEN_IDS
    }

    static @Nullable Workload read(Node.Entry entry, Problems problems) {
        var fields = Fields.of(entry.value(), "a workload", problems);
        if (fields == null) {
            return null;
        }
        var inputTokens = fields.count("input-tokens", MOST_TOKENS);
        var outputTokens = fields.count("output-tokens", MOST_TOKENS);
        var api = fields.choice("api", List.of("completions"));
        var ids = fields.optional("prompt-form") != null
                && "token-ids".equals(fields.choice("prompt-form", List.of("text", "token-ids")));
        fields.refuseOthers(Reading.LATER);
        if (inputTokens == null || outputTokens == null || api == null) {
            return null;
        }
        return new Workload(
                entry.key(), inputTokens, outputTokens, Api.COMPLETIONS, ids ? PromptForm.TOKEN_IDS : PromptForm.TEXT);
    }
}
