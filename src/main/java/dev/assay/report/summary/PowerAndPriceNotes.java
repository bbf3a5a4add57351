package dev.assay.report.summary;

import dev.assay.figures.Figure;
import dev.assay.figures.RunFigure;
import dev.assay.gate.TestVerdict;
import dev.assay.plan.thresholds.Unit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a cell's server drew and cost, for the notes of a table; nothing where that is not known. */
final class PowerAndPriceNotes {
    private PowerAndPriceNotes() {}

    static List<String> of(TestVerdict row, Language language) {
        return row instanceof TestVerdict.OfLoadTest cell ? of(cell, language) : List.of();
    }

    private static List<String> of(TestVerdict.OfLoadTest cell, Language language) {
        return Stream.of(
                        note(cell, RunFigure.GPU_POWER, language, Phrase.GPU_POWER),
                        note(cell, RunFigure.ENERGY_PER_MTOK, language, Phrase.ENERGY_PER_MTOK),
                        note(cell, RunFigure.COST_PER_MTOK, language, Phrase.COST_PER_MTOK))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<String> note(TestVerdict.OfLoadTest cell, RunFigure figure, Language language, Phrase name) {
        return switch (cell.figures().get(figure)) {
            case Figure.Undefined ignored -> Stream.of();
            case Figure.Measured measured -> Stream.of(language.fact(name, shown(cell, measured)));
        };
    }

    /** Money has its currency: {@code 0.6120 EUR/Mtok (2.20 EUR/h)}. */
    private static String shown(TestVerdict.OfLoadTest cell, Figure.Measured measured) {
        var text = measured.unit().format(measured.value());
        if (measured.unit() != Unit.PER_MTOK) {
            return text;
        }
        var price = Objects.requireNonNull(cell.planned().deployment().price());
        return text.replace("/", " " + price.currency() + "/") + " (" + price + ")";
    }
}
