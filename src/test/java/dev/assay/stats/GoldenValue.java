package dev.assay.stats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A value by SciPy, from {@code golden.csv}, which {@code golden.py} beside it wrote.
 *
 * @param arguments groups of numbers
 */
record GoldenValue(List<double[]> arguments, double value) {
    private static final Path FILE = Path.of("src/test/resources/dev/assay/stats/golden.csv");

    /** Returns all values of a method; there is one at least. */
    static List<GoldenValue> of(String method) {
        try (var lines = Files.lines(FILE)) {
            var found = lines.map(line -> line.split(","))
                    .filter(fields -> fields[0].equals(method))
                    .map(fields -> new GoldenValue(
                            Arrays.stream(fields[1].split(" / "))
                                    .map(GoldenValue::numbers)
                                    .toList(),
                            number(fields[2])))
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(FILE + " has no value of " + method + ".");
            }
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static double[] numbers(String written) {
        return Arrays.stream(written.split(" "))
                .mapToDouble(GoldenValue::number)
                .toArray();
    }

    private static double number(String written) {
        return switch (written) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(written);
        };
    }

    /** Returns a number of the first group. */
    double number(int index) {
        return arguments.getFirst()[index];
    }

    /** Returns a whole number of the first group. */
    int count(int index) {
        return (int) number(index);
    }

    /** Returns the only number of the last group. */
    double last() {
        return arguments.getLast()[0];
    }

    @Override
    public String toString() {
        return arguments.stream().map(Arrays::toString).toList() + " gives " + value;
    }
}
