package dev.assay.suite;

import dev.assay.gate.TestVerdict;
import dev.assay.gate.Verdict;
import dev.assay.input.InputException;
import dev.assay.plan.Plan.Planned;
import dev.assay.report.JunitXml;
import dev.assay.run.BrokeDownBefore;
import dev.assay.run.GateSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Objects;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A verdict as JUnit knows results: PASS returns, FAIL is a failure, UNMEASURED and INCONCLUSIVE are errors. All but PASS are red. The
 * message is the first line, which is all that the summary of a build shows; what is printed of the throwable has every line.
 */
@SuppressWarnings("OverrideThrowableToString") // the message is the first line, the rest is for where there is room
final class JUnitVerdicts {
    private JUnitVerdicts() {}

    /**
     * Reports a verdict.
     *
     * @param text its first line and, where there is more to say, others
     */
    static void as(Verdict verdict, String text) {
        switch (verdict) {
            case Verdict.Pass ignored -> {}
            case Verdict.Fail ignored -> throw failure(text);
            case Verdict.Unmeasured ignored -> throw unmeasured(text);
            case Verdict.Inconclusive ignored -> throw atTest(undecided(text));
        }
    }

    /** Returns the verdict of a test, measuring it first if it has none. The tests of a test that broke down are skipped, all but the first. */
    static TestVerdict verdict(GateSession session, Planned planned) {
        try {
            return session.verdict(planned);
        } catch (BrokeDownBefore e) {
            throw skipped(Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    /** Reports a row's verdict; one that the file tolerates is told and skipped. */
    static void as(TestVerdict test, String text) {
        if (test.tolerated()) {
            throw skipped(text);
        }
        as(test.verdict(), text);
    }

    /**
     * Reports one test of several of a test that is unmeasured. The first says so in red with everything that is known; the others would
     * only repeat it.
     *
     * @param line what there is to say of this test alone
     */
    static void unmeasured(GateSession session, TestVerdict test, String line, String text) {
        if (test.planned().test().enforced() && session.tells(test.planned())) {
            throw unmeasured(text);
        }
        throw skipped(line);
    }

    /** Skips a test with one line. Where nothing is wrong with the program, no frame of it says anything. */
    static TestAbortedException skipped(String text) {
        var skip = new TestAbortedException(firstLine(text));
        skip.setStackTrace(new StackTraceElement[0]);
        return skip;
    }

    static AssertionFailedError failure(String text) {
        return atTest(new Failure(text));
    }

    static RuntimeException unmeasured(String text) {
        return atTest(undecided(text));
    }

    /**
     * Keeps of the stack only the test itself, which Surefire names in its summary. The place of a result is a test of thresholds.yaml, and
     * the frames of this program would only hide it.
     */
    static <T extends Throwable> T atTest(T result) {
        var test = Arrays.stream(result.getStackTrace())
                .filter(frame -> frame.getClassName().endsWith("Test"))
                .reduce((inner, outer) -> outer);
        result.setStackTrace(test.stream().toArray(StackTraceElement[]::new));
        return result;
    }

    /** Returns what became of a test, with Surefire's distinction: an assertion that does not hold is a failure, all else an error. */
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

    /** Returns what kind of thing a test threw: the word of a verdict, or the name of the class. */
    static String type(Throwable thrown) {
        return thrown instanceof Told told
                ? told.text().split(" ", 2)[0]
                : thrown.getClass().getName();
    }

    /** Returns all that there is to say of what a test threw. Only where the program is at fault is that a stack. */
    static String text(Throwable thrown) {
        return switch (thrown) {
            case Told told -> told.text();
            case TestAbortedException skip -> Objects.requireNonNullElse(skip.getMessage(), "");
            case InputException input -> Objects.requireNonNullElse(input.getMessage(), "");
            default -> {
                var stack = new StringWriter();
                thrown.printStackTrace(new PrintWriter(stack, true));
                yield stack.toString();
            }
        };
    }

    /** Surefire prints the simple name of an error's class before its message. An anonymous class has none, so no word comes twice. */
    private static Undecided undecided(String text) {
        return new Undecided(text) {};
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    /** A result with more to say than its message. */
    private sealed interface Told permits Failure, Undecided {
        String text();
    }

    private static final class Failure extends AssertionFailedError implements Told {
        private final String text;

        Failure(String text) {
            super(firstLine(text));
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Red without a limit being missed. */
    private abstract static non-sealed class Undecided extends RuntimeException implements Told {
        private final String text;

        Undecided(String text) {
            super(firstLine(text));
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
