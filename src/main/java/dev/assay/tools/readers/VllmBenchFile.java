package dev.assay.tools.readers;

import dev.assay.audits.findings.Finding;
import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.stats.Series;
import dev.assay.tools.definitions.EventGaps;
import dev.assay.tools.definitions.Tool;
import dev.assay.tools.definitions.ToolFigure;
import dev.assay.tools.definitions.ToolFigures;
import dev.assay.tools.definitions.VllmBench;
import dev.assay.tools.definitions.VllmBench.Request;
import dev.assay.tools.results.Identities;
import dev.assay.tools.results.ImportedAudits;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.tools.results.ImportedLoadTest.Counts;
import dev.assay.tools.results.ImportedLoadTest.Lengths;
import dev.assay.tools.results.ImportedLoadTest.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a file of {@code vllm bench serve --save-result}, with or without {@code --save-detailed}. The file does not name its version. */
final class VllmBenchFile {
    private static final Tool TOOL = Tool.VLLM_BENCH;
    private static final List<String> FACTS = List.of(
            "date",
            "backend",
            "model_id",
            "tokenizer_id",
            "num_prompts",
            "request_rate",
            "burstiness",
            "max_concurrency");
    private static final List<String> DETAIL =
            List.of("input_lens", "output_lens", "ttfts", "latencies", "start_times");

    private VllmBenchFile() {}

    static boolean recognises(Node.Mapping root) {
        return root.value("endpoint_type") != null && root.value("completed") != null;
    }

    static @Nullable ImportedLoadTest read(String name, Node.Mapping root, Problems problems) {
        var fields = new Fields(root, "a result of vllm bench serve", problems);
        var duration = fields.number("duration");
        var completed = fields.number("completed");
        var asked = fields.number("num_prompts");
        var failed = fields.optionalNumber("failed");
        if (fields.optional("total_input_sequences") != null) {
            problems.add(
                    fields.placeOf("total_input_sequences"),
                    "expected a run that generates text, found one of an embedding or pooling model");
        }
        var requests = requests(fields, problems);
        if (duration == null || completed == null || asked == null || requests == null) {
            return null;
        }
        var printed = new ToolFigures(TOOL, printed(fields));
        var counts = new Counts(
                asked.intValue(),
                completed.intValue(),
                failed == null ? asked.intValue() - completed.intValue() : failed.intValue(),
                concurrency(fields));
        var lengths = new Lengths(
                each(printed.value("total_input_tokens"), completed),
                each(printed.value("total_output_tokens"), completed));
        var times = requests.stream().map(VllmBenchFile::times).toList();
        return new ImportedLoadTest(
                name,
                TOOL,
                "(the file names no version; read as " + TOOL.version() + ")",
                facts(fields, FACTS),
                counts,
                lengths,
                printed,
                times,
                audits(printed, counts, lengths, requests, times, new Clock(duration, isPaced(fields))));
    }

    /**
     * @param seconds the duration of the run
     * @param paced whether requests started by a rate or a ramp
     */
    private record Clock(double seconds, boolean paced) {}

    private static boolean isPaced(Fields fields) {
        return said(fields, "ramp_up_strategy") || (said(fields, "request_rate") && !isUnlimited(fields));
    }

    private static boolean said(Fields fields, String key) {
        return fields.optional(key) instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NOTHING;
    }

    private static boolean isUnlimited(Fields fields) {
        return fields.optional("request_rate") instanceof Node.Scalar rate
                && rate.text().matches("(?i)inf(inity)?");
    }

