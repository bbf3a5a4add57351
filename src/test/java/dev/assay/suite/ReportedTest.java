package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportedTest {
    @Test
    void skipsWithOneLineAndNoFrameOfThisProgram() {
        var skip = Reported.skipped("WRONG, expected 5, found 1\nmore");

        assertThat(skip).hasMessage("WRONG, expected 5, found 1");
        assertThat(skip.getStackTrace()).isEmpty();
    }

    @Test
    void keepsOfAFailureTheTestThatSurefireNames() {
        assertThat(Reported.failure("FAIL\nmore").getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .containsExactly("keepsOfAFailureTheTestThatSurefireNames");
    }
}
