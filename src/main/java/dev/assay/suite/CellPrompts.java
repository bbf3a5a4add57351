package dev.assay.suite;

import dev.assay.prompt.ExactPrompts;
import dev.assay.prompt.Prompt;
import dev.assay.prompt.Tokenizer;
import dev.assay.spec.Lengths;
import dev.assay.spec.Row;
import dev.assay.trace.Asked;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Writes the prompts of a cell, those of its warm-up first. The same seed gives the same ones, and the same lengths. */
final class CellPrompts {
    private final Row.Cell cell;
    private final Tokenizer tokenizer;
    private final long seed;
    /** Not the sequence that the words are shuffled with. */
    private final Random lengths;

    private CellPrompts(Row.Cell cell, Tokenizer tokenizer, long seed) {
        this.cell = cell;
        this.tokenizer = tokenizer;
        this.seed = seed;
        this.lengths = new Random(~seed);
    }

    /** A prompt, and how many tokens its request asks for. */
    record Asking(Prompt prompt, Asked asked) {}

    static List<Asking> of(Row.Cell cell, Tokenizer tokenizer, long seed) {
        return new CellPrompts(cell, tokenizer, seed).words();
    }

    private List<Asking> words() {
        var workload = cell.workload();
        var prompts = new ExactPrompts(tokenizer, common(), seed);
        return IntStream.range(0, cell.warmup() + cell.requests())
                .mapToObj(index -> {
                    var in = workload.input().next(lengths);
                    var out = workload.output().next(lengths);
                    var prompt = switch (workload.promptForm()) {
                        case TEXT -> prompts.text(index, in);
                        case TOKEN_IDS -> prompts.ids(index, in);
                    };
                    return new Asking(prompt, new Asked(in, out, cell.prompts().common(in)));
                })
                .toList();
    }

    /** Only prompts of one length have tokens in common. */
    private int common() {
        return cell.workload().input() instanceof Lengths.Exactly exactly
                ? cell.prompts().common(exactly.tokens())
                : 0;
    }
}
