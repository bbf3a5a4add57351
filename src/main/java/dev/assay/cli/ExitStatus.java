package dev.assay.cli;

import dev.assay.suite.Ending;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The exit status of a command, in the order in which they count: of several, the first is returned. CI may repeat a run only after {@link #UNMEASURED}. */
enum ExitStatus {
    /** A measured value is beyond its limit. */
    FAIL(1, Ending.FAIL, "FAIL: a measured value is beyond its limit"),
    /** What people wrote cannot be used: an option, thresholds.yaml, an evalset, or a selection that leaves no test. */
    BAD_INPUT(
            64,
            Ending.REFUSED,
            "bad input: an option, thresholds.yaml, an evalset, or a selection that leaves no test"),
    /** The program is at fault. */
    BROKEN(70, Ending.BROKEN, "the program is at fault"),
    /** A measurement cannot be used, or a planned test has no verdict. */
    UNMEASURED(2, Ending.UNMEASURED, "UNMEASURED: a measurement cannot be used; repair it and run again"),
    /** There are too few samples to decide, or a limit is still to be set. */
    INCONCLUSIVE(3, Ending.INCONCLUSIVE, "INCONCLUSIVE: too few samples to decide, or a limit is still to be set"),
    /** Nothing is red. */
    PASS(0, Ending.PASS, "every verdict is PASS, or tolerated");

    private final int code;
    private final Ending ending;
    private final String text;

    ExitStatus(int code, Ending ending, String text) {
        this.code = code;
        this.ending = ending;
        this.text = text;
    }

    /** Returns the number that the process ends with. */
    int code() {
        return code;
    }

    /** Returns what each number means, in their order. */
    static Map<String, String> meanings() {
        var meanings = new LinkedHashMap<String, String>();
        Stream.of(values())
                .sorted(Comparator.comparingInt(ExitStatus::code))
                .forEach(status -> meanings.put(Integer.toString(status.code), status.text));
        return meanings;
    }

    /** Returns the status of a suite whose tests ended so. */
    static ExitStatus of(Set<Ending> endings) {
        return Stream.of(values())
                .filter(status -> endings.contains(status.ending))
                .findFirst()
                .orElse(PASS);
    }
}
