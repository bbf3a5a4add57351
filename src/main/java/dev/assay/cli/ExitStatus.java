package dev.assay.cli;

import dev.assay.suite.Ending;
import java.util.Set;
import java.util.stream.Stream;

/** The exit status of a command, in the order in which they count: of several, the first is returned. CI may repeat a run only after {@link #UNMEASURED}. */
enum ExitStatus {
    /** A measured value is beyond its limit. */
    FAIL(1, Ending.FAIL),
    /** What people wrote cannot be used: an option, thresholds.yaml, an evalset, or a selection that leaves no test. */
    BAD_INPUT(64, Ending.REFUSED),
    /** The program is at fault. */
    BROKEN(70, Ending.BROKEN),
    /** A measurement cannot be used, or a planned test has no verdict. */
    UNMEASURED(2, Ending.UNMEASURED),
    /** There are too few samples to decide, or a limit is still to be set. */
    INCONCLUSIVE(3, Ending.INCONCLUSIVE),
    /** Nothing is red. */
    PASS(0, Ending.PASS);

    private final int code;
    private final Ending ending;

    ExitStatus(int code, Ending ending) {
        this.code = code;
        this.ending = ending;
    }

    /** Returns the number that the process ends with. */
    int code() {
        return code;
    }

    /** Returns the status of a suite whose tests ended so. */
    static ExitStatus of(Set<Ending> endings) {
        return Stream.of(values())
                .filter(status -> endings.contains(status.ending))
                .findFirst()
                .orElse(PASS);
    }
}
