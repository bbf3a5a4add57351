package dev.assay.audits.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.shards.Part;
import dev.assay.shards.Sharing;
import dev.assay.testing.Plans;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A closed loop that is split over shards, as their clients would send it to a server that takes 100 ms for each answer. */
class InFlightOfShardsTest {
    private static final long ANSWER = 100_000_000;

    private static Trace request(int number, long sent) {
        return new Trace(
                "c-" + number,
                false,
                "",
                sent,
                sent,
                0,
                null,
                new ReadTimes.Builder().build(),
                Body.of(Payload.of("")),
                sent + ANSWER,
                new Ending.Complete());
    }

    /**
     * Returns what the audit finds on the requests of all shards together.
     *
     * @param split by how many streams the requests are split
     */
    private static Finding finding(Pace.Closed pace, int split, int shards, int requests) {
        var all = IntStream.range(0, requests).boxed().toList();
        var traces = new ArrayList<Trace>();
        for (var number = 1; number <= shards; number++) {
            var part = new Part(number, shards);
            var slots = ((Pace.Closed) Sharing.pace(pace, part)).inFlight();
            var free = new PriorityQueue<Long>(Collections.nCopies(slots, 0L));
            for (var request : part.of(all, split)) {
                var sent = free.remove();
                traces.add(request(request, sent));
                free.add(sent + ANSWER);
            }
        }
        var test = Plans.with(Plans.loadTest(1, 3), pace, new TestLength(requests));
        return InFlight.of(test, Plans.recording(List.copyOf(traces)));
    }

    private static Finding finding(Pace.Closed pace, int shards, int requests) {
        return finding(pace, Sharing.streams(pace), shards, requests);
    }

    @ParameterizedTest
    @CsvSource({"6, 4, 60", "6, 4, 61", "6, 4, 64", "7, 2, 40", "100, 3, 1000", "10, 7, 203", "5, 5, 23", "8, 4, 41"})
    void isFullUntilTheLastRequestHoweverStreamsDivide(int streams, int shards, int requests) {
        assertThat(finding(new Pace.Closed(streams), shards, requests))
                .isEqualTo(new Finding(
                        "in flight",
                        Severity.SOUND,
                        streams + ".000 of " + streams + " in flight on average while there was work"));
    }

    @ParameterizedTest
    @CsvSource({"10, 6, 4, 60", "9, 7, 3, 50"})
    void isAsFullAsTheThrottleAllows(int streams, int throttle, int shards, int requests) {
        assertThat(finding(new Pace.Closed(streams, throttle), shards, requests).text())
                .startsWith(throttle + ".000 of " + throttle);
    }

    /** Of 15 requests each, shards with two streams send the last at 700 ms, those with one at 1,400: (2 × 1,500 + 2 × 1,400) / 1,400. */
    @Test
    void wouldNotBeFullIfEachShardHadEveryFourthRequest() {
        var finding = finding(new Pace.Closed(6), Integer.MAX_VALUE, 4, 60);

        assertThat(finding.severity()).isEqualTo(Severity.INVALID);
        assertThat(finding.text()).startsWith("4.143 of 6 in flight");
    }
}
