package dev.assay.gate.verdicts;

/** The verdict on a limit or on a test. */
public sealed interface Verdict {
    /** Returns the word that people and files use: {@code PASS}. */
    String word();

    /** Returns how it is shown if it is not red: {@code would FAIL}, {@code would be UNMEASURED}. */
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
     * The measurement is at fault, so nothing can be said about the server.
     *
     * @param reason what was expected and what was found
     * @param remedy what to do, one sentence
     */
    record Unmeasured(String reason, String remedy) implements Verdict {
        @Override
        public String word() {
            return "UNMEASURED";
        }

        /** Returns the reason and the remedy for people. A reason of several lines, such as the end of a server's output, keeps its lines. */
        public String sentences() {
            return reason + (reason.contains("\n") ? "\n" : ". ") + remedy;
        }
    }

    /**
     * The measurement is sound, but there are too few samples to decide.
     *
     * @param reason why not
     * @param remedy what would decide, one sentence
     */
    record Inconclusive(String reason, String remedy) implements Verdict {
        /** The verdict on a figure for which no limit is set yet. */
        public static final Inconclusive NO_LIMIT = new Inconclusive(
                "there is no limit yet to compare it with",
                "Let -Dassay.calibrate=5 compute one (docs/thresholds.md).");

        @Override
        public String word() {
            return "INCONCLUSIVE";
        }
    }
}
