package dev.assay.server.engines;

import dev.assay.recording.Histogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a server's {@code /metrics} said at one time, in Prometheus' text format, line by line. */
public record MetricsPage(List<String> lines) {
    private static final String BOUND = "le";

    public MetricsPage {
        lines = List.copyOf(lines);
    }

    public MetricsPage(String text) {
        this(text.lines().toList());
    }

    /** A value with its labels, as they are written. */
    private record Series(String labels, double value) {
        Optional<String> label(String name) {
            var found = Pattern.compile("[{,]\\s*" + Pattern.quote(name) + "=\"((?:[^\"\\\\]|\\\\.)*)\"")
                    .matcher(labels);
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        }
    }

    /** Returns the sum of a metric over all its label sets; empty if the server has no such metric. */
    public OptionalDouble sum(String name) {
        var series = series(name);
        return series.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(series.stream().mapToDouble(Series::value).sum());
    }

    /** Returns the largest value of a metric over all its label sets; empty if the server has no such metric. */
    OptionalDouble max(String name) {
        return series(name).stream().mapToDouble(Series::value).max();
    }

    /** Returns the sum of a counter; 0 where the server names it and has counted nothing yet, empty where it does not know it. */
    OptionalDouble count(String name) {
        var sum = sum(name);
        return sum.isEmpty() && lines.contains("# TYPE " + name + " counter") ? OptionalDouble.of(0) : sum;
    }

    /** Returns the sums of a metric by the values of a label; under the empty text those that do not have it. */
    public Map<String, Double> by(String label, String name) {
        var sums = new LinkedHashMap<String, Double>();
        series(name).forEach(each -> sums.merge(each.label(label).orElse(""), each.value(), Double::sum));
        return sums;
    }

    /** Returns the histogram of this name over all its label sets; empty if the server has no such metric. */
    public Optional<Histogram> histogram(String name) {
        var count = sum(name + "_count");
        var sum = sum(name + "_sum");
        if (count.isEmpty() || sum.isEmpty()) {
            return Optional.empty();
        }
        var bounds = new TreeMap<Double, Long>();
        by(BOUND, name + "_bucket").forEach((bound, below) -> {
            // The infinite one is the count itself.
            if (bound.matches("[0-9.]+([eE][+-]?[0-9]+)?")) {
                bounds.merge(Double.parseDouble(bound), Math.round(below), Long::sum);
            }
        });
        var buckets = new ArrayList<Histogram.Bucket>();
        bounds.forEach((bound, below) -> buckets.add(new Histogram.Bucket(bound, below)));
        return Optional.of(new Histogram(Math.round(count.getAsDouble()), sum.getAsDouble(), buckets));
    }

    /** Returns all values of a metric; none where one of them is no number. */
    private List<Series> series(String name) {
        var series = new ArrayList<Series>();
        for (var line : lines) {
            if (line.startsWith(name)
                    && line.length() > name.length()
                    && "{ ".indexOf(line.charAt(name.length())) >= 0) {
                var value = value(line);
                if (value.isEmpty() || Double.isNaN(value.getAsDouble())) {
                    return List.of();
                }
                series.add(new Series(line.substring(name.length()), value.getAsDouble()));
            }
        }
        return series;
    }

    /** The value is the first word behind the labels, in which a brace may only stand inside quotes. */
    private static OptionalDouble value(String line) {
        var labels = line.lastIndexOf('}');
        var rest = line.substring(labels < 0 ? line.indexOf(' ') : labels + 1).strip();
        try {
            return OptionalDouble.of(Double.parseDouble(rest.replaceFirst("\\s.*$", "")));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
