package dev.assay.baseline;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.starts.StartValue;
import dev.assay.stats.Sample;
import dev.assay.stats.Uncertainty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the figures of a test, each with its value at every start. */
record FigureReader(int starts, Problems problems) {
    /** The file has six digits. */
    private static final double ROUNDING = 2e-5;

    /** Returns the figures of each start. */
    List<Map<String, StartValue>> read(List<Node.Entry> entries) {
        var values = new ArrayList<Map<String, StartValue>>();
        for (var i = 0; i < starts; i++) {
            values.add(new LinkedHashMap<>());
        }
        for (var entry : entries) {
            var fields = Fields.of(entry.value(), "the figure '" + entry.key() + "'", problems);
            if (fields != null) {
                put(entry.key(), fields, values);
            }
        }
        return values;
    }

    private void put(String key, Fields fields, List<Map<String, StartValue>> values) {
        var mean = fields.number("mean");
        var sd = fields.optionalNumber("sd");
        var count = fields.count("count", Math.max(1, starts));
        var measured = numbers("values", fields.required("values"));
        var below = fields.optional("below") == null ? null : numbers("below", fields.optional("below"));
        var above = fields.optional("above") == null ? null : numbers("above", fields.optional("above"));
        fields.refuseOthers(Map.of());
        if (measured == null) {
            return;
        }
        var known = measured.stream().filter(Objects::nonNull).toList();
        if (known.isEmpty()) {
            problems.add(fields.placeOf("values"), "'values' of '" + key + "' has no number: remove the figure");
            return;
        }
        var sample = Sample.of(known.stream().mapToDouble(Double::doubleValue));
        agree(key, "count", fields, count == null ? null : Double.valueOf(count), known.size());
        agree(key, "mean", fields, mean, sample.mean());
        if (sd != null || sample.sd().isPresent()) {
            agree(key, "sd", fields, sd, sample.sd().orElse(Double.NaN));
        }
        for (var i = 0; i < starts; i++) {
            var value = measured.get(i);
            if (value != null) {
                values.get(i).put(key, new StartValue(value, new Uncertainty(end(below, i), end(above, i))));
            }
        }
    }

    private static double end(@Nullable List<@Nullable Double> ends, int start) {
        var end = ends == null ? null : ends.get(start);
        return end == null ? 0 : end;
    }

    /** What is computed from the values must be what it says, or a person changed one and not the other. */
    private void agree(String key, String name, Fields fields, @Nullable Double written, double computed) {
        if (written == null) {
            if (name.equals("sd")) {
                problems.add(fields.place(), "the figure '" + key + "' needs '" + name + "'");
            }
        } else if (!(Math.abs(written - computed) <= ROUNDING * Math.max(Math.abs(computed), sizeOf(fields)))) {
            problems.add(
                    fields.placeOf(name),
                    "'" + name + "' of '" + key + "' is " + BaselineText.number(written) + ", but its values give "
                            + (Double.isFinite(computed) ? BaselineText.number(computed) : "none")
                            + ". Baselines are measured, not edited: write it anew with -Dassay.baseline=write");
        }
    }

    /** The rounding of the values is a part of their size, and an sd may be much smaller than they are. */
    private static double sizeOf(Fields fields) {
        var mean = fields.optionalNumber("mean");
        return mean == null ? 0 : Math.abs(mean);
    }

    /** Returns a number for each start; absent, with a problem, if the node has other items. A null stays null. */
    private @Nullable List<@Nullable Double> numbers(String key, @Nullable Node node) {
        if (node == null) {
            return null;
        }
        var numbers = new ArrayList<@Nullable Double>();
        var valid = true;
        if (node instanceof Node.Numbers all) {
            all.values().stream().forEach(numbers::add);
        } else if (node instanceof Node.Sequence list) {
            for (var item : list.items()) {
                var number = number(key, item);
                valid &= number != null || isNull(item);
                numbers.add(number);
            }
        }
        if (!valid || numbers.size() != starts || numbers.stream().anyMatch(each -> refused(key, each))) {
            problems.add(
                    node.place(),
                    "'" + key + "' must be a list of " + starts + (starts == 1 ? " number" : " numbers")
                            + ", one for each start"
                            + (key.equals("values") ? " (null where it has no value)" : ", at least 0")
                            + "; found " + (numbers.size() == starts ? "other items" : numbers.size() + " items"));
            return null;
        }
        return numbers;
    }

    private static boolean refused(String key, @Nullable Double number) {
        return number != null && (key.equals("values") ? !Double.isFinite(number) : !(number >= 0));
    }

    private static @Nullable Double number(String key, Node item) {
        if (!(item instanceof Node.Scalar scalar)) {
            return null;
        }
        if (scalar.kind() == Node.Kind.NUMBER) {
            return Double.valueOf(scalar.text());
        }
        return scalar.text().equals(BaselineText.UNBOUNDED) && !key.equals("values")
                ? Double.valueOf(Double.POSITIVE_INFINITY)
                : null;
    }

    private static boolean isNull(Node item) {
        return item instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NOTHING;
    }
}
