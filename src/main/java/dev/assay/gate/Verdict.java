package dev.assay.gate;

/** The gate's answer about a limit or a test. */
public sealed interface Verdict {
    /** Returns the word that people and files use: {@code PASS}. */
    String word();

    /** Returns how it is told where it is not red: {@code would FAIL}, {@code would be UNMEASURED}. */
    default String would() {
        return (this instanceof Fail ? "would " : "would be ") + word();
    }

    /** The limit is kept, and the measurement can be believed. */
    record Pass() implements Verdict {
        @Override
        public String word() {
            return "PASS";
        }
    }

    /** The limit is missed. */
    record Fail() implements Verdict {
        @Override
        public String word() {
            return "FAIL";
        }
    }

    /**
     * The run is at fault: nothing can be said.
     *
     * @param reason what was expected, what was found
     * @param remedy what to do, one sentence
     */
    record Unmeasured(String reason, String remedy) implements Verdict {
        @Override
        public String word() {
            return "UNMEASURED";
        }

        /** Returns both for people; what a server said last stands on lines of its own. */
        public String sentences() {
            return reason + (reason.contains("\n") ? "\n" : ". ") + remedy;
        }
    }

    /**
     * The run is sound, but its samples cannot decide.
     *
     * @param reason why not
     * @param remedy what would decide, one sentence
     */
    record Inconclusive(String reason, String remedy) implements Verdict {
        /** Of a figure that is measured to calibrate its limit. */
        static final Inconclusive NO_LIMIT = new Inconclusive(
                "there is no limit yet to compare it with", "Set one from five such runs (docs/thresholds.md).");

        @Override
        public String word() {
            return "INCONCLUSIVE";
        }
    }
}
