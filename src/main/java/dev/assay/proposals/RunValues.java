package dev.assay.proposals;

import dev.assay.stats.Sample;
import java.util.List;

/** What the runs of a test gave for one limit. */
public sealed interface RunValues {
    /**
     * A value of each run.
     *
     * @param values in the figure's unit: what the limit would have to allow for the run to pass
     * @param byQuestion how many questions counted in none, in one, … in all of the runs; empty if the figure is no share of questions
     */
    record Known(Sample values, List<Integer> byQuestion) implements RunValues {
        public Known {
            byQuestion = List.copyOf(byQuestion);
        }
    }

    /**
     * At least one run gave no value.
     *
     * @param reason a clause without a full stop
     */
    record Unknown(String reason) implements RunValues {}
}
