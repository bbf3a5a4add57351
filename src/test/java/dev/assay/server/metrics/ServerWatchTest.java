package dev.assay.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.deployments.Deadlines;
import dev.assay.recording.GaugeSummary;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.recording.files.MetricsFile;
import dev.assay.server.engines.CounterNames;
import dev.assay.server.engines.Engines;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ServerWatchTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    private static final String OTHER_PROCESS =
            "the counters changed to those of another process: either a router sends each poll to another"
                    + " server (then name the metrics page of each with -Dassay.metrics=URL,URL), or the server"
                    + " was restarted";
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private static Script page(int running, int waiting, double usage, int finished, int queries) {
        return Script.document(
                200, "text/plain", String.format(Locale.ROOT, """
                # TYPE vllm:prefix_cache_hits_total counter
                vllm:num_requests_running{engine="0"} %d.0
                vllm:num_requests_waiting{engine="0"} %d.0
                vllm:kv_cache_usage_perc{engine="0"} %.2f
                vllm:request_success_total{finished_reason="length"} %d.0
                vllm:prefix_cache_queries_total{engine="0"} %d.0
                """, running, waiting, usage, finished, queries));
    }

    private ServerWatch watch(List<URI> pages, CounterNames names, Duration every, Duration patience) {
        return new ServerWatch(
                new Transport(Ticker.start(), Deadlines.DEFAULT),
                pages,
                names,
                new MetricsFile(folder.resolve("c4.metrics.gz")),
                CLOCK,
                Ticker.start(),
                new ServerWatch.PollTiming(every, patience));
    }

    private ServerWatch watch(ScriptedEndpoint server, Duration every, Duration patience) {
        return watch(
                List.of(URI.create(server.base() + "/metrics")),
                Engines.named("vllm").counters(),
                every,
                patience);
    }

    @Test
    void returnsTheGrowthOfCountersAndAveragesGauges() {
        try (var server = ScriptedEndpoint.of(
                        page(0, 0, 0, 4, 100),
                        page(2, 1, 0.5, 4, 200),
                        page(4, 0, 0.75, 4, 300),
                        page(0, 0, 0, 6, 612));
                var watch = watch(server, Duration.ofMillis(20), LONG)) {
            watch.begin();
            for (var i = 0; i < 3; i++) {
                server.awaitRequest();
            }

            var record = watch.end(2);

            // The number of polls depends on the machine; the values in them do not.
            assertThat(record.counts()).isEqualTo(Map.of(ServerCount.CACHE_QUERIES, 512L, ServerCount.CACHE_HITS, 0L));
            assertThat(record.finished()).isEqualTo(Map.of("length", 2L));
            assertThat(record.busyBefore()).isZero();
            assertThat(record.unseen()).isNull();
            assertThat(record.failed()).isZero();
            assertThat(record.gauges().get(ServerGauge.KV_CACHE_USAGE)).satisfies(level -> {
                assertThat(level.max()).isEqualTo(0.75);
                assertThat(level.readings())
                        .hasSize(level.samples())
                        .extracting(GaugeSummary.Reading::value)
                        .contains(0.75);
                assertThat(level.readings())
                        .extracting(GaugeSummary.Reading::nanos)
                        .isSorted()
                        .allMatch(nanos -> nanos > 0);
            });
            assertThat(folder.resolve("c4.metrics.gz")).isNotEmptyFile();
        }
    }

    @Test
    void doesNotPollDuringATestThatEndsAtOnce() {
        try (var server = ScriptedEndpoint.of(page(0, 0, 0, 4, 100), page(0, 0, 0, 5, 108));
                var watch = watch(server, Duration.ofHours(1), LONG)) {
            watch.begin();

            assertThat(watch.end(1))
                    .isEqualTo(new ServerRecord(
                            2,
                            0,
                            null,
                            0L,
                            Map.of(ServerCount.CACHE_QUERIES, 8L, ServerCount.CACHE_HITS, 0L),
                            Map.of("length", 1L),
                            null,
                            null,
                            Map.of()));
        }
    }

    @Test
    void waitsForAnIdleServerBeforeAndForTheLastCountAfter() {
        try (var server = ScriptedEndpoint.of(
                        page(1, 1, 0.1, 3, 90), page(0, 0, 0, 4, 100), page(0, 0, 0, 4, 100), page(0, 0, 0, 5, 108));
                var watch = watch(server, Duration.ofHours(1), LONG)) {
            watch.begin();
            var record = watch.end(1);

            assertThat(record.busyBefore()).isZero();
            assertThat(record.finished()).isEqualTo(Map.of("length", 1L));
            assertThat(record.scrapes()).isEqualTo(4);
        }
    }

    @Test
    void recordsABusyServerWhenThePatienceRunsOut() {
        try (var server = ScriptedEndpoint.of(page(2, 1, 0.1, 3, 90));
                var watch = watch(server, Duration.ofHours(1), Duration.ZERO)) {
            watch.begin();

            assertThat(watch.end(7).busyBefore()).isEqualTo(3);
        }
    }

    @Test
    void pollsAllServersBehindOneAddress() {
        try (var one = ScriptedEndpoint.of(page(0, 0, 0, 4, 100), page(0, 0, 0, 5, 110));
                var other = ScriptedEndpoint.of(page(0, 0, 0, 40, 7), page(0, 0, 0, 43, 17));
                var watch = watch(
                        List.of(URI.create(one.base() + "/metrics"), URI.create(other.base() + "/metrics")),
                        Engines.named("vllm").counters(),
                        Duration.ofHours(1),
                        LONG)) {
            watch.begin();
            var record = watch.end(4);

            assertThat(record.finished()).isEqualTo(Map.of("length", 4L));
            assertThat(record.count(ServerCount.CACHE_QUERIES)).hasValue(20);
        }
    }

    @Test
    void saysWhyAPageCouldNotBeReadAndStopsPolling() {
        try (var server = ScriptedEndpoint.of(Script.json(404, "{\"detail\":\"Not Found\"}"));
                var watch = watch(server, Duration.ofMillis(1), LONG)) {
            watch.begin();

            assertThat(watch.end(1))
                    .isEqualTo(ServerRecord.unseen(0, 1, server.base() + "/metrics answers 404, expected 200"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void saysThatAPageHasNoKnownCounter() {
        try (var server = ScriptedEndpoint.of(Script.document(200, "text/plain", "sglang:num_requests_total 7\n"));
                var watch = watch(server, Duration.ofMillis(1), LONG)) {
            watch.begin();

            assertThat(watch.end(1))
                    .isEqualTo(ServerRecord.unseen(
                            1,
                            0,
                            "the metrics page has no vllm:request_success_total and no other known"
                                    + " counter of the engine"));
        }
    }

    @Test
    void saysThatTheProcessIsAnotherIfACounterFalls() {
        try (var server = ScriptedEndpoint.of(page(0, 0, 0, 4, 100), page(0, 0, 0, 1, 8));
                var watch = watch(server, Duration.ofHours(1), LONG)) {
            watch.begin();

            assertThat(watch.end(1)).isEqualTo(ServerRecord.unseen(2, 0, OTHER_PROCESS));
        }
    }

    /** A router sends polls to two workers in turn. The last poll may reach the first worker again, whose counters have not fallen. */
    @Test
    void noticesACounterThatFellBetweenTwoPollsDuringTheTest() {
        try (var server = ScriptedEndpoint.of(
                        page(0, 0, 0, 4, 100),
                        page(0, 0, 0, 90, 1000),
                        page(0, 0, 0, 5, 110),
                        page(0, 0, 0, 95, 1100));
                var watch = watch(server, Duration.ofMillis(20), LONG)) {
            watch.begin();
            for (var i = 0; i < 4; i++) {
                server.awaitRequest();
            }

            assertThat(watch.end(1).unseen()).isEqualTo(OTHER_PROCESS);
        }
    }

    @Test
    void noticesAnotherStartTimeOfTheProcess() {
        var started = "process_start_time_seconds ";
        try (var server = ScriptedEndpoint.of(
                        Script.document(200, "text/plain", "vllm:request_success_total 4\n" + started + "1.79e+09\n"),
                        Script.document(200, "text/plain", "vllm:request_success_total 6\n" + started + "1.78e+09\n"));
                var watch = watch(server, Duration.ofHours(1), LONG)) {
            watch.begin();

            assertThat(watch.end(1).unseen()).isEqualTo(OTHER_PROCESS);
        }
    }

    private static Script started(int finished, String seconds) {
        return Script.document(
                200,
                "text/plain",
                "vllm:request_success_total " + finished + "\nprocess_start_time_seconds " + seconds + "\n");
    }

    /** The clock says 2026-11-22T12:00:00Z, which is 1795348800 s after 1970. */
    @Test
    void noticesThatTheServerWasRestarted() {
        try (var server = ScriptedEndpoint.of(started(4, "1795340000"), started(1, "1795348803.25"));
                var watch = watch(server, Duration.ofHours(1), LONG)) {
            watch.begin();

            assertThat(watch.restart()).isEmpty();
            assertThat(watch.end(1).unseen()).isEqualTo(OTHER_PROCESS);
            assertThat(watch.restart().orElseThrow().description())
                    .isEqualTo(
                            "the server was restarted (its process says that it began at 2026-11-22T12:00:03.250Z, and the"
                                    + " test began at 2026-11-22T12:00:00Z) in the middle of the test. Find out why, and measure again;"
                                    + " if another server was added behind its address, keep their number as it is while a test runs");
        }
    }

    /** The counters may have grown in the meantime, and a poll may have failed. */
    @Test
    void noticesARestartBetweenTwoPollsOfWhichOneFailed() {
        try (var server = ScriptedEndpoint.of(
                        started(4, "1795340000"),
                        Script.json(503, "{}"),
                        started(9, "1795348801"),
                        started(10, "1795348801"));
                var watch = watch(server, Duration.ofMillis(20), LONG)) {
            watch.begin();
            for (var i = 0; i < 4; i++) {
                server.awaitRequest();
            }
            watch.end(1);

            assertThat(watch.restart()).isPresent();
        }
    }

    @Test
    void takesNoServerForRestartedThatHadStartedBefore() {
        try (var server = ScriptedEndpoint.of(started(4, "1795340000"), started(5, "1795348799"));
                var watch = watch(server, Duration.ofHours(1), LONG)) {
            watch.begin();

            assertThat(watch.end(1).unseen()).isEqualTo(OTHER_PROCESS);
            assertThat(watch.restart()).isEmpty();
        }
    }

    @Test
    void goesOnIfAPollFails() {
        try (var server = ScriptedEndpoint.of(
                        page(0, 0, 0, 4, 100), Script.json(500, "{}"), page(3, 0, 0.5, 4, 100), page(0, 0, 0, 5, 108));
                var watch = watch(server, Duration.ofMillis(20), LONG)) {
            watch.begin();
            for (var i = 0; i < 4; i++) {
                server.awaitRequest();
            }
            var record = watch.end(1);

            assertThat(record.failed()).isEqualTo(1);
            assertThat(record.finished()).isEqualTo(Map.of("length", 1L));
            assertThat(record.gauges().get(ServerGauge.RUNNING))
                    .satisfies(level -> assertThat(level.max()).isEqualTo(3));
        }
    }

    @Test
    void doesNotPollAnEngineWithoutKnownMetrics() {
        try (var server = ScriptedEndpoint.of(Script.json(200, "{}"));
                var watch = watch(List.of(server.base()), CounterNames.NONE, Duration.ofMillis(1), Duration.ZERO)) {
            watch.begin();

            assertThat(watch.end(1)).isEqualTo(ServerRecord.unseen(0, 0, "no metrics of this engine are known"));
            assertThat(server.requests()).isEmpty();
        }
    }
}
