package dev.assay.suite;

import static dev.assay.testing.Plans.max;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.load.ClosedLoop;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.summary.AuditNotes;
import dev.assay.testing.Client;
import dev.assay.testing.Plans;
import dev.assay.testing.ResettingServer;
import dev.assay.testing.Script;
import dev.assay.testing.Streams;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a gate says of a server that resets every fifth POST: from its sockets to its verdicts. */
@Tag("slow")
class ResettingServerTest {
    private static final Duration HELD = Duration.ofMillis(20);
    /** Far above what any request takes here but for what is lost, and far below it. */
    private static final Limit SLOWEST = max("ttft.max", 60_000, Unit.MILLISECONDS, "60 s");

    private static final Limit TPOT = max("tpot.mean", 60_000, Unit.MILLISECONDS, "60 s");
    private static final Limit LENGTH = max("output-tokens.mean", 3, Unit.TOKENS, "3 tokens");

    private static final Script ANSWER = Script.stream(
            Streams.OUTPUT,
            Streams.OUTPUT,
            Streams.FINISH,
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":256,\"completion_tokens\":3,\"total_tokens\":259}}\n\n",
            Streams.DONE);

    /** One at a time: of so many posts, each fifth is lost and comes once more, as the next. */
    private static List<Trace> fortyOneByOne(ResettingServer server) {
        var uri = URI.create(server.base() + "/v1/completions");
        var requests = IntStream.range(0, 40)
                .mapToObj(i -> new Request("c1-" + i, uri, Payload.of("{}"), false))
                .toList();
        var traces = new ConcurrentLinkedQueue<Trace>();
        try (var transport = new Transport(Ticker.start(), Client.PATIENT)) {
            new ClosedLoop(transport, new Pace.Closed(1), Long.MAX_VALUE, traces::add).run(requests);
        }
        return List.copyOf(traces);
    }

    private static TestVerdict judge(List<Trace> traces, Limit... limits) {
        var loadTest = Plans.with(Plans.loadTest(40, 3, limits), new Pace.Closed(1), new TestLength(40));
        return Judge.judge(Plans.planned(loadTest), Plans.recording(traces));
    }

    @Test
    void countsWhatWasSentTwiceAndLeavesWhatWasLostInItsTimes() {
        try (var server = new ResettingServer(HELD, ANSWER)) {
            var traces = fortyOneByOne(server);

            // Of 49 posts, the 5th, 10th, … 45th were lost.
            assertThat(server.posts()).isEqualTo(49);
            assertThat(traces).hasSize(40).allMatch(Trace::complete);
            assertThat(traces)
                    .filteredOn(trace -> trace.resends() == 1)
                    .hasSize(9)
                    .allSatisfy(trace -> {
                        assertThat(trace.lost().orElseThrow()).isGreaterThanOrEqualTo(HELD.toNanos());
                        assertThat(trace.reads().nanos(0) - trace.sent())
                                .isGreaterThanOrEqualTo(trace.lost().orElseThrow());
                    });
            assertThat(traces).filteredOn(trace -> trace.resends() == 0).hasSize(31);
        }
    }

    @Test
    void passesNoTimeAndTellsWhatWasLost() {
        try (var server = new ResettingServer(HELD, ANSWER)) {
            var test = judge(fortyOneByOne(server), SLOWEST, TPOT, LENGTH);

            assertThat(test.limits())
                    .extracting(LimitVerdict::word)
                    .containsExactly("UNMEASURED", "UNMEASURED", "PASS");
            assertThat(test.word()).isEqualTo("UNMEASURED");
            assertThat(test.audits())
                    .filteredOn(finding -> finding.audit().equals("requests sent twice"))
                    .extracting(finding ->
                            finding.severity() + ": " + finding.text().replaceAll("[0-9]+\\.[0-9]+", "…"))
                    .containsExactly("INVALID: 9 of 40 were sent twice, because the server closed a kept-alive"
                            + " connection before the first byte of the answer: … ms lost, at most … ms"
                            + " by one request, which is part of ttft and e2e; … % of the"
                            + " requests' total time. In that time the server had less"
                            + " to do than planned, or did a part of it twice."
                            + " Check whether the server restarts, or"
                            + " whether a proxy closes connections");
        }
    }

    @Test
    void tellsBesideAVerdictThatItDoesNotTouch() {
        try (var server = new ResettingServer(HELD, ANSWER)) {
            var test = judge(fortyOneByOne(server), LENGTH);

            assertThat(test.word()).isEqualTo("PASS");
            assertThat(AuditNotes.of(test))
                    .anyMatch(remark -> remark.startsWith("requests sent twice: 9 of 40 were sent"));
        }
    }
}
