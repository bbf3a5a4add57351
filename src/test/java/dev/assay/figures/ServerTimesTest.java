package dev.assay.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.Finding.Severity;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two requests with a ttft of 100 ms and two gaps of 40 ms each, beside what a server says of them. */
class ServerTimesTest {
    private static final Trace ONE = Traces.whole("c4-001", 0, 100, 40, 3);
    private static final Trace TWO = Traces.whole("c4-002", 5, 100, 40, 3);

    private static Optional<Finding> found(Counted counted) {
        return Audits.examine(Plans.planned(Plans.cell(2, 3)), counted.over(ONE, TWO)).values().stream()
                .filter(finding -> finding.audit().equals("server's own times"))
                .findFirst();
    }

    private static Finding finding(Severity severity, String text) {
        return new Finding("server's own times", severity, text);
    }

    @Test
    void agree() {
        assertThat(found(Counted.requests(2).ttft(2, 97).itl(4, 40.5)))
                .contains(finding(
                        Severity.SOUND,
                        "ttft 100.000 ms here and 97.000 ms by the server's clock; between tokens 40.000 ms here and"
                                + " 40.500 ms there"));
    }

    @Test
    void cannotBeLaterThereThanHere() {
        assertThat(found(Counted.requests(2).ttft(2, 101)))
                .contains(finding(Severity.SOUND, "ttft 100.000 ms here and 101.000 ms by the server's clock"));
        assertThat(found(Counted.requests(2).ttft(2, 102)))
                .contains(finding(
                        Severity.INVALID,
                        "ttft 100.000 ms here and 102.000 ms by the server's clock: no first token can be here before the"
                                + " server has it"));
    }

    @Test
    void noteWhatLiesBetween() {
        assertThat(found(Counted.requests(2).ttft(2, 60).itl(4, 30)))
                .contains(finding(
                        Severity.NOTE,
                        "ttft 100.000 ms here and 60.000 ms by the server's clock; between tokens 40.000 ms here and"
                                + " 30.000 ms there: 40.000 ms of ttft lie between the two: the server's front end, the"
                                + " network, a gateway; the times between tokens differ"));
    }

    /** Eight gaps of 20 ms there, of which two came in one read each time here. */
    @Test
    void shareTheTimeAmongAsManyGapsAsTheServerHas() {
        assertThat(found(Counted.requests(2).ttft(2, 100).itl(8, 20)))
                .contains(finding(
                        Severity.SOUND,
                        "ttft 100.000 ms here and 100.000 ms by the server's clock; between tokens 20.000 ms here and"
                                + " 20.000 ms there"));
    }

    @Test
    void areNotComparedWithThoseOfOthers() {
        assertThat(found(Counted.requests(2).ttft(3, 97))).isEmpty();
        assertThat(found(Counted.requests(2))).isEmpty();
    }
}
