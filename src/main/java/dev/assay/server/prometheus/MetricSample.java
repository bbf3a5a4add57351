package dev.assay.server.prometheus;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a page of metrics: a name, labels, and a value.
 *
 * @param labels by their names, without the escapes of the format
 * @param value as it is written; empty where the rest of the line is not of the format
 */
public record MetricSample(String name, Map<String, String> labels, String value) {
    // prometheus.io/docs/instrumenting/exposition_formats, text format 0.0.4; a colon may stand in a metric's name
    // only.
    private static final Pattern NAME = Pattern.compile("[ \t]*([a-zA-Z_:][a-zA-Z0-9_:]*)[ \t]*");
    private static final Pattern LABEL =
            Pattern.compile("[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*\"((?:[^\"\\\\]|\\\\.)*+)\"[ \t]*(,?)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final Pattern END_OF_LABELS = Pattern.compile("[ \t]*}");
    /** A time and an exemplar may follow. */
    private static final Pattern VALUE = Pattern.compile("[ \t]*([^ \t]+).*");

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");
    /** Others have digits that no exporter counts, or an exponent with which calculating takes for ever. */
    private static final Pattern SHORT = Pattern.compile("[+-]?[0-9.]{1,40}(?:[eE][+-]?[0-9]{1,3})?");

    public MetricSample {
        labels = Map.copyOf(labels);
    }

    /**
     * Reads a line; empty if it does not begin with the name of a metric. What begins with a name and is not of the format otherwise is a
     * sample without a value, so that nobody takes the other samples of the metric for all of them.
     */
    static Optional<MetricSample> of(String line) {
        var at = NAME.matcher(line);
        if (!at.lookingAt()) {
            return Optional.empty();
        }
        var name = at.group(1);
        var hasLabels = at.end() < line.length() && line.charAt(at.end()) == '{';
        if (!hasLabels && at.end() == at.end(1)) {
            // The name runs on into something that no name has.
            return Optional.empty();
        }
        var labels = new LinkedHashMap<String, String>();
        var end = hasLabels ? labels(line, at.end() + 1, labels) : at.end();
        var value = VALUE.matcher(line);
        return Optional.of(
                end >= 0 && value.region(end, line.length()).matches()
                        ? new MetricSample(name, labels, value.group(1))
                        : new MetricSample(name, Map.of(), ""));
    }

    /** Reads the labels from {@code start} on; returns where they end, or -1 if they are not of the format. */
    private static int labels(String line, int start, Map<String, String> labels) {
        var at = start;
        var label = LABEL.matcher(line);
        var more = true;
        while (more && label.region(at, line.length()).lookingAt()) {
            labels.putIfAbsent(label.group(1), plain(label.group(2)));
            at = label.end();
            more = !label.group(3).isEmpty();
        }
        var end = END_OF_LABELS.matcher(line).region(at, line.length());
        return end.lookingAt() ? end.end() : -1;
    }

    private static String plain(String written) {
        return ESCAPE.matcher(written)
                .replaceAll(escape -> Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1)));
    }

    /** Returns the value; empty if it is not a finite number. */
    public OptionalDouble number() {
        return number(value);
    }

    /** Returns the value as it is written in decimals, or near it where it has very many; empty if it is not a finite number. */
    public Optional<BigDecimal> decimal() {
        var number = number();
        return number.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        SHORT.matcher(value).matches()
                                ? new BigDecimal(value)
                                : BigDecimal.valueOf(number.getAsDouble()));
    }

    /** Returns what a text of the format means; empty if it is not a finite number. */
    static OptionalDouble number(String text) {
        var number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
