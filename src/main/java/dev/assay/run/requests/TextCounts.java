package dev.assay.run.requests;

import dev.assay.audits.client.FirstReads;
import dev.assay.figures.times.FirstRead.Texts;
import dev.assay.prompt.Tokenizer;
import dev.assay.trace.TextTokens;
import dev.assay.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Counts the tokens of the first read with the deployment's tokenizer, for answers in which nothing else counts them. The texts are kept until all requests
 * have ended, so no request waits for the tokenizer. The counts are stored with the traces, so judging needs no tokenizer.
 */
public final class TextCounts {
    private final Map<String, Texts> texts = new LinkedHashMap<>();
    private final Map<String, TextTokens> known = new LinkedHashMap<>();

    /** Takes a trace when it is written. */
    public void take(Trace trace) {
        var before = trace.textTokens();
        if (before != null) {
            known.put(trace.id(), before);
        } else if (!trace.warmup()) {
            FirstReads.toCount(trace).ifPresent(text -> texts.put(trace.id(), text));
        }
    }

    /** Returns the counts by the ids of the traces. The tokenizer is loaded only if there is something to count. */
    public Map<String, TextTokens> counts(Supplier<Tokenizer> tokenizer) {
        var counts = new LinkedHashMap<>(known);
        texts.forEach((id, text) -> counts.put(
                id,
                new TextTokens(
                        tokenizer.get().ids(text.first()).size(),
                        tokenizer.get().ids(text.later()).size())));
        return counts;
    }
}
