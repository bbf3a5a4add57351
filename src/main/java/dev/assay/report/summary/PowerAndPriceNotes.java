package dev.assay.report.summary;

import dev.assay.figures.Figure;
import dev.assay.figures.RunFigure;
import dev.assay.gate.TestVerdict;
import dev.assay.plan.thresholds.Unit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The power, energy and cost of a load test, for the notes of a table; none if unknown. */
final class PowerAndPriceNotes {
    private PowerAndPriceNotes() {}

    static List<String> of(TestVerdict test, Language language) {
        return test instanceof TestVerdict.OfLoadTest loadTest ? of(loadTest, language) : List.of();
    }

    private static List<String> of(TestVerdict.OfLoadTest loadTest, Language language) {
        return Stream.of(
                        note(loadTest, RunFigure.GPU_POWER, language, Phrase.GPU_POWER),
                        note(loadTest, RunFigure.ENERGY_PER_MTOK, language, Phrase.ENERGY_PER_MTOK),
                        note(loadTest, RunFigure.COST_PER_MTOK, language, Phrase.COST_PER_MTOK))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<String> note(
            TestVerdict.OfLoadTest loadTest, RunFigure figure, Language language, Phrase name) {
        return switch (loadTest.figures().get(figure)) {
            case Figure.Undefined ignored -> Stream.of();
            case Figure.Measured measured -> Stream.of(language.fact(name, shown(loadTest, measured)));
        };
    }

    /** Adds the currency and the price: {@code 0.6120 EUR/Mtok (2.20 EUR/h)}. */
    private static String shown(TestVerdict.OfLoadTest loadTest, Figure.Measured measured) {
        var text = measured.unit().format(measured.value());
        if (measured.unit() != Unit.PER_MTOK) {
            return text;
        }
        var price = Objects.requireNonNull(loadTest.planned().deployment().price());
        return text.replace("/", " " + price.currency() + "/") + " (" + price + ")";
    }
}
