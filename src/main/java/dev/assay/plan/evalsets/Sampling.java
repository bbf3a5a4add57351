package dev.assay.plan.evalsets;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server chooses the tokens of an answer, and where it ends.
 *
 * @param temperature 0: always the most probable token
 * @param seed the seed of the draws; absent: the server's own
 * @param stop texts before which an answer ends; they are not part of it
 */
public record Sampling(BigDecimal temperature, @Nullable Integer seed, List<String> stop) {
    /** The most probable token each time, until the model ends its answer. */
    public static final Sampling GREEDY = new Sampling(BigDecimal.ZERO, null, List.of());

    public Sampling {
        temperature = temperature.signum() == 0 ? BigDecimal.ZERO : temperature.stripTrailingZeros();
        stop = List.copyOf(stop);
    }
}
