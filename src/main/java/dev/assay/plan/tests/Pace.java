package dev.assay.plan.tests;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the requests of a test come. */
public sealed interface Pace {
    /** The key of the throttle. */
    String MAX_IN_FLIGHT = "max-in-flight";

    /** Returns the most in flight where a throttle holds back in the client what is due beyond it; absent where nothing throttles. */
    @Nullable Integer maxInFlight();

    /** Returns what is asked for, to stand in a column before a throttle: {@code 4}, {@code 2/s poisson}. */
    String asked();

    /** Returns what keeps fewer in flight than are due, for people: {@code max-in-flight 24}; empty if nothing does. */
    default Optional<String> throttle() {
        return maxInFlight() == null ? Optional.empty() : Optional.of("max-in-flight " + maxInFlight());
    }

    /**
     * Users who ask again when they are answered.
     *
     * @param concurrency requests under way, always exactly so many while work remains
     * @param maxInFlight a throttle below the concurrency; absent: none
     */
    record Closed(int concurrency, @Nullable Integer maxInFlight) implements Pace {
        /** Without a throttle. */
        public Closed(int concurrency) {
            this(concurrency, null);
        }

        /** Returns how many requests are in flight, always exactly so many while work remains. */
        public int inFlight() {
            return maxInFlight == null ? concurrency : maxInFlight;
        }

        @Override
        public String asked() {
            return Integer.toString(concurrency);
        }

        @Override
        public String toString() {
            return throttle()
                    .map(throttle -> "concurrency " + concurrency + ", " + throttle)
                    .orElse(concurrency + " in flight");
        }
    }

    /**
     * Requests that come on their own, whether those before are answered or not.
     *
     * @param rate how many come in a second on average, once the ramp-up is over
     * @param seed what their gaps are drawn with; nothing else of a run is, so that all runs of a plan have the same list
     * @param rampUp how long the rate grows, in a straight line from zero; absent: not at all
     * @param maxInFlight a throttle; absent: none
     */
    record Open(
            Quantity rate,
            Arrivals arrivals,
            long seed,
            @Nullable Quantity rampUp,
            @Nullable Integer maxInFlight) implements Pace {
        @Override
        public String asked() {
            return rate + " " + arrivals + (rampUp == null ? "" : ", ramp-up " + rampUp);
        }

        @Override
        public String toString() {
            return asked() + throttle().map(", "::concat).orElse("");
        }
    }

    /** Reads how the requests of a load test come; absent if that could not be read. */
    static @Nullable Pace read(Fields fields, PlanReading reading) {
        var concurrency = fields.optional("concurrency");
        var rate = fields.optional("rate");
        var ofRates = List.of("arrivals", "arrival-seed", "ramp-up");
        var alone = ofRates.stream().filter(key -> fields.optional(key) != null).toList();
        if (concurrency != null && rate != null) {
            reading.problems.add(
                    rate.place(),
                    "'rate' and 'concurrency' exclude each other: requests come on their own, or from users who ask again"
                            + " when they are answered. Take one out");
        } else if (rate != null) {
            return open(fields, rate, reading);
        } else if (concurrency == null) {
            reading.problems.add(fields.place(), "a load test needs 'concurrency' or 'rate'");
        } else {
            alone.forEach(key -> reading.problems.add(
                    fields.placeOf(key),
                    "'" + key + "' says how requests come at a 'rate', and the load test has none: take it out"));
            return closed(fields, reading);
        }
        fields.optional(MAX_IN_FLIGHT);
        return null;
    }

    private static @Nullable Pace closed(Fields fields, PlanReading reading) {
        var concurrency = fields.count("concurrency", PlanReading.MOST_IN_FLIGHT);
        var most = throttle(fields);
        if (most != null && concurrency != null && most >= concurrency) {
            reading.problems.add(
                    fields.placeOf(MAX_IN_FLIGHT),
                    "'" + MAX_IN_FLIGHT + "' must be below 'concurrency': " + most + " for " + concurrency
                            + " throttles nothing. Lower it, or take it out");
        }
        return concurrency == null ? null : new Closed(concurrency, most);
    }

    private static @Nullable Pace open(Fields fields, Node written, PlanReading reading) {
        var rate = Quantity.read("rate", Unit.PER_SECOND, written, null, reading.problems);
        var arrivals = Arrivals.read(fields.optional("arrivals"), reading);
        var seed = fields.count("arrival-seed", 0, Integer.MAX_VALUE, 1);
        var rampUp = TestLength.time(fields, "ramp-up", reading);
        var most = throttle(fields);
        return rate == null || arrivals == null ? null : new Open(rate, arrivals, seed, rampUp, most);
    }

    private static @Nullable Integer throttle(Fields fields) {
        return fields.optional(MAX_IN_FLIGHT) == null ? null : fields.count(MAX_IN_FLIGHT, PlanReading.MOST_IN_FLIGHT);
    }
}
