package dev.assay.tools.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.testing.Traces;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks with real runs of the tools that their requests, turned into traces, give the figures that they printed. Figures that depend on a window
 * that only the tool knows are left out.
 */
class RealRunsTest {
    private static final Path FOLDER = Path.of("src/test/resources/client-results");
    /** Figures that depend on the tool's own window; for AIPerf also its approximate quantiles. */
    private static final String WINDOW =
            ".*duration(\\.avg)?|.*throughput(\\.avg)?|.*_per_second\\..*|request_concurrency\\..*"
                    + "|max_.*|inter_chunk_latency\\.p[0-9]+";
    /** A trace has whole nanoseconds, and GuideLLM's stamps steps of a quarter of a microsecond. */
    private static final double MILLIS = 1e-3;

    private static void givesWhatWasPrinted(ImportedLoadTest printed, List<Trace> traces, int figures) {
        var ours = printed.tool().of(traces);
        var compared = 0;
        for (var figure : printed.printed().figures()) {
            if (!figure.name().matches(WINDOW) && figure.value() != null) {
                assertThat(ours.value(figure.name()))
                        .as(figure.name())
                        .isNotNull()
                        .isCloseTo(figure.value(), within(MILLIS));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(figures);
    }

    private static JsonNode json(String file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(FOLDER.resolve(file)));
    }

    /** Returns a trace with an event at each of these times and its end at {@code end}, in milliseconds. */
    private static Trace trace(int number, double sent, List<Double> events, double end, int input, int output) {
        var trace = Traces.trace("c-" + number).sentAt(sent);
        for (var i = 0; i < events.size() - 1; i++) {
            trace.text(events.get(i), " x");
        }
        return trace.last(events.getLast(), " x", "length")
                .usage(input, output)
                .data(end, "[DONE]")
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1", "c4-a", "c4-b", "c4-c", "c8", "ngram-c4", "stream-interval4-c4"})
    void vllmBench(String name) throws IOException {
        var file = json("vllm-bench/" + name + ".json");
        var starts = file.path("start_times");
        var traces = new ArrayList<Trace>();
        for (var i = 0; i < starts.size(); i++) {
            var sent = 1000 * (starts.get(i).asDouble() - 1000);
            var events = new ArrayList<Double>();
            events.add(sent + 1000 * file.path("ttfts").get(i).asDouble());
            for (var itl : file.path("itls").get(i)) {
                events.add(events.getLast() + 1000 * itl.asDouble());
            }
            traces.add(trace(
                    i,
                    sent,
                    events,
                    events.getLast(),
                    file.path("input_lens").get(i).asInt(),
                    file.path("output_lens").get(i).asInt()));
        }

        givesWhatWasPrinted(Results.loadTest("vllm-bench", name + ".json"), traces, 32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c4-a", "c4-b"})
    void guideLlm(String name) throws IOException {
        var benchmark = json("guidellm/" + name + ".json").path("benchmarks").path(0);
        var zero = benchmark.path("start_time").asDouble();
        var traces = new ArrayList<Trace>();
        for (var request : benchmark.path("requests").path("successful")) {
            var timings = request.path("info").path("timings");
            var first = 1000 * (timings.path("first_token_iteration").asDouble() - zero);
            var last = 1000 * (timings.path("last_token_iteration").asDouble() - zero);
            var iterations = timings.path("token_iterations").asInt();
            var events = new ArrayList<Double>();
            for (var i = 0; i < iterations; i++) {
                events.add(first + i * (last - first) / (iterations - 1));
            }
            traces.add(trace(
                    traces.size(),
                    1000 * (timings.path("request_start").asDouble() - zero),
                    events,
                    1000 * (timings.path("request_end").asDouble() - zero),
                    request.path("prompt_tokens").asInt(),
                    request.path("output_tokens").asInt()));
        }

        givesWhatWasPrinted(Results.loadTest("guidellm", name + ".json"), traces, 58);
    }

    /** The bytes of each event and the time of its read come from AIPerf; the token counts come from its tokenizer. */
    @Test
    void aiPerf() throws IOException {
        var traces = new ArrayList<Trace>();
        try (var lines = Files.lines(FOLDER.resolve("aiperf/profile_export_raw.jsonl"))) {
            lines.forEach(line -> {
                var record = JsonMapper.shared().readTree(line);
                var start = record.path("start_perf_ns").asLong();
                var trace = Traces.trace("c-" + traces.size()).sentAt(0);
                for (var response : record.path("responses")) {
                    var millis = (response.path("perf_ns").asLong() - start) / 1e6;
                    response.path("packets")
                            .forEach(packet ->
                                    trace.data(millis, packet.path("value").asString()));
                }
                traces.add(trace.build());
            });
        }

        assertThat(traces).hasSize(24).allMatch(Trace::complete);
        givesWhatWasPrinted(Results.loadTest("aiperf", "profile_export_aiperf.json"), traces, 76);
    }
}
