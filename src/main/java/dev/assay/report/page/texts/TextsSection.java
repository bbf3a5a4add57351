package dev.assay.report.page.texts;

import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.report.against.ComparedRun;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * The log-probabilities tests of a page.
 *
 * @param rows their figures and limits, in the order of the tests
 * @param pairs their texts beside those of references, in the order of the tests
 */
public record TextsSection(List<TextRow> rows, List<TextPair> pairs) {
    public TextsSection {
        rows = List.copyOf(rows);
        pairs = List.copyOf(pairs);
    }

    /** Returns the tests of a run. */
    public static TextsSection of(RunVerdict run, Optional<ComparedRun> compared) {
        var tests = run.tests().stream()
                .filter(test -> test.planned().test() instanceof LogProbabilities)
                .toList();
        return new TextsSection(
                tests.stream().flatMap(test -> TextRow.of(test).stream()).toList(),
                tests.stream()
                        .flatMap(test -> TextPair.of(test, compared).stream())
                        .toList());
    }

    /** Adds what the scripts draw. */
    public void into(ArrayNode json) {
        pairs.forEach(pair -> pair.into(json.addObject()));
    }
}
