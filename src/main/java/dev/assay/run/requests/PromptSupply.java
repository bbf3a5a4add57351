package dev.assay.run.requests;

import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.tests.Prompts;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.PromptFile;
import dev.assay.prompt.Tokenizer;
import java.util.List;
import java.util.stream.Stream;

/** Finds prompts that a tokenizer cannot make, or that are not as long as their file says, before anything is sent. */
public final class PromptSupply {
    private PromptSupply() {}

    public static List<Problem> problems(Plan plan, Tokenizers tokenizers) {
        return plan.rows().stream()
                .flatMap(planned -> planned.row() instanceof TestSpec.Cell cell
                        ? problems(cell, tokenizers.of(planned.deployment()))
                        : Stream.of())
                .distinct()
                .toList();
    }

    public static Stream<Problem> problems(TestSpec.Cell cell, Tokenizer tokenizer) {
        return cell.workload()
                .file()
                .map(file -> file.lines().stream().flatMap(line -> problem(line, tokenizer)))
                .orElseGet(() -> problem(cell, tokenizer));
    }

    private static Stream<Problem> problem(PromptFile.Line line, Tokenizer tokenizer) {
        if (line.tokens() == null) {
            return Stream.of();
        }
        var found = tokenizer.ids(line.prompt()).size();
        return found == line.tokens()
                ? Stream.of()
                : Stream.of(new Problem(
                        line.place(),
                        "'input-tokens' says " + line.tokens() + ", and the deployment's tokenizer makes " + found
                                + " of this prompt"));
    }

    private static Stream<Problem> problem(TestSpec.Cell cell, Tokenizer tokenizer) {
        var needed = cell.prompts() instanceof Prompts.Identical ? 1 : cell.differentPrompts();
        var words = tokenizer.words().size();
        return words >= needed
                ? Stream.of()
                : Stream.of(new Problem(
                        cell.place(),
                        "cell [" + cell.name() + "] needs " + needed
                                + " prompts of which each begins with another word,"
                                + " and the deployment's tokenizer has " + words
                                + " words of one token: plan fewer requests, or draw prompts from a file"));
    }
}
