package dev.assay.spec;

import dev.assay.input.Location;
import java.util.List;

/** One thing to measure on a deployment and the limits it must keep: a load cell or an evalset. */
public sealed interface Row {
    /** Returns the row's name within its deployment: the cell's or the evalset's. */
    String name();

    List<Limit> limits();

    /** Returns the place in thresholds.yaml where the row starts. */
    Location place();

    /** How the prompts of a cell relate to each other. */
    enum Prompts {
        /** Seeded, no two share a prefix. */
        UNIQUE
    }

    /**
     * One workload at one concurrency.
     *
     * @param concurrency requests in flight, always exactly that many while work remains
     * @param requests how many are measured
     * @param warmup how many go before, with prompts of their own, and are not measured
     * @param source where the limits come from, for people
     */
    record Cell(
            String name,
            Workload workload,
            int concurrency,
            int requests,
            int warmup,
            Prompts prompts,
            String source,
            List<Limit> limits,
            Location place)
            implements Row {
        public Cell {
            limits = List.copyOf(limits);
        }
    }

    /**
     * One evalset, asked once.
     *
     * @param concurrency questions in flight
     * @param source where the limits come from, for people
     */
    record Accuracy(Evalset evalset, int concurrency, String source, List<Limit> limits, Location place)
            implements Row {
        public Accuracy {
            limits = List.copyOf(limits);
        }

        @Override
        public String name() {
            return evalset.name();
        }
    }
}
