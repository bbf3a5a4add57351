package dev.assay.bench.soak;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The samples of a run, and what of them must be flat.
 *
 * @param samples one for each test, in their order
 */
record Soak(List<SoakSample> samples) {
    private static final double MEBIBYTE = 1 << 20;
    /** What the result of a test may take until the run ends, for the reports, in MiB. It has the figures and their intervals, and no values of single requests. */
    static final double RESULT = 0.125;

    private static final double NANOS_PER_MICRO = 1e3;

    Soak {
        samples = List.copyOf(samples);
    }

    /**
     * A quantity.
     *
     * @param name with its unit
     * @param values one for each sample
     * @param most the most that it may grow over the last three quarters, in its unit
     */
    record Quantity(String name, List<Double> values, Flatness flatness, double most) {
        boolean isFlat() {
            return flatness.growth() <= most;
        }

        /** Returns it for the message of a failed bench. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s grew by %.1f from %.1f, allowed %.1f",
                    name,
                    flatness.growth(),
                    flatness.level(),
                    most);
        }
    }

    double[] requests() {
        return samples.stream().mapToDouble(SoakSample::requests).toArray();
    }

    /** Returns all quantities, each with what it may grow. */
    List<Quantity> quantities() {
        return List.of(
                held("heap after a collection, MiB", sample -> sample.heap() / MEBIBYTE, 0.05, RESULT),
                held("memory of the process, MiB", sample -> sample.resident() / MEBIBYTE, 0.05, RESULT),
                held("threads", SoakSample::threads, 0, 0),
                held("file handles", SoakSample::handles, 0, 0),
                spent("processor time per request, µs", SoakSample::processorNanos, 0.1),
                spent("time per request, µs", SoakSample::nanos, 0.1));
    }

    /**
     * Returns what is held.
     *
     * @param share how much of its level it may grow
     * @param each how much it may grow with each test
     */
    private Quantity held(String name, ToDoubleFunction<SoakSample> value, double share, double each) {
        return quantity(name, samples.stream().mapToDouble(value).toArray(), share, each);
    }

    /** What was spent on the requests of each test, for each of them. */
    private Quantity spent(String name, ToDoubleFunction<SoakSample> soFar, double share) {
        var values = IntStream.range(0, samples.size())
                .mapToDouble(i -> {
                    var before = i == 0 ? new SoakSample(0, 0, 0, 0, 0, 0, 0) : samples.get(i - 1);
                    var spent = soFar.applyAsDouble(samples.get(i)) - soFar.applyAsDouble(before);
                    return spent / NANOS_PER_MICRO / (samples.get(i).requests() - before.requests());
                })
                .toArray();
        return quantity(name, values, share, 0);
    }

    private Quantity quantity(String name, double[] values, double share, double each) {
        var flatness = Flatness.of(requests(), values);
        return new Quantity(
                name,
                Arrays.stream(values).boxed().toList(),
                flatness,
                share * flatness.level() + each * (values.length - values.length / 4));
    }

    /** Returns a table in Markdown. */
    String table() {
        return """
                | quantity | first test | median of the last three quarters | growth over them | allowed growth |
                |---|---|---|---|---|
                """ + quantities().stream().map(Soak::line).collect(Collectors.joining());
    }

    private static String line(Quantity quantity) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %+.1f (%+.1f %%) | %.1f |%n",
                quantity.name(),
                quantity.values().getFirst(),
                quantity.flatness().level(),
                quantity.flatness().growth(),
                100 * quantity.flatness().share(),
                quantity.most());
    }
}
