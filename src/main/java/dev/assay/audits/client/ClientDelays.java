package dev.assay.audits.client;

import dev.assay.figures.Statistic;
import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ReadingDelays;
import dev.assay.stats.Sample;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * By how much delays of the client can have moved a statistic of the values of one test, in milliseconds. A thread that sleeps saw some of them, the
 * threads that read the sockets saw others, and some were seen by both. So each observer gives a result, and the larger one counts.
 *
 * <p>A mean: by the average delay of an event, plus 1.645 standard errors, which are not exceeded in 19 of 20 runs. One delay may have hit all
 * streams at the same instant. So the number of independent instants is only values / streams.
 *
 * <p>A quantile: leave out the j longest delays with all values that they can have hit. Every other value was delayed by at most the next longest
 * delay. The j with the smallest result counts. So one long delay moves the p99 of 10,000 gaps by almost nothing. It moves the p99 of 100 first
 * tokens, which came ten at a time, by its full length. A delay of the thread that sleeps can have hit one value of each stream; a pass of a thread
 * that reads can have hit as many values as it read sockets, which are sockets of that thread only.
 *
 * <p>The overhead that the calibration found has waits for the reading threads in it. So of these only what exceeds it counts: of the mean what
 * exceeds the same mean of the calibration, of a single wait what exceeds {@code covered}.
 *
 * @param during the delays that were seen while the test was measured
 * @param usual what bytes waited for the reading threads during the calibration; absent if nobody watched
 * @param atOnce how many streams there were at the same time, at most
 */
record ClientDelays(ClientDisturbance during, @Nullable ReadingDelays usual, int atOnce) {
    private static final double NANOS_PER_MS = 1e6;
    private static final double ONE_IN_TWENTY = 1.645;

    /**
     * Returns by how much the delays can have made the statistic larger: the end of a time was stamped late.
     *
     * @param covered how much longer than usual a wait may be and still be within the overhead that is counted elsewhere
     */
    double raised(Statistic statistic, Optional<Sample> values, double covered) {
        return moved(statistic, values, covered, -1);
    }

    /** Returns by how much the delays can have made the statistic smaller: the beginning of a time was stamped late. */
    double lowered(Statistic statistic, Optional<Sample> values, double covered) {
        return moved(statistic, values, covered, 1);
    }

    /** Returns the longest delay. */
    double longest(double covered) {
        return Math.max(longest(slept()), longest(read(covered)));
    }

    /**
     * A delay.
     *
     * @param length in milliseconds
     * @param values how many values it can have hit
     */
    private record Delay(double length, long values) {}

    private List<Delay> slept() {
        return during.longest().stream()
                .map(nanos -> new Delay(nanos / NANOS_PER_MS, atOnce))
                .toList();
    }

    private List<Delay> read(double covered) {
        return during.reading() == null
                ? List.of()
                : during.reading().longest().stream()
                        .map(pass -> new Delay(Math.max(0, pass.waited() / NANOS_PER_MS - covered), pass.reads()))
                        .toList();
    }

    private static double longest(List<Delay> delays) {
        return delays.isEmpty() ? 0 : delays.getFirst().length();
    }

    private double moved(Statistic statistic, Optional<Sample> values, double covered, int back) {
        if (statistic == Statistic.MEAN) {
            return mean(values.map(Sample::size).orElse(1), covered);
        }
        var place = place(statistic);
        return place.isPresent() && values.isPresent()
                ? Math.max(
                        moved(place.getAsDouble(), values.get(), slept(), back),
                        moved(place.getAsDouble(), values.get(), read(covered), back))
                : longest(covered);
    }

    private double mean(int values, double covered) {
        var instants = Math.max(1, (double) values / Math.max(1, atOnce));
        var slept = during.lagShift() / NANOS_PER_MS + sure(squareOfAnInstant(slept()), instants);
        var reading = during.reading();
        if (reading == null) {
            return slept;
        }
        var read = read(covered);
        return Math.max(
                slept,
                Math.max(
                        beyond(reading.instantShift(), usual == null ? 0 : usual.instantShift())
                                + sure(squareOfAnInstant(read), instants),
                        beyond(reading.readShift(), usual == null ? 0 : usual.readShift())
                                + sure(squareOfARead(read, reading.reads()), instants)));
    }

    private static double beyond(long shift, long usual) {
        return Math.max(0, shift - usual) / NANOS_PER_MS;
    }

    private static double sure(double square, double instants) {
        return ONE_IN_TWENTY * Math.sqrt(square / instants);
    }

    /**
     * An event hits a delay of length d with probability d / watched, and then waits for the rest of it, which is uniform between 0 and d, with a mean
     * square of d² / 3. So the mean square of the wait is Σ d³ / (3 × watched).
     */
    private double squareOfAnInstant(List<Delay> delays) {
        return delays.stream().mapToDouble(delay -> Math.pow(delay.length(), 3)).sum()
                / (3 * Math.max(1, during.watched()) / NANOS_PER_MS);
    }

    /** A read is one of the n of a pass with probability n / reads, and its wait has again a mean square of d² / 3. */
    private static double squareOfARead(List<Delay> delays, long reads) {
        return delays.stream()
                        .mapToDouble(delay -> delay.values() * Math.pow(delay.length(), 2))
                        .sum()
                / (3.0 * Math.max(1, reads));
    }

    private static double moved(double place, Sample values, List<Delay> delays, int back) {
        var now = values.quantile(place);
        var least = Double.POSITIVE_INFINITY;
        var left = 0L;
        for (var delay : delays) {
            var without = place + back * left / Math.max(1, values.size() - 1.0);
            if (without < 0 || without > 1) {
                break;
            }
            least = Math.min(least, Math.abs(now - values.quantile(without)) + delay.length());
            left += delay.values();
        }
        return delays.isEmpty() ? 0 : least;
    }

    private static OptionalDouble place(Statistic statistic) {
        return switch (statistic) {
            case MIN -> OptionalDouble.of(0);
            case MAX -> OptionalDouble.of(1);
            case MEAN, SD, P50, P90, P95, P99 -> statistic.quantile();
        };
    }
}
