package dev.assay.audits.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.Audits;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerDeath;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLivesTest {
    private static final Trace TRACE = Traces.whole("c1-001", 0, 20, 10, 3);
    private static final Finding OTHER =
            new Finding("in flight", Severity.INVALID, "there was never 1 request in flight");

    private static Recording ended() {
        var recording = Plans.recording(List.of(TRACE));
        var death = new ServerDeath("was ended by signal 9", List.of(), "Take a larger machine.");
        return new Recording(
                recording.header(), recording.traces(), recording.sideRecords().with(death));
    }

    @Test
    void aServerThatEndedIsAFaultOfEachTest() {
        var findings = Audits.examine(Plans.planned(Plans.loadTest(1, 1)), ended());

        assertThat(findings.get(Audits.SERVER_LIVES))
                .isEqualTo(
                        new Finding(
                                "server lives",
                                Severity.INVALID,
                                "the server was ended by signal 9 in the middle of the test. Its log is empty. Take a larger machine"));
        assertThat(ServerLives.denied(List.copyOf(findings.values()))).isTrue();
    }

    @Test
    void aServerThatDidNotEndIsNotDenied() {
        assertThat(ServerLives.of(Plans.recording(List.of(TRACE)))).isEmpty();
        assertThat(ServerLives.denied(List.of(OTHER))).isFalse();
        assertThat(ServerLives.denied(List.of())).isFalse();
    }
}
