package dev.assay.plan.deployments;

import dev.assay.input.Node;
import dev.assay.input.SimilarNames;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.PlanReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the key {@code during} of the evalsets' tests of a deployment: the load test whose load keeps the server busy while the questions are
 * asked. Of that load test count its workload, its prompts and its concurrency; not its limits, its warm-up and the number of its requests.
 *
 * @param tests the load tests that could be read
 * @param names the names of all load tests, as they are written
 */
record LoadDuringEvalsets(List<TestSpec.LoadTest> tests, List<String> names, PlanReading reading) {
    private static final String KEY = TestSpec.Accuracy.DURING;

    LoadDuringEvalsets {
        tests = List.copyOf(tests);
        names = List.copyOf(names);
    }

    /** Returns an evalset's test with the load test that its item names; a problem is reported if that load test cannot be used. */
    TestSpec.@Nullable Accuracy addTo(Node item, TestSpec.@Nullable Accuracy accuracy) {
        if (!(item instanceof Node.Mapping mapping
                && mapping.value(KEY) instanceof Node.Scalar name
                && name.kind() == Node.Kind.TEXT)) {
            return accuracy;
        }
        var load = find(name);
        if (accuracy == null) {
            return null;
        }
        accuracy.limits().stream()
                .filter(limit -> reading.vocabulary
                        .loadFigures()
                        .containsKey(limit.figure().key()))
                .forEach(limit -> reading.problems.add(
                        limit.place(),
                        "'" + limit.figure() + "' cannot be judged with '" + KEY
                                + "', because the server counts the tokens of the load too: remove the limit, or give it"
                                + " to a second test of this evalset, with a 'name' of its own and without '" + KEY
                                + "'"));
        return load == null ? accuracy : accuracy.during(load);
    }

    private TestSpec.@Nullable LoadTest find(Node.Scalar name) {
        if (!names.contains(name.text())) {
            reading.problems.add(
                    name.place(),
                    "'" + KEY + "' names a load test of the same deployment, found [" + name.text() + "]; there "
                            + (names.isEmpty() ? "is none" : "are: " + String.join(", ", names))
                            + SimilarNames.hint(name.text(), names));
            return null;
        }
        // One that could not be read has problems of its own.
        var test = tests.stream()
                .filter(each -> each.name().equals(name.text()))
                .findFirst()
                .orElse(null);
        if (test != null && test.pace() instanceof Pace.Open) {
            reading.problems.add(
                    name.place(),
                    "'" + KEY + "' needs a load test with a 'concurrency', which keeps the same number of requests in"
                            + " flight; [" + name.text() + "] has a 'rate'. Name another one, or add one with a"
                            + " 'concurrency'");
            return null;
        }
        return test;
    }
}
