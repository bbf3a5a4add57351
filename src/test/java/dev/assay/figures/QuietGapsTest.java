package dev.assay.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Traces;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietGapsTest {
    @Test
    void tellsGapsInWhichARequestWaitsFromTheOthers() {
        // Output of the first at 20, 30, 40, 50 and 60 ms; the second waits from 35 to 45 ms, and then has gaps at 45
        // to 65 ms.
        var gaps = QuietGaps.of(List.of(Traces.whole("c4-001", 0, 20, 10, 5), Traces.whole("c4-002", 35, 10, 20, 2)));

        assertThat(gaps).contains(new QuietGaps(3, (10 + 10 + 20) / 3.0, 2, 10));
    }

    @Test
    void countsNoWaitThatOnlyTouchesAGap() {
        var gaps = QuietGaps.of(List.of(
                Traces.whole("c4-001", 0, 20, 10, 3),
                Traces.whole("c4-002", 20, 10, 10, 1),
                Traces.whole("c4-003", 40, 10, 10, 1)));

        // The second waits during the first gap, the third after both.
        assertThat(gaps).contains(new QuietGaps(1, 10, 1, 10));
    }

    @Test
    void needsGapsOfBothKinds() {
        assertThat(QuietGaps.of(List.of(Traces.whole("c4-001", 0, 20, 10, 5)))).isEmpty();
        assertThat(QuietGaps.of(List.of())).isEmpty();
    }
}
