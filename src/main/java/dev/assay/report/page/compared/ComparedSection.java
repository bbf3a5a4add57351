package dev.assay.report.page.compared;

import dev.assay.gate.results.RunVerdict;
import dev.assay.report.against.ComparedRun;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * All comparisons of a page.
 *
 * @param limits the limits that compare, in the order of the tests
 * @param references what they are compared with and how it differs from what was tested, each once
 * @param answers the answers beside those of references, in the order of the tests
 * @param beside what the run is compared with beside its limits; empty if with nothing
 */
public record ComparedSection(
        List<ComparedLimit> limits, List<String> references, List<AnswerRow> answers, Optional<BesideRun> beside) {
    public ComparedSection {
        limits = List.copyOf(limits);
        references = List.copyOf(references);
        answers = List.copyOf(answers);
    }

    /** Returns the comparisons of a run. */
    public static ComparedSection of(RunVerdict run, Optional<ComparedRun> compared) {
        return new ComparedSection(
                run.tests().stream()
                        .flatMap(test -> ComparedLimit.of(test).stream())
                        .toList(),
                run.tests().stream()
                        .flatMap(ComparedLimit::references)
                        .distinct()
                        .toList(),
                run.tests().stream()
                        .flatMap(test -> AnswerRow.of(test, compared).stream())
                        .toList(),
                compared.map(BesideRun::of));
    }

    /** Returns whether nothing is compared. */
    public boolean isEmpty() {
        return limits.isEmpty() && answers.isEmpty() && beside.isEmpty();
    }

    /** Adds what the scripts draw. */
    public void into(ArrayNode json) {
        answers.forEach(row -> row.into(json.addObject()));
    }
}
