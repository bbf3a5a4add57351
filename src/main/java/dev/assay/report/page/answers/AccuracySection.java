package dev.assay.report.page.answers;

import dev.assay.accuracy.Outcome;
import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Recording;
import dev.assay.report.against.ComparedRun;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The evalsets of a page.
 *
 * @param rates those of one evalset beside each other
 * @param outcomes in the same order
 */
public record AccuracySection(List<RateRow> rates, List<OutcomeRow> outcomes, QuestionTable questions) {
    public AccuracySection {
        rates = List.copyOf(rates);
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Returns the evalsets of a run.
     *
     * @param recordings the recordings of a test, in the order of its repeats
     */
    public static AccuracySection of(
            RunVerdict run, Optional<ComparedRun> compared, Function<Planned, Stream<Recording>> recordings) {
        var tests = AskedTest.of(run, compared);
        var order = tests.stream().map(AskedTest::evalset).distinct().toList();
        var sorted = tests.stream()
                .sorted(Comparator.comparingInt(test -> order.indexOf(test.evalset())))
                .toList();
        return new AccuracySection(
                sorted.stream().flatMap(test -> RateRow.of(test).stream()).toList(),
                sorted.stream().flatMap(test -> OutcomeRow.of(test).stream()).toList(),
                QuestionTable.of(sorted, AskedQuestions.of(sorted, recordings)));
    }

    /** Returns the outcomes that came at least once. */
    public List<OutcomeWord> came() {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcomes.stream().anyMatch(row -> row.count(outcome) > 0))
                .map(OutcomeWord::of)
                .toList();
    }

    /** Adds what the scripts draw. */
    public void into(ObjectNode json) {
        var rateRows = json.putArray("rates");
        rates.forEach(row -> row.into(rateRows.addObject()));
        var outcomeRows = json.putArray("outcomes");
        outcomes.forEach(row -> row.into(outcomeRows.addObject()));
        var words = json.putArray("words");
        OutcomeWord.ALL.forEach(word -> words.addObject()
                .put("name", word.outcome().name())
                .put("kind", word.kind())
                .put("en", word.meaning().english())
                .put("zh", word.meaning().chinese()));
        var sources = json.putArray("sources");
        SourceWord.ALL.forEach(word -> sources.addObject()
                .put("en", word.said().english())
                .put("zh", word.said().chinese())
                .put("guess", word.guess()));
    }
}
