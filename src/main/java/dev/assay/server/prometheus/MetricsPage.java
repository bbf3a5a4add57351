package dev.assay.server.prometheus;

import dev.assay.recording.Histogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a server or an exporter said at one time on its page of metrics, in Prometheus' text format.
 *
 * @param samples in the order of the page
 * @param types the type of each metric whose {@code # TYPE} line is there, by the metric's name
 */
public record MetricsPage(List<MetricSample> samples, Map<String, String> types) {
    private static final String BOUND = "le";

    public MetricsPage {
        samples = List.copyOf(samples);
        types = Map.copyOf(types);
    }

    /** Parses the text of a page. A line that is not of the format is left out; {@link MetricSample#of} says which still count. */
    public static MetricsPage of(String text) {
        var samples = new ArrayList<MetricSample>();
        var types = new LinkedHashMap<String, String>();
        text.lines().forEach(line -> {
            if (line.startsWith("#")) {
                var words = line.split("[ \t]+", -1);
                if (words.length >= 4 && words[1].equals("TYPE")) {
                    types.put(words[2], words[3]);
                }
            } else {
                MetricSample.of(line).ifPresent(samples::add);
            }
        });
        return new MetricsPage(samples, types);
    }

    /** Returns the sum of a metric over all its label sets; empty if the page has no such metric. */
    public OptionalDouble sum(String name) {
        var values = values(name);
        return values.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(values.stream().mapToDouble(Value::number).sum());
    }

    /** Returns the largest value of a metric over all its label sets; empty if the page has no such metric. */
    public OptionalDouble max(String name) {
        return values(name).stream().mapToDouble(Value::number).max();
    }

    /** Returns the sum of a counter; 0 where the page has its type and no value of it yet, empty where it has neither. */
    public OptionalDouble count(String name) {
        var sum = sum(name);
        return sum.isEmpty() && "counter".equals(types.get(name)) ? OptionalDouble.of(0) : sum;
    }

    /** Returns the sums of a metric by the values of a label; under the empty text those that do not have it. */
    public Map<String, Double> by(String label, String name) {
        var sums = new LinkedHashMap<String, Double>();
        values(name).forEach(each -> sums.merge(each.labels().getOrDefault(label, ""), each.number(), Double::sum));
        return sums;
    }

    /** Returns the histogram of this name over all its label sets; empty if the page has no such metric. */
    public Optional<Histogram> histogram(String name) {
        var count = sum(name + "_count");
        var sum = sum(name + "_sum");
        if (count.isEmpty() || sum.isEmpty()) {
            return Optional.empty();
        }
        var bounds = new TreeMap<Double, Long>();
        // The bucket without a finite bound holds the count itself.
        by(BOUND, name + "_bucket")
                .forEach((bound, below) -> MetricSample.number(bound)
                        .ifPresent(atMost -> bounds.merge(atMost, Math.round(below), Long::sum)));
        var buckets = new ArrayList<Histogram.Bucket>();
        bounds.forEach((bound, below) -> buckets.add(new Histogram.Bucket(bound, below)));
        return Optional.of(new Histogram(Math.round(count.getAsDouble()), sum.getAsDouble(), buckets));
    }

    private record Value(Map<String, String> labels, double number) {}

    /** Returns all values of a metric; none where one of them is no finite number: the others would be a wrong sum. */
    private List<Value> values(String name) {
        var values = new ArrayList<Value>();
        for (var sample : samples) {
            if (sample.name().equals(name)) {
                var number = sample.number();
                if (number.isEmpty()) {
                    return List.of();
                }
                values.add(new Value(sample.labels(), number.getAsDouble()));
            }
        }
        return values;
    }
}
