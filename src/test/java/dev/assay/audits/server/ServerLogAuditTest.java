package dev.assay.audits.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.Audits;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.input.Location;
import dev.assay.plan.deployments.ServerLog;
import dev.assay.plan.deployments.ServerLog.Demand;
import dev.assay.plan.deployments.ServerLog.Rule;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerLogRecord;
import dev.assay.recording.ServerLogRecord.Seen;
import dev.assay.recording.SideRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerLogAuditTest {
    private static final Rule REQUIRED = new Rule(Demand.REQUIRE, "Using FLASHINFER", at(11));
    private static final Rule FORBIDDEN = new Rule(Demand.FORBID, "weight-only", at(12));
    private static final Seen USING = new Seen("Using FLASHINFER", 7, "INFO Using FLASHINFER backend");
    private static final Seen NO_USING = new Seen("Using FLASHINFER", 0, "");
    private static final Seen FALLBACK = new Seen("weight-only", 12, "WARNING weight-only kernel");
    private static final Seen NO_FALLBACK = new Seen("weight-only", 0, "");
    private static final String SO =
            ". The figures are not those of the intended setup: correct the server's command, or `server-log`";

    private static Location at(int line) {
        return new Location("thresholds.yaml", line, 17);
    }

    private static Optional<Finding> examine(@Nullable ServerLogRecord log, Rule... rules) {
        var planned = Plans.logged(Plans.planned(Plans.loadTest(1, 3)), new ServerLog(null, List.of(rules)));
        var recording = Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 3)));
        var sideRecords = log == null ? SideRecords.NONE : SideRecords.NONE.with(log);
        return Optional.ofNullable(
                Audits.examine(planned, new Recording(recording.header(), recording.traces(), sideRecords))
                        .get(Audits.SERVER_LOG));
    }

    private static ServerLogRecord saw(Seen... seen) {
        return new ServerLogRecord("servers/a-1.log", null, List.of(seen));
    }

    private static Optional<Finding> invalid(String text) {
        return Optional.of(new Finding("server log", Severity.INVALID, text));
    }

    @Test
    void isSoundIfTheLogFitsTheRules() {
        assertThat(examine(saw(USING, NO_FALLBACK), REQUIRED, FORBIDDEN))
                .contains(new Finding(
                        "server log", Severity.SOUND, "servers/a-1.log has all required lines and no forbidden one"));
    }

    @Test
    void namesTheForbiddenLineWithItsPlace() {
        assertThat(examine(saw(USING, FALLBACK), REQUIRED, FORBIDDEN))
                .isEqualTo(invalid("servers/a-1.log:12 says [WARNING weight-only kernel], which thresholds.yaml:12:17"
                        + " forbids" + SO));
    }

    @Test
    void namesAllThatIsMissingOrForbidden() {
        assertThat(examine(saw(NO_USING, FALLBACK), REQUIRED, FORBIDDEN))
                .isEqualTo(invalid("no line of servers/a-1.log has [Using FLASHINFER], which thresholds.yaml:11:17"
                        + " requires; servers/a-1.log:12 says [WARNING weight-only kernel], which thresholds.yaml:12:17"
                        + " forbids" + SO));
    }

    @Test
    void isInvalidIfTheLogWasNotSearched() {
        assertThat(examine(saw(USING), REQUIRED, FORBIDDEN))
                .isEqualTo(invalid("the server's log was not searched for [weight-only] during the measurement,"
                        + " but thresholds.yaml:12:17 needs it: measure again"));
        assertThat(examine(null, FORBIDDEN))
                .isEqualTo(invalid("the server's log was not searched during the measurement, but"
                        + " thresholds.yaml:12:17 needs it: measure again"));
    }

    @Test
    void saysWhyTheLogCouldNotBeSearched() {
        assertThat(examine(new ServerLogRecord("a.log", "it cannot be read: gone", List.of()), FORBIDDEN))
                .isEqualTo(invalid("the server's log a.log could not be searched, but thresholds.yaml:12:17"
                        + " needs it: it cannot be read: gone"));
    }

    @Test
    void findsNothingWithoutRules() {
        assertThat(examine(saw(FALLBACK))).isEmpty();
    }
}
