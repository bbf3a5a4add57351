package dev.assay.audits.client;

import dev.assay.figures.Statistic;
import dev.assay.recording.ClientDisturbance;
import dev.assay.stats.Sample;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * By how much delays of the client can have moved a statistic of the values of one test, in milliseconds.
 *
 * <p>A mean: by the average delay of an event that happens at any instant, plus 1.645 standard errors, which are not exceeded in 19 of 20 runs. One
 * delay may have hit all streams at the same instant. So the number of independent instants is only values / streams.
 *
 * <p>A quantile: leave out the j longest delays with all values that they can have hit, which are j per stream. Every other value was delayed by
 * at most the next longest delay. The j with the smallest result counts. So one long delay moves the p99 of 10,000 gaps by almost nothing. It
 * moves the p99 of 100 first tokens, which came ten at a time, by its full length.
 *
 * @param during the delays that were seen while the test was measured
 * @param atOnce how many streams there were at the same time, at most
 */
record ClientDelays(ClientDisturbance during, int atOnce) {
    private static final double NANOS_PER_MS = 1e6;
    private static final double ONE_IN_TWENTY = 1.645;

    /** Returns by how much the delays can have made the statistic larger: the end of a time was stamped late. */
    double raised(Statistic statistic, Optional<Sample> values) {
        return moved(statistic, values, -1);
    }

    /** Returns by how much the delays can have made the statistic smaller: the beginning of a time was stamped late. */
    double lowered(Statistic statistic, Optional<Sample> values) {
        return moved(statistic, values, 1);
    }

    /** Returns the longest delay. */
    double longest() {
        return during.lagMax() / NANOS_PER_MS;
    }

    private double moved(Statistic statistic, Optional<Sample> values, int back) {
        if (statistic == Statistic.MEAN) {
            return mean(values.map(Sample::size).orElse(1));
        }
        var place = place(statistic);
        return place.isPresent() && values.isPresent() ? moved(place.getAsDouble(), values.get(), back) : longest();
    }

    /**
     * The mean delay plus 1.645 standard errors. An event hits a delay of length d with probability d / watched, and then waits for the rest of it,
     * which is uniform between 0 and d, with a mean square of d² / 3. So the mean square of the wait is Σ d³ / (3 × watched).
     */
    private double mean(int values) {
        var square = during.longest().stream()
                        .mapToDouble(delay -> Math.pow(delay / NANOS_PER_MS, 3))
                        .sum()
                / (3 * Math.max(1, during.watched()) / NANOS_PER_MS);
        var instants = Math.max(1, (double) values / Math.max(1, atOnce));
        return during.lagShift() / NANOS_PER_MS + ONE_IN_TWENTY * Math.sqrt(square / instants);
    }

    private double moved(double place, Sample values, int back) {
        var now = values.quantile(place);
        return IntStream.range(0, during.longest().size())
                .mapToObj(left -> new Left(place + back * (left * atOnce) / Math.max(1, values.size() - 1.0), left))
                .takeWhile(left -> left.place >= 0 && left.place <= 1)
                .mapToDouble(left -> Math.abs(now - values.quantile(left.place))
                        + during.longest().get(left.out) / NANOS_PER_MS)
                .min()
                .orElse(0);
    }

    /** The number of delays that are left out, and the probability of the quantile after that. */
    private record Left(double place, int out) {}

    private static OptionalDouble place(Statistic statistic) {
        return switch (statistic) {
            case MIN -> OptionalDouble.of(0);
            case MAX -> OptionalDouble.of(1);
            case MEAN, SD, P50, P90, P95, P99 -> statistic.quantile();
        };
    }
}
