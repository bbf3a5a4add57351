package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the requests of a test are sent: closed loop or open loop. */
public sealed interface Pace {
    /** The key of the throttle, the most requests that the client lets out at a time. */
    String MAX_IN_FLIGHT = "max-in-flight";

    /**
     * Returns the throttle: at most this many requests are in flight, and further ones wait in the client; absent if there is no throttle.
     */
    @Nullable Integer maxInFlight();

    /** Returns the concurrency or the rate for a column of a table, without the throttle: {@code 4}, {@code 2/s poisson}. */
    String asked();

    /** Returns the throttle in words: {@code max-in-flight 24}; empty if there is none. */
    default Optional<String> throttle() {
        return maxInFlight() == null ? Optional.empty() : Optional.of("max-in-flight " + maxInFlight());
    }

    /**
     * Closed loop: each request that ends is replaced by the next one at once.
     *
     * @param concurrency how many requests are in flight, or wait for the throttle, at any time until none are left
     * @param maxInFlight the throttle, below the concurrency; absent: none
     */
    record Closed(int concurrency, @Nullable Integer maxInFlight) implements Pace {
        /** A closed loop without a throttle. */
        public Closed(int concurrency) {
            this(concurrency, null);
        }

        /** Returns how many requests are in flight at any time until none are left. */
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
     * Open loop: requests arrive at a rate, whether earlier ones have ended or not.
     *
     * @param rate the mean number of arrivals per second after the ramp-up
     * @param seed the seed of the gaps. It is used for nothing else, so that all runs of a plan have the same arrivals
     * @param rampUp the time in which the rate grows linearly from zero; absent: no ramp-up
     * @param maxInFlight the throttle; absent: none
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

    /**
     * Reads {@code concurrency} or {@code rate} of a load test, with the keys that belong to it; absent, with a problem, if it could not be
     * read.
     */
    static @Nullable Pace read(Fields fields, PlanReading reading) {
        var concurrency = fields.optional("concurrency");
        var rate = fields.optional("rate");
        var ofRates = List.of("arrivals", "arrival-seed", "ramp-up");
        var alone = ofRates.stream().filter(key -> fields.optional(key) != null).toList();
        if (concurrency != null && rate != null) {
            reading.problems.add(
                    rate.place(),
                    "'rate' and 'concurrency' exclude each other: requests either arrive at a rate, or a fixed"
                            + " number is kept in flight. Remove one of the keys");
        } else if (rate != null) {
            return open(fields, rate, reading);
        } else if (concurrency == null) {
            reading.problems.add(fields.place(), "a load test needs 'concurrency' or 'rate'");
        } else {
            alone.forEach(key -> reading.problems.add(
                    fields.placeOf(key),
                    "'" + key + "' only applies to a load test with a 'rate', and this one has none: remove it"));
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
                            + " has no effect. Lower it, or remove it");
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
