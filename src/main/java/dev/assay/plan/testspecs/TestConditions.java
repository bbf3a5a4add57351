package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.plan.launch.Launch;
import dev.assay.plan.thresholds.PlanReading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a test is measured, with which server arguments, and whether its limits are enforced.
 *
 * @param tiers the tiers of the test, in the order of the file; none: the test is in every tier
 * @param serve the arguments of the serve command, which replace those of the deployment; absent: those of the deployment
 * @param enforced whether a missed limit fails the test; if not, it is only shown
 * @param repeats how many times it is measured, each time at a fresh start of a server that the gate starts; at least 1
 */
public record TestConditions(List<String> tiers, @Nullable List<String> serve, boolean enforced, int repeats) {
    /** The most repeats of a test. */
    public static final int MOST_REPEATS = 1000;

    /** The conditions of a test that has none of these keys. */
    public static final TestConditions DEFAULT = new TestConditions(List.of(), null, true);

    /** The conditions of a test that is measured once. */
    public TestConditions(List<String> tiers, @Nullable List<String> serve, boolean enforced) {
        this(tiers, serve, enforced, 1);
    }

    /** Returns the same conditions with another number of repeats. */
    public TestConditions repeated(int times) {
        return new TestConditions(tiers, serve, enforced, times);
    }

    public TestConditions {
        tiers = List.copyOf(tiers);
        serve = serve == null ? null : List.copyOf(serve);
    }

    /** Returns whether the test is in this tier. */
    public boolean isIn(String tier) {
        return tiers.isEmpty() || tiers.contains(tier);
    }

    /** Reads the keys {@code tier}, {@code serve} and {@code enforce} of a load test or of an evalset's test. */
    static TestConditions read(Fields fields, PlanReading reading) {
        return new TestConditions(
                tiers(fields.optional("tier"), reading),
                Launch.serve(fields, reading),
                fields.flag("enforce", true),
                fields.count("repeats", 1, MOST_REPEATS, 1));
    }

    private static List<String> tiers(@Nullable Node node, PlanReading reading) {
        var words = switch (node) {
            case null -> List.<Node>of();
            case Node.Sequence list -> list.items();
            case Node.Scalar one -> List.<Node>of(one);
            case Node.Mapping mapping -> List.<Node>of(mapping);
            case Node.Numbers numbers -> List.<Node>of(numbers);
        };
        if (node != null && words.isEmpty()) {
            reading.problems.add(node.place(), "'tier' must name a tier, found an empty list");
        }
        var tiers = new ArrayList<String>();
        for (var word : words) {
            if (word instanceof Node.Scalar scalar && scalar.text().matches("[A-Za-z0-9-]+")) {
                tiers.add(scalar.text());
            } else {
                reading.problems.add(
                        word.place(),
                        "a tier must be a word of letters, digits and '-', such as pr or nightly; found "
                                + word.found());
            }
        }
        return tiers;
    }
}