    private static List<Finding> audits(
            ToolFigures printed,
            Counts counts,
            Lengths lengths,
            List<Request> requests,
            List<Times> times,
            Clock clock) {
        var audits = new ArrayList<Finding>();
        audits.add(ImportedAudits.complete(counts));
        audits.add(ImportedAudits.plausible(printed, lengths, times));
        audits.add(
                requests.isEmpty()
                        ? ImportedAudits.withoutDetail()
                        : ImportedAudits.arithmetic(
                                printed,
                                new ToolFigures(TOOL, VllmBench.printed(requests, counts.failed(), clock.seconds))));
        if (!requests.isEmpty()) {
            audits.add(ImportedAudits.window(clock.seconds, span(requests)));
            audits.add(ImportedAudits.tokensPerEvent(
                    times.stream().mapToLong(Times::output).sum(),
                    requests.stream()
                            .mapToLong(request -> 1 + request.itls().count())
                            .sum()));
        }
        audits.addAll(new Identities(counts, times, clock.paced)
                .of(
                        lengths,
                        new Identities.Means(
                                printed.value("request_throughput"),
                                null,
                                null,
                                printed.value("mean_ttft_ms"),
                                printed.value("mean_e2el_ms"),
                                printed.value("mean_tpot_ms"),
                                printed.value("std_e2el_ms"))));
        return audits;
    }

    private static double each(@Nullable Double total, double completed) {
        return total == null || completed == 0 ? 0 : total / completed;
    }

    private static double span(List<Request> requests) {
        return requests.stream()
                        .mapToDouble(request -> request.start() + request.latency())
                        .max()
                        .orElse(0)
                - requests.stream().mapToDouble(Request::start).min().orElse(0);
    }

    /**
     * Older versions do not write {@code p50}: only the percentiles of {@code --metric-percentiles} are there. If each answer has one token, 0.0
     * means that there is no value.
     */
    private static List<ToolFigure> printed(Fields fields) {
        var single = Objects.equals(fields.optionalNumber("total_output_tokens"), fields.optionalNumber("completed"));
        return TOOL.of(List.of()).figures().stream()
                .map(figure -> {
                    var said = fields.optionalNumber(figure.name());
                    var none = single && said != null && said == 0 && ImportedAudits.isPerToken(figure.name());
                    var value = none ? null : said;
                    var counted = fields.optionalNumber("completed");
                    return new ToolFigure(
                            figure.name(), figure.unit(), value, counted == null ? 0 : counted.intValue());
                })
                .toList();
    }

    private static int concurrency(Fields fields) {
        var most = fields.optionalNumber("max_concurrency");
        return most == null ? 0 : most.intValue();
    }

    /** Returns the completed requests; empty without detail; null, with a problem, if the lists have different lengths. */
    private static @Nullable List<Request> requests(Fields fields, Problems problems) {
        var lists = new LinkedHashMap<String, Series>();
        DETAIL.forEach(key -> lists.put(key, fields.numbers(key)));
        var itls = fields.lists("itls");
        var starts = get(lists, "start_times");
        if (starts.size() == 0) {
            return List.of();
        }
        for (var key : DETAIL) {
            if (get(lists, key).size() != starts.size() || itls.size() != starts.size()) {
                problems.add(
                        fields.placeOf(key),
                        "the lists of a detailed result have one entry for each request, found "
                                + get(lists, key).size() + " in '" + key + "', " + itls.size() + " in 'itls' and "
                                + starts.size() + " in 'start_times'");
                return null;
            }
        }
        var requests = new ArrayList<Request>();
        for (var i = 0; i < starts.size(); i++) {
            var output = (int) get(lists, "output_lens").get(i);
            // A failed request has 0 tokens and all times 0.0.
            if (output > 0) {
                requests.add(new Request(
                        starts.get(i),
                        get(lists, "ttfts").get(i),
                        EventGaps.of(itls.get(i)),
                        get(lists, "latencies").get(i),
                        (int) get(lists, "input_lens").get(i),
                        output));
            }
        }
        return requests;
    }

    private static Series get(Map<String, Series> lists, String key) {
        return Objects.requireNonNull(lists.get(key));
    }

    private static Times times(Request request) {
        return new Times(
                1000 * request.ttft(), 1000 * request.latency(), Objects.requireNonNullElse(request.output(), 0));
    }

    /** Returns the keys that have a value, as they are written. */
    static Map<String, String> facts(Fields fields, List<String> keys) {
        var facts = new LinkedHashMap<String, String>();
        for (var key : keys) {
            if (fields.optional(key) instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NOTHING) {
                facts.put(key, scalar.text());
            }
        }
        return facts;
    }
}
