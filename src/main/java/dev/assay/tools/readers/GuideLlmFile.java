package dev.assay.tools.readers;

import dev.assay.audits.findings.Finding;
import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.tools.definitions.GuideLlm;
import dev.assay.tools.definitions.GuideLlm.Request;
import dev.assay.tools.definitions.Tool;
import dev.assay.tools.definitions.ToolFigure;
import dev.assay.tools.definitions.ToolFigures;
import dev.assay.tools.results.Identities;
import dev.assay.tools.results.ImportedAudits;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.tools.results.ImportedLoadTest.Counts;
import dev.assay.tools.results.ImportedLoadTest.Lengths;
import dev.assay.tools.results.ImportedLoadTest.Times;
import dev.assay.tools.results.ImportedResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a report of GuideLLM ({@code kind=json}): one load test for each of its benchmarks. */
final class GuideLlmFile {
    private static final Tool TOOL = Tool.GUIDELLM;
    private static final String VERSIONS = "0\\.8\\..*";

    private final String name;
    private final String version;
    private final Problems problems;

    private GuideLlmFile(String name, String version, Problems problems) {
        this.name = name;
        this.version = version;
        this.problems = problems;
    }

    static boolean recognises(Node.Mapping root) {
        return root.value("metadata") instanceof Node.Mapping metadata && metadata.value("guidellm_version") != null;
    }

    static List<ImportedResult> read(String name, Node.Mapping root, Problems problems) {
        var fields = new Fields(root, "a report of GuideLLM", problems);
        var metadata = fields.mapping("metadata");
        var version = metadata == null ? null : metadata.text("guidellm_version");
        if (metadata == null || version == null) {
            return List.of();
        }
        if (!version.matches(VERSIONS)) {
            problems.add(
                    metadata.placeOf("guidellm_version"),
                    "expected GuideLLM 0.8, whose definitions are known, found version [" + version + "]");
            return List.of();
        }
        var file = new GuideLlmFile(name, version, problems);
        var benchmarks = fields.list("benchmarks");
        if (benchmarks.isEmpty()) {
            problems.add(fields.placeOf("benchmarks"), "a report of GuideLLM needs 'benchmarks', found none");
        }
        var loadTests = new ArrayList<ImportedResult>();
        for (var benchmark : benchmarks) {
            var loadTest = file.loadTest(benchmark, benchmarks.size() == 1 ? "" : " #" + (loadTests.size() + 1));
            if (loadTest == null) {
                return List.of();
            }
            loadTests.add(loadTest);
        }
        return loadTests;
    }

    private @Nullable ImportedLoadTest loadTest(Node node, String which) {
        var fields = Fields.of(node, "a benchmark", problems);
        var metrics = fields == null ? null : fields.mapping("metrics");
        var totals = metrics == null ? null : metrics.mapping("request_totals");
        if (fields == null || metrics == null || totals == null) {
            return null;
        }
        var from = fields.number("start_time");
        var to = fields.number("end_time");
        var successful = totals.number("successful");
        var errored = totals.number("errored");
        var incomplete = totals.number("incomplete");
        var requests = requests(fields);
        if (from == null
                || to == null
                || successful == null
                || errored == null
                || incomplete == null
                || requests == null) {
            return null;
        }
        var cropped = orZero(fields.optionalNumber("warmup_duration")) > 0
                || orZero(fields.optionalNumber("cooldown_duration")) > 0;
        var strategy = strategy(fields);
        var cut = errored == 0 && isTimed(fields) ? incomplete.intValue() : 0;
        var failed = (int) (errored + incomplete) - cut;
        var counts = new Counts(
                successful.intValue() + failed,
                successful.intValue(),
                failed,
                Integer.parseInt(strategy.getOrDefault("streams", "0")));
        var printed = new ToolFigures(TOOL, printed(metrics, totals, to - from));
        var times = requests.stream()
                .map(request -> new Times(
                        1000 * (request.first() - request.start()),
                        1000 * (request.end() - request.start()),
                        request.output()))
                .toList();
        var lengths = new Lengths(
                orZero(printed.value("prompt_token_count.mean")), orZero(printed.value("output_token_count.mean")));
        return new ImportedLoadTest(
                name + which,
                TOOL,
                version,
                strategy,
                counts,
                lengths,
                printed,
                times,
                audits(
                        printed,
                        counts,
                        lengths,
                        requests,
                        times,
                        new Window(from, to, cropped, isPaced(strategy), cut)));
    }

    /**
     * @param cropped whether a warm-up or a cool-down was left out
     * @param paced whether requests started on a schedule
     * @param cut the number of requests in flight at its end
     */
    private record Window(double from, double to, boolean cropped, boolean paced, int cut) {}

