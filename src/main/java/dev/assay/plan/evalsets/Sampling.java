package dev.assay.plan.evalsets;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a server chooses the tokens of an answer, and where it ends.
 *
 * @param temperature 0: always the most probable token
 * @param topP of how much probability together the most probable tokens are that may be drawn; 1: all. Without meaning at temperature 0
 * @param topK how many tokens may be drawn; absent: all. Without meaning at temperature 0
 * @param seed the seed of the draws; absent: the server's own
 * @param stop texts before which an answer ends; they are not part of it
 */
public record Sampling(
        BigDecimal temperature,
        BigDecimal topP,
        @Nullable Integer topK,
        @Nullable Integer seed,
        List<String> stop) {
    /** The most probable token each time, until the model ends its answer. */
    public static final Sampling GREEDY = greedy(null, List.of());

    public Sampling {
        temperature = plain(temperature);
        topP = plain(topP);
        stop = List.copyOf(stop);
    }

    /** Returns the most probable token each time. */
    public static Sampling greedy(@Nullable Integer seed, List<String> stop) {
        return new Sampling(BigDecimal.ZERO, BigDecimal.ONE, null, seed, stop);
    }

    /** Returns the number in a form that is the same for equal numbers. */
    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Returns whether each token is the most probable one. */
    public boolean isGreedy() {
        return temperature.signum() == 0;
    }

    /** Returns the sampling of one of several answers to a question, from 1: each has the next seed, so that they are not alike. */
    Sampling ofAnswer(int number) {
        return seed == null ? this : new Sampling(temperature, topP, topK, seed + number - 1, stop);
    }

    /** Returns what differs from {@link #GREEDY}, by name. */
    Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        if (!stop.isEmpty()) {
            facts.put(
                    "stop",
                    stop.stream()
                            .map(each -> "\"" + each.replace("\n", "\\n") + "\"")
                            .collect(Collectors.joining(", ")));
        }
        if (!isGreedy()) {
            facts.put("temperature", temperature.toPlainString());
            facts.put("top-p", topP.toPlainString());
            facts.put("top-k", topK == null ? "all" : topK.toString());
        }
        if (seed != null) {
            facts.put("sampling seed", seed.toString());
        }
        return facts;
    }
}
