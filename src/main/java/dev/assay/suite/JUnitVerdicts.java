package dev.assay.suite;

import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.input.InputException;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.report.JunitXml;
import dev.assay.report.terminal.TerminalText;
import dev.assay.run.BrokeDownBefore;
import dev.assay.run.GateSession;
import dev.assay.run.NothingJudged;
import dev.assay.run.WithoutVerdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Objects;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Turns verdicts into results of JUnit: PASS returns, FAIL is a failure, UNMEASURED and INCONCLUSIVE are errors. All but PASS are red. The message is the
 * first line, because the summary of a build shows only that; the printed throwable has every line. Maven prints both, so they have nothing that a terminal obeys.
 */
@SuppressWarnings("OverrideThrowableToString") // the message is the first line, the rest is for where there is room
final class JUnitVerdicts {
    private static final String INCONCLUSIVE = "Inconclusive";

    private JUnitVerdicts() {}

    /**
     * Reports a verdict.
     *
     * @param text the first line and, if there are more, the others
     */
    static void as(Verdict verdict, String text) {
        switch (verdict) {
            case Verdict.Pass ignored -> {}
            case Verdict.Fail ignored -> throw failure(text);
            case Verdict.Unmeasured ignored -> throw unmeasured(text);
            case Verdict.Inconclusive ignored -> throw atTest(undecided(INCONCLUSIVE, text));
        }
    }

