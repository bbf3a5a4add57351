package dev.assay.suite;

import dev.assay.input.Problem;
import dev.assay.prompt.Tokenizer;
import dev.assay.spec.Plan;
import dev.assay.spec.PromptFile;
import dev.assay.spec.Prompts;
import dev.assay.spec.Row;
import java.util.List;
import java.util.stream.Stream;

/** Finds prompts that a tokenizer cannot make, or that are not as long as their file says, before anything is sent. */
final class PromptSupply {
    private PromptSupply() {}

    static List<Problem> problems(Plan plan, Tokenizers tokenizers) {
        return plan.rows().stream()
                .flatMap(planned -> planned.row() instanceof Row.Cell cell
                        ? problems(cell, tokenizers.of(planned.deployment()))
                        : Stream.of())
                .distinct()
                .toList();
    }

    private static Stream<Problem> problems(Row.Cell cell, Tokenizer tokenizer) {
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

    private static Stream<Problem> problem(Row.Cell cell, Tokenizer tokenizer) {
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
