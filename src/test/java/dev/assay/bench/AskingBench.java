package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.asking.Asking;
import dev.assay.calibration.Calibration;
import dev.assay.calibration.ReferenceServer;
import dev.assay.calibration.TokenTiming;
import dev.assay.load.ClosedLoop;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.testspecs.Pace;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Asks as many questions as GSM8K has, and prints how many were in flight. This is not a test; bench/README.md says how to run it. */
class AskingBench {
    private static final int QUESTIONS = 1319;
    private static final double WANTED = 0.98;
    private static final long SEED = 17;

    private static String body(int tokens, int number) {
        var question = "How many clips did she sell altogether in April and May? ".repeat(4) + number;
        return "{\"prompt\":\"" + question + "\",\"max_tokens\":" + tokens + "}";
    }

    @Test
    void keepsTheSlotsFull() throws IOException {
        var slots = Arrays.stream(
                        System.getProperty("bench.in-flight", "8,40,100").split(","))
                .map(Integer::parseInt)
                .toList();
        var timing = new TokenTiming(
                Duration.ofMillis(Integer.getInteger("bench.first-ms", 30)),
                Duration.ofNanos(1000L * Integer.getInteger("bench.gap-us", 5000)),
                4);
        Calibration.warm(1, false);
        for (var inFlight : slots) {
            var mean = mean(inFlight, timing);
            System.out.printf(
                    Locale.ROOT,
                    "%d questions, %d in flight: %.3f on average until the last was sent (%.2f %%)%n",
                    QUESTIONS,
                    inFlight,
                    mean,
                    100 * mean / inFlight);
            assertThat(mean).isGreaterThan(WANTED * inFlight);
        }
    }

    private static double mean(int inFlight, TokenTiming timing) throws IOException {
        var random = new Random(SEED);
        List<Trace> traces = new ArrayList<>();
        try (var server = new ReferenceServer(timing, 0);
                var transport = new Transport(Ticker.start(), Deadlines.DEFAULT)) {
            var uri = URI.create(server.base() + "/v1/completions");
            // Answers to GSM8K have very different lengths.
            var requests = IntStream.range(0, QUESTIONS)
                    .mapToObj(number -> new Request(
                            "gsm8k-" + number, uri, Payload.of(body(20 + random.nextInt(100), number)), false))
                    .toList();
            new ClosedLoop(transport, new Pace.Closed(inFlight), Long.MAX_VALUE, traces::add).run(requests);
        }
        assertThat(traces).hasSize(QUESTIONS).allMatch(Trace::complete);
        return Asking.mean(traces, inFlight).orElseThrow();
    }
}
