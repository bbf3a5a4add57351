package dev.assay.figures;

import dev.assay.figures.Finding.Severity;
import dev.assay.spec.Prompts;
import dev.assay.spec.Row;
import dev.assay.spec.Unit;
import dev.assay.trace.Asked;
import dev.assay.trace.Recording;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Objects;

/** The audit of a server's cache of prefixes: of unique prompts it can know nothing, or almost nothing. */
final class PrefixCache {
    private static final String NAME = "prefix cache";

    /** Nothing but a word or two at the beginning of a prompt can be in it by chance. */
    private static final double MOST = 0.01;

    private PrefixCache() {}

    static Finding of(Row.Cell cell, Recording recording) {
        var complete = recording.measured().stream().filter(Trace::complete).toList();
        var prompts = CachedPrompts.of(complete.stream()
                .map(trace -> trace.transcript().usage())
                .filter(Objects::nonNull)
                .toList());
        var share = prompts.share();
        if (share.isEmpty()) {
            return new Finding(
                    NAME,
                    Severity.NOTE,
                    "it could not be seen: no answer says how many tokens of its prompt were cached (vLLM does with"
                            + " --enable-prompt-tokens-details)");
        }
        var text = prompts.cached() + " of " + prompts.prompt() + " prompt tokens ("
                + Unit.SHARE.format(share.getAsDouble()) + ") came from a cache";
        var common = cell.prompts() instanceof Prompts.Unique ? 0 : common(cell, recording, complete);
        if (share.getAsDouble() > common + MOST) {
            return new Finding(
                    NAME,
                    Severity.INVALID,
                    text + ", allowed with prompts " + cell.prompts() + ": " + Unit.SHARE.format(common + MOST)
                            + (cell.workload().file().isPresent()
                                    ? "; perhaps it has seen the file before: start the server anew, or add prompts"
                                    : ""));
        }
        if (common == 0 || (cell.prompts() instanceof Prompts.AsWritten && share.getAsDouble() <= MOST)) {
            return new Finding(NAME, Severity.SOUND, text);
        }
        // What the plan lets a cache know is no fault of the measurement, but nobody may take it for a prefill.
        return new Finding(
                NAME,
                Severity.NOTE,
                share.getAsDouble() > MOST
                        ? text + ": figures of a cached prefix, since prompts are " + cell.prompts()
                        : text + ", though prompts are " + cell.prompts()
                                + ": the server keeps no prefixes, or none so short");
    }

    /** Returns the share of prompt tokens that a cache could know; of a request that nobody wrote down, none. */
    private static double common(Row.Cell cell, Recording recording, List<Trace> complete) {
        var asked = complete.stream()
                .map(trace -> TokensExact.asked(cell, recording, trace))
                .filter(Objects::nonNull)
                .toList();
        return asked.stream().mapToLong(Asked::shared).sum()
                / (double)
                        Math.max(1, asked.stream().mapToLong(Asked::inputTokens).sum());
    }
}
