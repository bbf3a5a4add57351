package dev.assay.suite;

import dev.assay.gate.Verdict;
import org.opentest4j.AssertionFailedError;

/** A verdict as JUnit knows results: PASS returns, FAIL is a failure, UNMEASURED and INCONCLUSIVE are errors. All but PASS are red. */
final class Reported {
    private Reported() {}

    static void as(Verdict verdict, String text) {
        switch (verdict) {
            case Verdict.Pass ignored -> {}
            case Verdict.Fail ignored -> throw new AssertionFailedError(text);
            case Verdict.Unmeasured ignored -> throw new Unmeasured(text);
            case Verdict.Inconclusive ignored -> throw new Inconclusive(text);
        }
    }

    /** Nothing can be said, since the run is at fault. */
    static final class Unmeasured extends RuntimeException {
        Unmeasured(String text) {
            super(text);
        }
    }

    /** Nothing can be said, since the samples cannot decide. */
    static final class Inconclusive extends RuntimeException {
        Inconclusive(String text) {
            super(text);
        }
    }
}
