package dev.assay.plan.tests;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How the gaps between requests that come on their own are spread around their mean. */
public sealed interface Arrivals {
    /** Every gap is the mean. */
    record Constant() implements Arrivals {
        @Override
        public String toString() {
            return "constant";
        }
    }

    /** Gaps of a Poisson process: when the next one comes does not depend on those before. */
    record Poisson() implements Arrivals {
        @Override
        public String toString() {
            return "poisson";
        }
    }

    /**
     * Gaps of a gamma distribution.
     *
     * @param burstiness its shape, as {@code vllm bench serve} calls it: 1 is Poisson, below it requests come in bursts, above it more evenly
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

    /** Reads the value of a cell's {@code arrivals}: Poisson where it says nothing; absent if it could not be read. */
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
                        + "]: 1 is poisson, below it requests come in bursts");
        return null;
    }
}
