package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.Audits;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.FigureTable;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditCausesTest {
    private static final Finding TOO_FEW =
            new Finding("in flight", Severity.INVALID, "there were never 4 requests in flight");
    private static final Findings FINDINGS = new Findings(Map.of(Audits.IN_FLIGHT, TOO_FEW));

    /** Limits of 10, between 5 and 10: what would the limit say of all values on the side of the bias? */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # too few in flight: as planned the latency could be higher
            ttft.mean        | max     | 10.1 | FAIL
            ttft.mean        | max     | 10   | UNMEASURED
            ttft.mean        | min     | 10   | PASS
            ttft.mean        | min     | 9.9  | UNMEASURED
            ttft.mean        | between | 10.1 | FAIL
            ttft.mean        | between | 10   | UNMEASURED
            ttft.mean        | between | 4.9  | UNMEASURED
            # and the rate of one request lower
            decode-tps.mean  | max     | 10.1 | UNMEASURED
            decode-tps.mean  | max     | 10   | PASS
            decode-tps.mean  | min     | 10   | UNMEASURED
            decode-tps.mean  | min     | 9.9  | FAIL
            decode-tps.mean  | between | 10.1 | UNMEASURED
            decode-tps.mean  | between | 5    | UNMEASURED
            decode-tps.mean  | between | 4.9  | FAIL
            # either way
            qps              | min     | 20   | UNMEASURED
            qps              | min     | 1    | UNMEASURED
            ttft.sd          | max     | 20   | UNMEASURED
            # not at all
            client-wait.mean | max     | 20   | FAIL
            client-wait.mean | max     | 10   | PASS
            """)
    void keepsWhatEveryValueOnTheBiasedSideWouldGet(String figure, String form, double value, String word) {
        var limit = limit(figure, form);
        var verdict = limit.bound().allows(value) ? new Pass() : new Fail();

        var ruling = left(FINDINGS, new LimitVerdict(limit, verdict, "so much", 40), value);

        assertThat(ruling.verdict().verdict().word()).isEqualTo(word);
        assertThat(ruling.against().isPresent()).isEqualTo(word.equals("UNMEASURED"));
    }

    /** As a mean is judged. */
    private static Belief.Ruling left(Findings findings, LimitVerdict judged, double value) {
        var unit =
                judged.limit().bound() instanceof Bound.Max max ? max.quantity().unit() : Unit.COUNT;
        var causes = findings.causes(judged.limit()).toList();
        return new Belief(causes)
                .in(judged, value, unit, (bound, by) -> bound.allows(value + by) ? new Pass() : new Fail());
    }

    private static Limit limit(String figure, String form) {
        return switch (form) {
            case "max" -> Plans.max(figure, 10, Unit.COUNT, "10");
            case "min" -> Plans.min(figure, 10, Unit.COUNT, "10");
            default -> Plans.between(figure, 5, 10, Unit.COUNT, "5", "10");
        };
    }

    /** A note of 30 ms of ttft that are not the server's: with and without them, what would a limit of 400 ms say? */
    @ParameterizedTest
    @CsvSource({"400, PASS", "401, UNMEASURED", "430, UNMEASURED", "430.1, FAIL"})
    void takesAwayWhatANoteWouldChangeByAsMuchAsItSays(double value, String word) {
        var note = new Finding("ttft by the server's clock", Severity.NOTE, "30.000 ms of ttft are a gateway's", 30.0);
        var findings = new Findings(Map.of(Audits.SERVER_TTFT, note));
        var limit = Plans.max("ttft.mean", 400, Unit.MILLISECONDS, "400 ms");
        var verdict = limit.bound().allows(value) ? new Pass() : new Fail();

        var ruling = left(findings, new LimitVerdict(limit, verdict, "so much", 40), value);

        assertThat(ruling.verdict().verdict().word()).isEqualTo(word);
        if (word.equals("UNMEASURED")) {
            assertThat(ruling.verdict().sentence())
                    .isEqualTo("ttft.mean so much, allowed at most 400 ms, n=40: it could be as low as "
                            + Unit.MILLISECONDS.format(value - 30)
                            + ", which would get PASS, since the audit 'ttft by the server's clock' finds a difference. See the"
                            + " audits.");
        }
        assertThat(left(findings, new LimitVerdict(limit("e2e.mean", "max"), new Fail(), "so much", 40), 11)
                        .verdict()
                        .verdict())
                .isEqualTo(new Fail());
    }

    @Test
    void saysWhichWayAFigureMayBeWrong() {
        assertThat(said("ttft.mean"))
                .isEqualTo(
                        "ttft.mean so much, allowed at most 10, n=40: it may read too low, since the audit 'in flight' is"
                                + " invalid. See the audits.");
        assertThat(said("qps"))
                .isEqualTo("qps so much, allowed at most 10, n=40: the audit 'in flight' is invalid. See the audits.");
        var lower = Plans.min("decode-tps.mean", 10, Unit.COUNT, "10");
        assertThat(left(FINDINGS, new LimitVerdict(lower, new Pass(), "so much", 40), 11)
                        .verdict()
                        .sentence())
                .isEqualTo("decode-tps.mean so much, allowed at least 10, n=40: it may read too high, since the audit"
                        + " 'in flight' is invalid. See the audits.");
    }

    private static String said(String figure) {
        var verdict = new LimitVerdict(limit(figure, "max"), new Pass(), "so much", 40);
        return left(FINDINGS, verdict, 9).verdict().sentence();
    }

    /** Four of four are too few to prove a median. More in flight could still decide what they leave open. */
    @Test
    void keepsNothingOfAFigureThatMayBeOffOnEitherSide() {
        var four = FigureTable.of(IntStream.range(0, 4)
                .mapToObj(i -> Traces.whole("c4-" + i, 0, 20, 10, 2))
                .toList());
        var limit = Plans.min("ttft.p50", 10, Unit.MILLISECONDS, "10 ms");

        assertThat(Believed.limit(limit, four).verdict().word()).isEqualTo("INCONCLUSIVE");
        assertThat(Believed.limit(limit, four, Plans.recording(List.of()), FINDINGS.byAudit())
                        .verdict()
                        .word())
                .isEqualTo("UNMEASURED");
    }

    @Test
    void keepsEverythingWhereAnAuditOnlyNotes() {
        var noted = new Findings(Map.of(Audits.COMPLETE, new Finding("complete", Severity.NOTE, "so so")));
        var kept = new LimitVerdict(limit("qps", "max"), new Pass(), "so much", 40);

        assertThat(left(noted, kept, 9)).isEqualTo(new Belief.Ruling(kept, Optional.empty()));
        assertThat(noted.unmeasured()).isEmpty();
    }
}