    /** Returns the verdict of a planned test, and measures the test first if there is none. If it broke down, all its JUnit tests but the first are skipped. */
    static TestVerdict verdict(GateSession session, Planned planned) {
        try {
            return session.verdict(planned);
        } catch (BrokeDownBefore e) {
            throw skipped(Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    /** Reports the verdict on one limit of a planned test whose limits have a JUnit test each. */
    static void limit(GateSession session, Planned planned, Limit limit) {
        var test = verdict(session, planned);
        if (isUnmeasured(test) && test.verdict() instanceof Verdict.Unmeasured unmeasured) {
            if (!limit.enforced()) {
                throw skipped(unmeasured.would() + " " + planned.name() + " " + limit.figure() + ": "
                        + unmeasured.sentences());
            }
            unmeasured(session, test, test.headline(), session.text(test));
            return;
        }
        var judged = test.limits().stream()
                .filter(each -> each.limit().named().equals(limit.named()))
                .findFirst()
                .orElseThrow();
        if (judged.tolerated()) {
            throw skipped(test.headline(judged));
        }
        as(judged.verdict(), session.text(test, judged));
    }

    /** Returns whether a test is UNMEASURED. If that is so only by limits that the file tolerates, the other limits and the answers count. */
    static boolean isUnmeasured(TestVerdict test) {
        return test.verdict() instanceof Verdict.Unmeasured
                && !(test.tolerated() && test.planned().test().enforced());
    }

    /** Reports the verdict of a planned test. One that thresholds.yaml tolerates is skipped with its text. */
    static void as(TestVerdict test, String text) {
        if (test.tolerated()) {
            throw skipped(text);
        }
        as(test.verdict(), text);
    }

    /**
     * Reports one of several JUnit tests of a planned test that is UNMEASURED. The first is red and has the whole text; the others would only repeat it and are
     * skipped.
     *
     * @param own the text of this JUnit test alone
     */
    static void unmeasured(GateSession session, TestVerdict test, String own, String text) {
        if (test.planned().test().enforced() && session.isFirstReport(test.planned())) {
            throw unmeasured(text);
        }
        throw skippedWith(own);
    }

    /** Skips a JUnit test with one line. It has no stack trace, because nothing is wrong with the program. */
    static TestAbortedException skipped(String text) {
        return skippedWith(firstLine(text));
    }

    /** Skips a JUnit test with all lines of a text. */
    static TestAbortedException skippedWith(String text) {
        var skip = new Skip(text);
        skip.setStackTrace(new StackTraceElement[0]);
        return skip;
    }

    static AssertionFailedError failure(String text) {
        return atTest(new Failure(text));
    }

    static RuntimeException unmeasured(String text) {
        return atTest(undecided("Unmeasured", text));
    }

    /**
     * Keeps only the JUnit test of a stack trace, which Surefire names in its summary. The cause is a test in thresholds.yaml, and the frames of this program
     * would hide it.
     */
    static <T extends Throwable> T atTest(T result) {
        var test = Arrays.stream(result.getStackTrace())
                .filter(frame -> frame.getClassName().endsWith("Test"))
                .reduce((inner, outer) -> outer);
        result.setStackTrace(test.stream().toArray(StackTraceElement[]::new));
        return result;
    }

    /** Returns the result of a JUnit test as Surefire classifies it: a failed assertion is a failure, everything else an error. */
    static JunitXml.Result result(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> JunitXml.Result.PASSED;
            case ABORTED -> JunitXml.Result.SKIPPED;
            case FAILED ->
                result.getThrowable().orElse(null) instanceof AssertionError
                        ? JunitXml.Result.FAILURE
                        : JunitXml.Result.ERROR;
        };
    }

    /** Returns the type of what a JUnit test threw: {@code Failure}, {@code Unmeasured}, {@code Inconclusive}, or for all else the name of its class. */
    static String type(Throwable thrown) {
        return thrown instanceof WithText result
                ? result.type()
                : thrown.getClass().getName();
    }

    /** Returns how a JUnit test ended that threw this and is red, or what the end of a run means that threw it. */
    static Ending ending(Throwable thrown) {
        return switch (thrown) {
            case Failure ignored -> Ending.FAIL;
            case Undecided undecided -> undecided.type().equals(INCONCLUSIVE) ? Ending.INCONCLUSIVE : Ending.UNMEASURED;
            case InputException ignored -> Ending.REFUSED;
            case NothingJudged ignored -> Ending.REFUSED;
            case WithoutVerdict ignored -> Ending.UNMEASURED;
            default -> Ending.BROKEN;
        };
    }

    /** Returns the whole text of what a JUnit test threw. It is a stack trace only if the program is at fault. */
    static String text(Throwable thrown) {
        return switch (thrown) {
            case WithText result -> result.text();
            case TestAbortedException assumption -> Objects.requireNonNullElse(assumption.getMessage(), "");
            case InputException input -> Objects.requireNonNullElse(input.getMessage(), "");
            default -> {
                var stack = new StringWriter();
                thrown.printStackTrace(new PrintWriter(stack, true));
                yield stack.toString();
            }
        };
    }

    /** Surefire prints the simple name of an error's class before its message. An anonymous class has none, so no word is printed twice. */
    private static Undecided undecided(String type, String text) {
        return new Undecided(type, text) {};
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    /** A result with more text than its message. */
    private sealed interface WithText permits Failure, Skip, Undecided {
        String text();

        String type();
    }

    private static final class Failure extends AssertionFailedError implements WithText {
        private final String text;

        Failure(String text) {
            super(TerminalText.line(firstLine(text)));
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public String type() {
            return "Failure";
        }

        @Override
        public String toString() {
            return TerminalText.lines(text);
        }
    }

    private static final class Skip extends TestAbortedException implements WithText {
        private final String text;

        Skip(String text) {
            super(TerminalText.line(firstLine(text)));
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public String type() {
            return "Skipped";
        }

        @Override
        public String toString() {
            return TerminalText.lines(text);
        }
    }

    /** Red, although no limit is missed. */
    private abstract static non-sealed class Undecided extends RuntimeException implements WithText {
        private final String type;
        private final String text;

        Undecided(String type, String text) {
            super(TerminalText.line(firstLine(text)));
            this.type = type;
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public String toString() {
            return TerminalText.lines(text);
        }
    }
}
