package dev.assay.figures;

import static dev.assay.figures.Doubt.HIGHER;
import static dev.assay.figures.Doubt.LOWER;
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
record Spoils(Map<String, Doubt> named, Doubt others) {
    static final Spoils NOTHING = new Spoils(Map.of(), Doubt.NONE);
    static final Spoils EVERYTHING = new Spoils(Map.of(), Doubt.EITHER);
    /** What is missing may have failed too. */
    static final Spoils ANSWERS = EVERYTHING.and(HIGHER, SentFigure.values());
    /** By itself the server is faster than it was seen. */
    static final Spoils TOO_SLOW = NOTHING.and(LOWER, TTFT, TTST, E2E, TPOT, ITL)
            .and(LOWER, CLIENT_WAIT, TTFT_SCHEDULED, E2E_SCHEDULED)
            .and(HIGHER, DECODE_TPS, PROMPT_TPS_EACH)
            .and(HIGHER, QPS, GOODPUT, OUTPUT_TPS, PROMPT_TPS);
    /** By itself the server is slower than it was seen. */
    static final Spoils TOO_FAST = NOTHING.and(HIGHER, TTFT, TTST, E2E, TPOT, ITL)
            .and(HIGHER, CLIENT_WAIT, TTFT_SCHEDULED, E2E_SCHEDULED)
            .and(LOWER, DECODE_TPS, PROMPT_TPS_EACH)
            .and(LOWER, QPS, GOODPUT, OUTPUT_TPS, PROMPT_TPS);

    Spoils {
        named = Map.copyOf(named);
    }

    Spoils and(Doubt doubt, RequestFigure... figures) {
        return and(doubt, Arrays.stream(figures).map(RequestFigure::key));
    }

    Spoils and(Doubt doubt, RunFigure... figures) {
        return and(doubt, Arrays.stream(figures).map(RunFigure::key));
    }

    Spoils and(Doubt doubt, SentFigure... figures) {
        return and(doubt, Arrays.stream(figures).map(SentFigure::key));
    }

    Spoils and(Doubt doubt, ServerFigure... figures) {
        return and(doubt, Arrays.stream(figures).map(figure -> stem(figure.key())));
    }

    private Spoils and(Doubt doubt, Stream<String> keys) {
        var more = new LinkedHashMap<>(named);
        keys.forEach(key -> more.put(key, doubt));
        return new Spoils(more, others);
    }

    /** Returns whether nothing is left of a figure that is not named. */
    boolean ofOthers() {
        return others == Doubt.EITHER;
    }

    /** Returns the doubt about a figure with its full name: {@code ttft.p99}, {@code qps}, {@code accuracy}. */
    Doubt of(String figure) {
        var statistic = Statistic.in(figure);
        var doubt = named.getOrDefault(stem(figure), others);
        // A spread may go either way when all values go up.
        return doubt != Doubt.NONE && statistic.filter(Statistic.SD::equals).isPresent() ? Doubt.EITHER : doubt;
    }

    private static String stem(String figure) {
        return Statistic.in(figure)
                .map(each -> figure.substring(0, figure.length() - each.key().length() - 1))
                .orElse(figure);
    }
}
