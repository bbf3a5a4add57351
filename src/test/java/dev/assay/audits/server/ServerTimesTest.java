package dev.assay.audits.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.Audits;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.TextTokens;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two requests with a ttft of 100 ms and two gaps of 40 ms each, compared with a server's own times. */
class ServerTimesTest {
    private static final Trace ONE = Traces.whole("c4-001", 0, 100, 40, 3);
    private static final Trace TWO = Traces.whole("c4-002", 5, 100, 40, 3);

    private static List<Finding> found(Counted counted, Trace... traces) {
        return Audits.examine(Plans.planned(Plans.loadTest(2, 3)), counted.over(traces)).entrySet().stream()
                .filter(audit -> audit.getKey().name().startsWith("SERVER_T"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static List<Finding> found(Counted counted) {
        return found(counted, ONE, TWO);
    }

    private static Finding finding(Severity severity, String text) {
        return new Finding("server's own times", severity, text);
    }

    @Test
    void agree() {
        assertThat(found(Counted.requests(2).ttft(2, 97).itl(4, 40.5)))
                .containsExactly(finding(
                        Severity.SOUND,
                        "ttft 100.000 ms here and 97.000 ms by the server's clock; between tokens 40.000 ms here and"
                                + " 40.500 ms there"));
    }

    @Test
    void areInvalidIfTheServersTimeIsLonger() {
        assertThat(found(Counted.requests(2).ttft(2, 101)))
                .containsExactly(finding(Severity.SOUND, "ttft 100.000 ms here and 101.000 ms by the server's clock"));
        assertThat(found(Counted.requests(2).ttft(2, 102)))
                .containsExactly(finding(
                        Severity.INVALID,
                        "ttft 100.000 ms here and 102.000 ms by the server's clock: a first token cannot arrive"
                                + " before the server has it"));
    }

    @Test
    void noteThePartOfTtftThatIsNotTheServers() {
        assertThat(found(Counted.requests(2).ttft(2, 60)))
                .containsExactly(
                        finding(Severity.SOUND, "ttft 100.000 ms here and 60.000 ms by the server's clock"),
                        new Finding(
                                "ttft by the server's clock",
                                Severity.NOTE,
                                "40.000 ms of ttft are not measured by the server: its front end, the network"
                                        + " or a gateway adds them",
                                40.0));
        assertThat(found(Counted.requests(2).ttft(2, 76))).hasSize(1);
    }

    @Test
    void noteThatTokensTakeLongerHere() {
        assertThat(found(Counted.requests(2).ttft(2, 100).itl(4, 30)))
                .containsExactly(
                        finding(
                                Severity.SOUND,
                                "ttft 100.000 ms here and 100.000 ms by the server's clock; between tokens"
                                        + " 40.000 ms here and"
                                        + " 30.000 ms there"),
                        new Finding(
                                "tokens by the server's clock",
                                Severity.NOTE,
                                "between tokens 40.000 ms here and 30.000 ms there: the network or a gateway"
                                        + " adds the difference",
                                10.0));
    }

    @Test
    void areInvalidIfTokensComeFasterThanTheServerGeneratesThem() {
        assertThat(found(Counted.requests(2).ttft(2, 100).itl(4, 116)))
                .containsExactly(
                        finding(
                                Severity.SOUND,
                                "ttft 100.000 ms here and 100.000 ms by the server's clock; between tokens"
                                        + " 40.000 ms here and"
                                        + " 116.000 ms there"),
                        new Finding(
                                "tokens by the server's clock",
                                Severity.INVALID,
                                "between tokens 40.000 ms here and 116.000 ms there: the times here do not show"
                                        + " how fast the server generates tokens"));
    }

    /** Two of three tokens came in the first read, 40 ms before the last: the server took 40 ms for each of the two gaps. */
    @Test
    void countTheTokensOfTheFirstReadAsTheServerDoes() {
        var held = Traces.trace("c4-001")
                .text(140, " a")
                .text(140, " b")
                .last(180, " c", "length")
                .usage(256, 3)
                .done()
                .build();

        assertThat(found(Counted.requests(1).ttft(1, 100).itl(2, 40), held))
                .extracting(Finding::text)
                .containsExactly(
                        "ttft 140.000 ms here and 100.000 ms by the server's clock; between tokens 40.000 ms"
                                + " here and 40.000"
                                + " ms there",
                        "40.000 ms of ttft are not measured by the server: its front end, the network or a"
                                + " gateway adds them");
    }

    /** The first read has two to four of six tokens, so the 40 ms after it are 10 to 20 ms per token. */
    @Test
    void allowForAnUnknownNumberOfTokensInTheFirstRead() {
        var rough = Traces.trace("c4-001")
                .text(100, " a b c")
                .text(120, " d e")
                .last(140, " f", "length")
                .usage(256, 6)
                .done()
                .build()
                .with(new TextTokens(3, 3));

        assertThat(found(Counted.requests(1).ttft(1, 100).itl(5, 20), rough)).hasSize(1);
        assertThat(found(Counted.requests(1).ttft(1, 100).itl(5, 10), rough)).hasSize(1);
        assertThat(found(Counted.requests(1).ttft(1, 100).itl(5, 22), rough)).hasSize(2);
        assertThat(found(Counted.requests(1).ttft(1, 100).itl(5, 8), rough)).hasSize(2);
    }

    /** The server has eight gaps of 20 ms; at the client two tokens came in each read. */
    @Test
    void divideByTheServersNumberOfGaps() {
        assertThat(found(Counted.requests(2).ttft(2, 100).itl(8, 20)))
                .containsExactly(finding(
                        Severity.SOUND,
                        "ttft 100.000 ms here and 100.000 ms by the server's clock; between tokens 20.000 ms here and"
                                + " 20.000 ms there"));
    }

    @Test
    void areNotComparedIfTheCountersIncludeOtherRequests() {
        assertThat(found(Counted.requests(2).ttft(3, 97))).isEmpty();
        assertThat(found(Counted.requests(2))).isEmpty();
    }
}
