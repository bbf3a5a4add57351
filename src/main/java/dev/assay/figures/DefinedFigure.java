package dev.assay.figures;

import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Unit;

/** A figure with its definition. */
public sealed interface DefinedFigure extends NamedFigure permits RequestFigure, FigureName {
    /**
     * What is fixed of a figure.
     *
     * @param key its name in files and reports
     * @param better which of its values are the better ones
     * @param formula how it is computed, for people
     */
    record Definition(String key, Unit unit, Direction better, String formula) {}

    Definition defined();

    @Override
    default String key() {
        return defined().key();
    }

    @Override
    default Unit unit() {
        return defined().unit();
    }

    @Override
    default Direction better() {
        return defined().better();
    }

    /** Returns how it is computed, for people. */
    default String definition() {
        return defined().formula();
    }
}
