package dev.assay.target;

import java.util.OptionalDouble;

/** What a server's {@code /metrics} said at one time, in Prometheus' text format. */
record Gauges(String text) {
    /** Returns the sum of a metric over all its label sets; empty if the server has no such metric. */
    OptionalDouble sum(String name) {
        var sum = 0.0;
        var found = false;
        for (var line : text.lines().toList()) {
            if (line.startsWith(name + "{") || line.startsWith(name + " ")) {
                var value = value(line);
                if (value.isEmpty()) {
                    return OptionalDouble.empty();
                }
                sum += value.getAsDouble();
                found = true;
            }
        }
        return found ? OptionalDouble.of(sum) : OptionalDouble.empty();
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
