package dev.assay.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The accepted measurements of a deployment's tests, which later measurements are compared with.
 *
 * @param tests in the order in which they were first accepted
 */
public record Baseline(String deployment, List<BaselineTest> tests) {
    /** The folder of baselines, beside thresholds.yaml. */
    public static final String FOLDER = "baselines";

    static final String FORMAT = "baseline/1";

    public Baseline {
        tests = List.copyOf(tests);
    }

    /** A baseline of no test. */
    public static Baseline none(String deployment) {
        return new Baseline(deployment, List.of());
    }

    /** Returns the name of a deployment's file, relative to the directory of thresholds.yaml. */
    public static String file(String deployment) {
        return FOLDER + "/" + deployment + ".json";
    }

    /** Returns what was accepted of a test; empty if nothing was. */
    public Optional<BaselineTest> test(String name) {
        return tests.stream().filter(test -> test.name().equals(name)).findFirst();
    }

    /** Returns this baseline with a test, in the place of an older one of its name. */
    public Baseline with(BaselineTest accepted) {
        var all = new ArrayList<>(tests);
        var names = tests.stream().map(BaselineTest::name).toList();
        if (names.contains(accepted.name())) {
            all.set(names.indexOf(accepted.name()), accepted);
        } else {
            all.add(accepted);
        }
        return new Baseline(deployment, all);
    }
}
