package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The distribution of the gaps between requests that arrive at a rate (open loop). */
public sealed interface Arrivals {
    /** Every gap equals the mean. */
    record Constant() implements Arrivals {
        @Override
        public String toString() {
            return "constant";
        }
    }

    /** The gaps of a Poisson process: each arrival is independent of the arrivals before it. */
    record Poisson() implements Arrivals {
        @Override
        public String toString() {
            return "poisson";
        }
    }

    /**
     * Gaps with a gamma distribution.
     *
     * @param burstiness the shape of the distribution, with the name from {@code vllm bench serve}: 1 is Poisson; below 1 requests arrive
     * in bursts, above 1 more evenly
     */
    record Gamma(double burstiness) implements Arrivals {
        static final double LEAST = 0.01;
        static final double MOST = 1000;

        @Override
        public String toString() {
            return "gamma "
                    + new BigDecimal(Double.toString(burstiness))
                            .stripTrailingZeros()
                            .toPlainString();
        }
    }

    /** Reads the value of a load test's {@code arrivals}: Poisson if it is missing; absent, with a problem, if it could not be read. */
    static @Nullable Arrivals read(@Nullable Node node, PlanReading reading) {
        if (node == null || isWord(node, "poisson")) {
            return new Poisson();
        }
        if (isWord(node, "constant")) {
            return new Constant();
        }
        if (node instanceof Node.Mapping mapping) {
            return gamma(new Fields(mapping, "'arrivals'", reading.problems), reading);
        }
        reading.problems.add(
                node.place(), "'arrivals' must be poisson, constant or {gamma: 0.5}, found " + node.found());
        return null;
    }

    private static boolean isWord(Node node, String word) {
        return node instanceof Node.Scalar scalar && scalar.text().equals(word);
    }

    private static @Nullable Arrivals gamma(Fields fields, PlanReading reading) {
        var node = fields.required("gamma");
        fields.refuseOthers(PlanReading.LATER);
        var shape = node == null ? null : Quantity.read("gamma", Unit.COUNT, node, null, reading.problems);
        if (node == null || shape == null) {
            return null;
        }
        if (shape.value() >= Gamma.LEAST && shape.value() <= Gamma.MOST) {
            return new Gamma(shape.value());
        }
        reading.problems.add(
                node.place(),
                "'gamma' must be from 0.01 to 1000, found [" + shape
                        + "]: 1 is poisson, and below 1 requests arrive in bursts");
        return null;
    }
}
