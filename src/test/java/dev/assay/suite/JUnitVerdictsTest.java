package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.gate.verdicts.Verdict;
import org.junit.jupiter.api.Test;

class JUnitVerdictsTest {
    @Test
    void skipsWithOneLineAndNoFrameOfThisProgram() {
        var skip = JUnitVerdicts.skipped("WRONG, expected 5, found 1\nmore");

        assertThat(skip).hasMessage("WRONG, expected 5, found 1");
        assertThat(skip.getStackTrace()).isEmpty();
    }

    @Test
    void skipsWithAllLinesWhereTheyAreWanted() {
        var skip = JUnitVerdicts.skippedWith("12 of 50 wrong\n  q-7: WRONG");

        assertThat(skip).hasMessage("12 of 50 wrong");
        assertThat(JUnitVerdicts.text(skip)).isEqualTo("12 of 50 wrong\n  q-7: WRONG");
        assertThat(skip.getStackTrace()).isEmpty();
    }

    @Test
    void keepsOfAFailureTheTestThatSurefireNames() {
        assertThat(JUnitVerdicts.failure("FAIL\nmore").getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .containsExactly("keepsOfAFailureTheTestThatSurefireNames");
    }

    /** Surefire prints the simple name of an error's class before its message, and the whole of it before its lines. */
    @Test
    void namesAVerdictOnce() {
        var unmeasured = JUnitVerdicts.unmeasured("UNMEASURED mine c4: nothing is recorded for it\n  audit   none");

        assertThat(unmeasured.getClass().getSimpleName()).isEmpty();
        assertThat(unmeasured).hasMessage("UNMEASURED mine c4: nothing is recorded for it");
        assertThat(unmeasured).hasToString("UNMEASURED mine c4: nothing is recorded for it\n  audit   none");
        assertThat(JUnitVerdicts.failure("FAIL mine c4: 2 ms")).hasToString("FAIL mine c4: 2 ms");
    }

    @Test
    void hasAShortTypeForEachVerdictThatIsRed() {
        assertThat(JUnitVerdicts.type(JUnitVerdicts.failure("FAIL mine c4: 2 ms")))
                .isEqualTo("Failure");
        assertThat(JUnitVerdicts.type(JUnitVerdicts.unmeasured("UNMEASURED mine c4")))
                .isEqualTo("Unmeasured");
        assertThatThrownBy(() -> JUnitVerdicts.as(new Verdict.Inconclusive("too few", "Ask more."), "INCONCLUSIVE c4"))
                .satisfies(thrown -> assertThat(JUnitVerdicts.type(thrown)).isEqualTo("Inconclusive"));
        assertThat(JUnitVerdicts.type(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }

    /** Surefire prints messages and texts into the log, in which runners of CI look for commands. */
    @Test
    void printsNoCommandForARunnerAndKeepsTheWordsForTheReports() {
        var failure = JUnitVerdicts.failure("FAIL mine q-1: WRONG, found ##[note]x\n  ::note::y");

        assertThat(failure).hasMessage("FAIL mine q-1: WRONG, found # #[note]x");
        assertThat(failure).hasToString("FAIL mine q-1: WRONG, found # #[note]x\n  : :note::y");
        assertThat(JUnitVerdicts.text(failure)).isEqualTo("FAIL mine q-1: WRONG, found ##[note]x\n  ::note::y");
    }
}
