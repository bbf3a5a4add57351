package dev.assay.tools.readers;

import dev.assay.audits.findings.Finding;
import dev.assay.input.Fields;
import dev.assay.input.InputFile;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.tools.definitions.AiPerf;
import dev.assay.tools.definitions.AiPerf.Request;
import dev.assay.tools.definitions.Tool;
import dev.assay.tools.definitions.ToolFigure;
import dev.assay.tools.definitions.ToolFigures;
import dev.assay.tools.results.Identities;
import dev.assay.tools.results.ImportedAudits;
import dev.assay.tools.results.ImportedLoadTest;
import dev.assay.tools.results.ImportedLoadTest.Counts;
import dev.assay.tools.results.ImportedLoadTest.Lengths;
import dev.assay.tools.results.ImportedLoadTest.Times;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads AIPerf's {@code profile_export_aiperf.json}, with the records in {@code profile_export.jsonl} and the server's metrics if these files are
 * in the same folder.
 */
final class AiPerfFile {
    private static final Tool TOOL = Tool.AIPERF;
    private static final String SCHEMA = "1\\.[45]";
    private static final String VERSIONS = "0\\.13\\..*";

    private AiPerfFile() {}

    static boolean recognises(Node.Mapping root) {
        // AIPerf's file of server metrics has the same head, but all metrics are below one key.
        return root.value("aiperf_version") != null && root.value("metrics") == null;
    }

    static @Nullable ImportedLoadTest read(
            String name, Node.Mapping root, Function<String, Optional<InputFile>> beside, Problems problems) {
        var fields = new Fields(root, "an export of AIPerf", problems);
        var schema = fields.text("schema_version");
        var version = fields.text("aiperf_version");
        if (schema == null || version == null) {
            return null;
        }
        if (!schema.matches(SCHEMA) || !version.matches(VERSIONS)) {
            problems.add(
                    fields.placeOf("aiperf_version"),
                    "expected an export of AIPerf 0.13 with schema 1.4 or 1.5, whose definitions are known, found version ["
                            + version + "] with schema [" + schema + "]");
            return null;
        }
        var records = beside.apply(AiPerfRecords.FILE)
                .map(file -> AiPerfRecords.read(file, problems))
                .orElse(AiPerfRecords.NONE);
        if (records == null) {
            return null;
        }
        var requests = records.requests();
        var server = AiPerfServer.read(beside, problems);
        var printed = new ToolFigures(TOOL, printed(fields));
        var facts = facts(fields);
        var counts = counts(fields, printed, Integer.parseInt(facts.getOrDefault("concurrency", "0")));
        var times = requests.stream()
                .map(request ->
                        new Times(request.ttft(), request.latency(), Objects.requireNonNullElse(request.output(), 0)))
                .toList();
        var lengths = new Lengths(
                Objects.requireNonNullElse(printed.value("input_sequence_length.avg"), 0.0),
                Objects.requireNonNullElse(printed.value("output_sequence_length.avg"), 0.0));
        var audits = audits(
                fields,
                printed,
                counts,
                lengths,
                requests,
                times,
                !facts.getOrDefault("type", "concurrency").equals("concurrency"));
        // Findings about the server come first, since they explain others.
        server.ifPresent(its -> audits.addAll(0, its.against(times)));
        records.atOnce(server.map(AiPerfServer::gap).orElse(0.0)).ifPresent(finding -> audits.add(0, finding));
        return new ImportedLoadTest(name, TOOL, version, facts, counts, lengths, printed, times, audits);
    }

    private static List<Finding> audits(
            Fields fields,
            ToolFigures printed,
            Counts counts,
            Lengths lengths,
            List<Request> requests,
            List<Times> times,
            boolean paced) {
        var audits = new ArrayList<Finding>();
        audits.add(ImportedAudits.complete(counts));
        if (fields.flag("was_cancelled")) {
            audits.add(new Finding("run to its end", Finding.Severity.INVALID, "the file says that it was cancelled"));
        }
        audits.add(ImportedAudits.plausible(printed, lengths, times));
        audits.add(
                requests.isEmpty()
                        ? ImportedAudits.withoutDetail()
                        : ImportedAudits.arithmetic(
                                printed, new ToolFigures(TOOL, AiPerf.printed(requests, seconds(fields)))));
        if (!requests.isEmpty()) {
            audits.add(ImportedAudits.tokensPerEvent(
                    times.stream().mapToLong(Times::output).sum(),
                    requests.stream()
                            .mapToLong(request -> 1 + request.gaps().count())
                            .sum()));
        }
        audits.addAll(new Identities(counts, times, paced)
                .of(
                        lengths,
                        new Identities.Means(
                                printed.value("request_throughput.avg"),
                                printed.value("prefill_throughput_per_user.avg"),
                                printed.value("output_token_throughput_per_user.avg"),
                                printed.value("time_to_first_token.avg"),
                                printed.value("request_latency.avg"),
                                printed.value("inter_token_latency.avg"),
                                printed.value("request_latency.std"))));
        return audits;
    }

    /** Returns the length of the phase; 0 if unknown, so that no rate is computed. */
    private static double seconds(Fields fields) {
        var start = fields.optionalText("start_time");
        var end = fields.optionalText("end_time");
        try {
            return start == null || end == null
                    ? 0
                    : Duration.between(LocalDateTime.parse(start), LocalDateTime.parse(end))
                                    .toNanos()
                            / 1e9;
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    private static Counts counts(Fields fields, ToolFigures printed, int concurrency) {
        var completed = Objects.requireNonNullElse(printed.value("request_count.avg"), 0.0)
                .intValue();
        var errors = value(fields, "error_request_count", "avg");
        var failed = errors == null ? 0 : errors.intValue();
        return new Counts(completed + failed, completed, failed, concurrency);
    }

    static @Nullable Double value(Fields fields, String metric, String statistic) {
        var holder = fields.optionalMapping(metric);
        return holder == null ? null : holder.optionalNumber(statistic);
    }

    private static List<ToolFigure> printed(Fields fields) {
        return TOOL.of(List.of()).figures().stream()
                .map(figure -> {
                    var dot = figure.name().lastIndexOf('.');
                    var metric = figure.name().substring(0, dot);
                    var count = value(fields, metric, "count");
                    return new ToolFigure(
                            figure.name(),
                            figure.unit(),
                            value(fields, metric, figure.name().substring(dot + 1)),
                            count == null ? 0 : count.intValue());
                })
                .toList();
    }

    /** Returns the settings of the profiled phase, and the model. */
    private static Map<String, String> facts(Fields fields) {
        var facts = new LinkedHashMap<>(VllmBenchFile.facts(fields, List.of("start_time", "end_time", "benchmark_id")));
        var config = fields.optionalMapping("input_config");
        if (config == null) {
            return facts;
        }
        for (var phase : config.list("phases")) {
            if (phase instanceof Node.Mapping mapping
                    && mapping.value("kind") instanceof Node.Scalar kind
                    && kind.text().equals("profiling")) {
                for (var entry : mapping.entries()) {
                    if (entry.value() instanceof Node.Scalar scalar) {
                        facts.put(entry.key(), scalar.text());
                    }
                }
            }
        }
        return facts;
    }
}
