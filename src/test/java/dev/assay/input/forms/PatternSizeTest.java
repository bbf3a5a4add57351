package dev.assay.input.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTest {
    private static final String TOO_LARGE =
            "with its counted repetitions written out it has more than 10000 steps; make the numbers in braces smaller";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){11}){10}",
                "(?:(?:x{100}){100}){2,3}",
                "([^]a{9}]{100}){101}",
                "(\\p{Greek}{500}){20,}",
                "(?:[[:alpha:]]\\{{1000}){11}"
            })
    void refusesMoreStepsThanItsLimit(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearPattern.of(expression, ""))
                .withMessage(TOO_LARGE);
    }

    @Test
    void refusesMoreGroupsWithinEachOtherThanItsLimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearPattern.of("(".repeat(101) + "a" + ")".repeat(101), ""))
                .withMessage("more than 100 groups are within each other; write it with fewer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\d{1,1000}",
                "[{1000}]{1000}",
                "\\Q((a{100}){11}){10}\\E",
                "(?i)answer:\\s*([A-J])\\b",
                "\\((\\d{4}-\\d{2}-\\d{2})\\)",
                "x{,1000}",
                "a{1000}b{1000}c{1000}"
            })
    void takesWhatPeopleWrite(String expression) {
        assertThat(LinearPattern.of(expression, "")).hasToString(expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[^", "[]", "\\", "\\p{", "\\Q", "a{1001}", "(", ")", "[[:alpha:"})
    void leavesToTheLibraryWhatIsNotAnExpression(String expression) {
        try {
            assertThat(LinearPattern.of(expression, "")).hasToString(expression);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("steps").hasMessageNotContaining("within each other");
        }
    }
}
