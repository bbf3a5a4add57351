package dev.assay.report.summary;

import dev.assay.figures.Figure;
import dev.assay.figures.RunFigure;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.words.Language;
import dev.assay.report.words.Phrase;
import dev.assay.stats.Sample;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The power, energy and cost of a load test, for the notes of a table; none if unknown. */
final class PowerAndPriceNotes {
    private PowerAndPriceNotes() {}

    static List<String> of(TestVerdict test, Language language) {
        return Stream.of(
                        note(test, RunFigure.GPU_POWER, language, Phrase.GPU_POWER),
                        note(test, RunFigure.ENERGY_PER_MTOK, language, Phrase.ENERGY_PER_MTOK),
                        note(test, RunFigure.COST_PER_MTOK, language, Phrase.COST_PER_MTOK))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<String> note(TestVerdict test, RunFigure figure, Language language, Phrase name) {
        return value(test, figure).stream().mapToObj(value -> language.fact(name, shown(test, figure.unit(), value)));
    }

    /** Returns the value of a figure, or its mean over the repeats. */
    private static OptionalDouble value(TestVerdict test, RunFigure figure) {
        return switch (test) {
            case TestVerdict.OfLoadTest loadTest ->
                loadTest.figures().get(figure) instanceof Figure.Measured measured
                        ? OptionalDouble.of(measured.value())
                        : OptionalDouble.empty();
            case TestVerdict.OfRepeats repeats ->
                repeats.figures().values(figure).stream()
                        .mapToDouble(Sample::mean)
                        .findFirst();
            case TestVerdict.OfAccuracy ignored -> OptionalDouble.empty();
            case TextsVerdict ignored -> OptionalDouble.empty();
            case ProtocolVerdict ignored -> OptionalDouble.empty();
            case TestVerdict.NotRun ignored -> OptionalDouble.empty();
        };
    }

    /** Adds the currency and the price: {@code 0.6120 EUR/Mtok (2.20 EUR/h)}. */
    private static String shown(TestVerdict loadTest, Unit unit, double value) {
        var text = unit.format(value);
        if (unit != Unit.PER_MTOK) {
            return text;
        }
        var price = Objects.requireNonNull(loadTest.planned().deployment().price());
        return text.replace("/", " " + price.currency() + "/") + " (" + price + ")";
    }
}
