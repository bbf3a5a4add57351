package dev.assay.audits;

import static dev.assay.audits.findings.Bias.HIGHER;
import static dev.assay.audits.findings.Bias.LOWER;
import static dev.assay.figures.RequestFigure.CLIENT_WAIT;
import static dev.assay.figures.RequestFigure.DECODE_TPS;
import static dev.assay.figures.RequestFigure.E2E;
import static dev.assay.figures.RequestFigure.E2E_SCHEDULED;
import static dev.assay.figures.RequestFigure.ITL;
import static dev.assay.figures.RequestFigure.PROMPT_TPS_EACH;
import static dev.assay.figures.RequestFigure.TPOT;
import static dev.assay.figures.RequestFigure.TTFT;
import static dev.assay.figures.RequestFigure.TTFT_SCHEDULED;
import static dev.assay.figures.RequestFigure.TTST;
import static dev.assay.figures.RunFigure.GOODPUT;
import static dev.assay.figures.RunFigure.OUTPUT_TPS;
import static dev.assay.figures.RunFigure.PROMPT_TPS;
import static dev.assay.figures.RunFigure.QPS;

import dev.assay.audits.findings.Bias;
import dev.assay.figures.DefinedFigure;
import dev.assay.figures.FigureName;
import dev.assay.figures.SentFigure;
import dev.assay.figures.Statistic;
import dev.assay.plan.thresholds.NamedFigure;
import java.util.HashMap;
import java.util.Map;

/**
 * The figures that an invalid audit affects, and the side on which each may be off.
 *
 * @param named the bias of a figure, which is that of all its statistics
 * @param others the bias of every other figure, those of evalsets included
 */
record AffectedFigures(Map<NamedFigure, Bias> named, Bias others) {
    static final AffectedFigures NOTHING = new AffectedFigures(Map.of(), Bias.NONE);
    static final AffectedFigures EVERYTHING = new AffectedFigures(Map.of(), Bias.EITHER);
    /** The missing requests may have failed too. */
    static final AffectedFigures ANSWERS = EVERYTHING.and(HIGHER, SentFigure.values());
    /** The server is faster than it was measured. */
    static final AffectedFigures TOO_SLOW = NOTHING.and(LOWER, TTFT, TTST, E2E, TPOT, ITL)
            .and(LOWER, CLIENT_WAIT, TTFT_SCHEDULED, E2E_SCHEDULED)
            .and(HIGHER, DECODE_TPS, PROMPT_TPS_EACH)
            .and(HIGHER, QPS, GOODPUT, OUTPUT_TPS, PROMPT_TPS);
    /** The server is slower than it was measured. */
    static final AffectedFigures TOO_FAST = NOTHING.and(HIGHER, TTFT, TTST, E2E, TPOT, ITL)
            .and(HIGHER, CLIENT_WAIT, TTFT_SCHEDULED, E2E_SCHEDULED)
            .and(LOWER, DECODE_TPS, PROMPT_TPS_EACH)
            .and(LOWER, QPS, GOODPUT, OUTPUT_TPS, PROMPT_TPS);

    AffectedFigures {
        named = Map.copyOf(named);
    }

    AffectedFigures and(Bias bias, DefinedFigure... figures) {
        var more = new HashMap<>(named);
        for (var figure : figures) {
            more.put(figure, bias);
        }
        return new AffectedFigures(more, others);
    }

    /** Returns whether a figure that is not named may be off on either side. */
    boolean ofOthers() {
        return others == Bias.EITHER;
    }

    /** Returns the bias of a figure of a load test or an evalset. */
    Bias of(NamedFigure figure) {
        var bias = named.getOrDefault(figure instanceof FigureName name ? name.base() : figure, others);
        // If all values are larger, their spread may be larger or smaller.
        var spread = figure instanceof FigureName.OfRequests(var ignored, var statistic) && statistic == Statistic.SD;
        return bias != Bias.NONE && spread ? Bias.EITHER : bias;
    }
}
