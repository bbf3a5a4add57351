package dev.assay.audits.client;

import dev.assay.figures.Statistic;
import dev.assay.recording.ClientDisturbance;
import dev.assay.stats.Sample;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * By how much what kept the harness from its work can have moved a statistic of a row's values, in milliseconds.
 *
 * <p>A mean: by what an event is put off at any instant, on average, and by 1.645 standard errors more, which it keeps within in nineteen runs of
 * twenty. What all streams wait for may come at one instant, so there are only so many instants as values of each stream.
 *
 * <p>A quantile: leave the j longest delays out, with all the values that they can have held up, which are j of each stream; every other was held
 * up by the next delay at most. The j that leaves the least counts. So one long delay moves the p99 of ten thousand gaps by hardly anything,
 * and that of a hundred first tokens, which came ten at a time, by all it took.
 *
 * @param during what was seen while the test was measured
 * @param atOnce how many streams there were at most
 */
record ClientDelays(ClientDisturbance during, int atOnce) {
    private static final double NANOS_PER_MS = 1e6;
    private static final double ONE_IN_TWENTY = 1.645;

    /** Returns how much larger they can have made it; an end that is stamped late is one. */
    double raised(Statistic statistic, Optional<Sample> values) {
        return moved(statistic, values, -1);
    }

    /** Returns how much smaller they can have made it; what begins with a late stamp is. */
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
     * An instant falls into a delay as often as that is long, and waits for its end: any part of it, so that the mean square of what is waited
     * is a third of the sum of the cubes by the time there was. Short delays have no part in that.
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

    /** So many delays left out, and where in all values the quantile then lies. */
    private record Left(double place, int out) {}

    private static OptionalDouble place(Statistic statistic) {
        return switch (statistic) {
            case MIN -> OptionalDouble.of(0);
            case MAX -> OptionalDouble.of(1);
            case MEAN, SD, P50, P90, P95, P99 -> statistic.quantile();
        };
    }
}
