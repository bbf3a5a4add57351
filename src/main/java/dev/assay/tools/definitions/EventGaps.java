package dev.assay.tools.definitions;

import dev.assay.stats.Series;
import java.util.function.Supplier;

/**
 * The gaps between the events of one request. A run has millions of them, so those of a trace are not kept: they are computed each time they are asked for.
 *
 * @param count how many there are
 * @param first the first one; 0 if there is none
 * @param each computes all of them, in their order
 */
public record EventGaps(int count, double first, Supplier<double[]> each) {
    /** Returns gaps that a tool has written into its file. */
    public static EventGaps of(Series written) {
        return new EventGaps(
                written.size(),
                written.size() == 0 ? 0 : written.get(0),
                () -> written.stream().toArray());
    }

    /**
     * Returns the gaps between some events of a trace.
     *
     * @param arrivals when they came, in seconds; at least one
     * @param units how many of the tool's units a second has
     */
    static EventGaps of(SeenEvents seen, SeenEvents.Counted counted, double[] arrivals, double units) {
        var first = arrivals.length < 2 ? 0 : units * (arrivals[1] - arrivals[0]);
        return new EventGaps(arrivals.length - 1, first, () -> between(seen.arrivals(counted), units));
    }

    private static double[] between(double[] arrivals, double units) {
        var gaps = new double[arrivals.length - 1];
        for (var i = 0; i < gaps.length; i++) {
            gaps[i] = units * (arrivals[i + 1] - arrivals[i]);
        }
        return gaps;
    }
}
