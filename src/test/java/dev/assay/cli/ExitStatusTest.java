package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.suite.Ending;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExitStatusTest {
    private static int of(Ending... endings) {
        return ExitStatus.of(Set.of(endings)).code();
    }

    @Test
    void isKnownWithoutItsClassWhereNoClassCanBeLoaded() {
        assertThat(Assay.BROKEN).isEqualTo(ExitStatus.BROKEN.code());
    }

    @Test
    void eachEndingHasItsNumber() {
        assertThat(of(Ending.PASS)).isZero();
        assertThat(of(Ending.FAIL)).isEqualTo(1);
        assertThat(of(Ending.UNMEASURED)).isEqualTo(2);
        assertThat(of(Ending.INCONCLUSIVE)).isEqualTo(3);
        assertThat(of(Ending.REFUSED)).isEqualTo(64);
        assertThat(of(Ending.BROKEN)).isEqualTo(70);
    }

    @Test
    void aFailureComesBeforeWhatMayBeTriedAgain() {
        assertThat(of(Ending.INCONCLUSIVE, Ending.UNMEASURED, Ending.FAIL, Ending.PASS))
                .isEqualTo(1);
        assertThat(of(Ending.INCONCLUSIVE, Ending.UNMEASURED, Ending.PASS)).isEqualTo(2);
        assertThat(of(Ending.INCONCLUSIVE, Ending.PASS)).isEqualTo(3);
    }

    /** A run that is tried again after a mistake in a file, or a fault of the program, would end in the same way. */
    @Test
    void whatTryingAgainCannotMendComesBeforeUnmeasured() {
        assertThat(of(Ending.UNMEASURED, Ending.REFUSED)).isEqualTo(64);
        assertThat(of(Ending.UNMEASURED, Ending.BROKEN)).isEqualTo(70);
        assertThat(of(Ending.FAIL, Ending.REFUSED, Ending.BROKEN)).isEqualTo(1);
    }
}
