package dev.assay.plan.launch;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.plan.thresholds.PlanReading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The GPUs of the machine that a container can use. */
public sealed interface Gpus {
    /** No GPU. */
    record None() implements Gpus {
        @Override
        public String toString() {
            return "none";
        }
    }

    /** All GPUs. */
    record All() implements Gpus {
        @Override
        public String toString() {
            return "all";
        }
    }

    /**
     * Some of the GPUs.
     *
     * @param ids their numbers from 0, or the UUIDs of GPUs or of MIG instances
     */
    record Some(List<String> ids) implements Gpus {
        private static final Pattern ID = Pattern.compile("[0-9]{1,3}|(GPU|MIG)-[A-Za-z0-9/-]+");

        public Some {
            ids = List.copyOf(ids);
        }

        /** The first GPUs, from number 0. */
        static Some first(int count) {
            return new Some(
                    IntStream.range(0, count).mapToObj(Integer::toString).toList());
        }

        @Override
        public String toString() {
            return ids.stream().collect(Collectors.joining(","));
        }
    }

    /** The largest number of GPUs that can be asked for. */
    int MOST = 64;

    static Gpus read(Fields fields, PlanReading reading) {
        var value = fields.optional("gpus");
        if (value == null) {
            return new None();
        }
        var gpus = read(value);
        if (gpus == null) {
            reading.problems.add(
                    value.place(),
                    "'gpus' must be all, none, a number of GPUs (1 to " + MOST
                            + "), or a list of numbers from 0 or of UUIDs, such as"
                            + " [\"0\", \"1\"] or [MIG-…]; found " + value.found());
            return new None();
        }
        return gpus;
    }

    private static @Nullable Gpus read(Node value) {
        return switch (value) {
            case Node.Scalar scalar when scalar.text().equals("all") -> new All();
            case Node.Scalar scalar when scalar.text().equals("none") -> new None();
            case Node.Scalar scalar when scalar.text().matches("[1-9][0-9]?") -> count(scalar);
            case Node.Sequence sequence -> some(sequence);
            default -> null;
        };
    }

    private static @Nullable Gpus count(Node.Scalar scalar) {
        var count = Integer.parseInt(scalar.text());
        return count <= MOST ? Some.first(count) : null;
    }

    private static @Nullable Gpus some(Node.Sequence sequence) {
        var ids = new ArrayList<String>();
        for (var item : sequence.items()) {
            if (!(item instanceof Node.Scalar scalar)
                    || !Some.ID.matcher(scalar.text()).matches()) {
                return null;
            }
            ids.add(scalar.text());
        }
        return ids.isEmpty() ? null : new Some(ids);
    }
}