    private static List<Finding> audits(
            ToolFigures printed,
            Counts counts,
            Lengths lengths,
            List<Request> requests,
            List<Times> times,
            Window window) {
        var audits = new ArrayList<Finding>();
        audits.add(ImportedAudits.complete(counts, window.cut()));
        audits.add(ImportedAudits.plausible(printed, lengths, times));
        // GuideLLM may keep only a sample of its requests, and with a warm-up each figure has different requests.
        audits.add(
                window.cropped() || requests.isEmpty() || requests.size() != counts.completed()
                        ? ImportedAudits.withoutDetail()
                        : ImportedAudits.arithmetic(
                                printed,
                                new ToolFigures(
                                        TOOL,
                                        GuideLlm.printed(requests, counts.failed(), window.from(), window.to()))));
        var latency = printed.value("request_latency.mean");
        var spread = printed.value("request_latency.std_dev");
        audits.addAll(new Identities(counts, times, window.paced())
                .of(
                        lengths,
                        new Identities.Means(
                                printed.value("requests_per_second.mean"),
                                null,
                                null,
                                printed.value("time_to_first_token_ms.mean"),
                                latency == null ? null : (Double) (1000 * latency),
                                printed.value("inter_token_latency_ms.mean"),
                                spread == null ? null : (Double) (1000 * spread))));
        return audits;
    }

    private static boolean isPaced(Map<String, String> strategy) {
        return !strategy.getOrDefault("type_", "concurrent").equals("concurrent")
                || Double.parseDouble(strategy.getOrDefault("rampup_duration", "0")) > 0;
    }

    /** Returns whether the run had a fixed duration, so that requests were in flight at its end. */
    private static boolean isTimed(Fields benchmark) {
        var config = benchmark.optionalMapping("config");
        return config != null
                && config.entries("constraints").stream()
                        .anyMatch(entry -> entry.key().matches("max_(duration|seconds)"));
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    /** Returns the settings of the strategy, numbers as whole numbers: {@code type_ concurrent}, {@code streams 4}. */
    private static Map<String, String> strategy(Fields benchmark) {
        var config = benchmark.optionalMapping("config");
        var strategy = config == null ? null : config.optionalMapping("strategy");
        return strategy == null
                ? Map.of()
                : new LinkedHashMap<>(VllmBenchFile.facts(
                        strategy, List.of("type_", "streams", "rate", "max_concurrency", "rampup_duration")));
    }

    private static List<ToolFigure> printed(Fields metrics, Fields totals, double duration) {
        var lines = new ArrayList<ToolFigure>();
        for (var figure : TOOL.of(List.of()).figures()) {
            var dot = figure.name().lastIndexOf('.');
            if (dot < 0) {
                lines.add(new ToolFigure(figure.name(), figure.unit(), duration, 0));
            } else if (figure.name().startsWith("request_totals.")) {
                var value = totals.optionalNumber(figure.name().substring(dot + 1));
                lines.add(new ToolFigure(figure.name(), figure.unit(), value, value == null ? 0 : value.intValue()));
            } else {
                lines.add(printed(
                        metrics.optionalMapping(figure.name().substring(0, dot)),
                        figure,
                        figure.name().substring(dot + 1)));
            }
        }
        return lines;
    }

    private static ToolFigure printed(@Nullable Fields metric, ToolFigure figure, String statistic) {
        var successful = metric == null ? null : metric.optionalMapping("successful");
        var count = successful == null ? null : successful.optionalNumber("count");
        var holder = successful != null && statistic.matches("p[0-9]+")
                ? successful.optionalMapping("percentiles")
                : successful;
        return new ToolFigure(
                figure.name(),
                figure.unit(),
                holder == null || count == null || count == 0 ? null : holder.optionalNumber(statistic),
                count == null ? 0 : count.intValue());
    }

    private @Nullable List<Request> requests(Fields benchmark) {
        var buckets = benchmark.optionalMapping("requests");
        if (buckets == null) {
            return List.of();
        }
        var requests = new ArrayList<Request>();
        for (var node : buckets.list("successful")) {
            var request = request(Fields.of(node, "a request", problems));
            if (request == null) {
                return null;
            }
            requests.add(request);
        }
        return requests;
    }

    private static @Nullable Request request(@Nullable Fields request) {
        var info = request == null ? null : request.mapping("info");
        var timings = info == null ? null : info.mapping("timings");
        if (request == null || timings == null) {
            return null;
        }
        var start = timings.number("request_start");
        var first = timings.number("first_token_iteration");
        var last = timings.number("last_token_iteration");
        var end = timings.number("request_end");
        var iterations = timings.number("token_iterations");
        var input = request.optionalNumber("prompt_tokens");
        var output = request.optionalNumber("output_tokens");
        return start == null || first == null || last == null || end == null || iterations == null
                ? null
                : new Request(
                        start,
                        first,
                        last,
                        timings.optionalNumber("first_output_token_iteration"),
                        end,
                        input == null ? 0 : input.intValue(),
                        output == null ? 0 : output.intValue(),
                        iterations.intValue());
    }
}
