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
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SentFigure;
import dev.assay.figures.ServerFigure;
import dev.assay.figures.Statistic;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an audit that fails takes the trust from: figures, and the side on which each could be off. Figures that are not named keep it.
 *
 * @param named the doubt about a figure, by its key
 * @param others the doubt about every other figure, those of evalsets included
 */
record AffectedFigures(Map<String, Bias> named, Bias others) {
    static final AffectedFigures NOTHING = new AffectedFigures(Map.of(), Bias.NONE);
    static final AffectedFigures EVERYTHING = new AffectedFigures(Map.of(), Bias.EITHER);
    /** What is missing may have failed too. */
    static final AffectedFigures ANSWERS = EVERYTHING.and(HIGHER, SentFigure.values());
    /** By itself the server is faster than it was seen. */
    static final AffectedFigures TOO_SLOW = NOTHING.and(LOWER, TTFT, TTST, E2E, TPOT, ITL)
            .and(LOWER, CLIENT_WAIT, TTFT_SCHEDULED, E2E_SCHEDULED)
            .and(HIGHER, DECODE_TPS, PROMPT_TPS_EACH)
            .and(HIGHER, QPS, GOODPUT, OUTPUT_TPS, PROMPT_TPS);
    /** By itself the server is slower than it was seen. */
    static final AffectedFigures TOO_FAST = NOTHING.and(HIGHER, TTFT, TTST, E2E, TPOT, ITL)
            .and(HIGHER, CLIENT_WAIT, TTFT_SCHEDULED, E2E_SCHEDULED)
            .and(LOWER, DECODE_TPS, PROMPT_TPS_EACH)
            .and(LOWER, QPS, GOODPUT, OUTPUT_TPS, PROMPT_TPS);

    AffectedFigures {
        named = Map.copyOf(named);
    }

    AffectedFigures and(Bias doubt, RequestFigure... figures) {
        return and(doubt, Arrays.stream(figures).map(RequestFigure::key));
    }

    AffectedFigures and(Bias doubt, RunFigure... figures) {
        return and(doubt, Arrays.stream(figures).map(RunFigure::key));
    }

    AffectedFigures and(Bias doubt, SentFigure... figures) {
        return and(doubt, Arrays.stream(figures).map(SentFigure::key));
    }

    AffectedFigures and(Bias doubt, ServerFigure... figures) {
        return and(doubt, Arrays.stream(figures).map(figure -> stem(figure.key())));
    }

    private AffectedFigures and(Bias doubt, Stream<String> keys) {
        var more = new LinkedHashMap<>(named);
        keys.forEach(key -> more.put(key, doubt));
        return new AffectedFigures(more, others);
    }

    /** Returns whether nothing is left of a figure that is not named. */
    boolean ofOthers() {
        return others == Bias.EITHER;
    }

    /** Returns the doubt about a figure with its full name: {@code ttft.p99}, {@code qps}, {@code accuracy}. */
    Bias of(String figure) {
        var statistic = Statistic.in(figure);
        var doubt = named.getOrDefault(stem(figure), others);
        // A spread may go either way when all values go up.
        return doubt != Bias.NONE && statistic.filter(Statistic.SD::equals).isPresent() ? Bias.EITHER : doubt;
    }

    private static String stem(String figure) {
        return Statistic.in(figure)
                .map(each -> figure.substring(0, figure.length() - each.key().length() - 1))
                .orElse(figure);
    }
}
