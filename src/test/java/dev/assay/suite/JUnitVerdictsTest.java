package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(JUnitVerdicts.type(unmeasured)).isEqualTo("UNMEASURED");
        assertThat(JUnitVerdicts.type(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }
}
