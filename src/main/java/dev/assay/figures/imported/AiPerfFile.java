package dev.assay.figures.imported;

import dev.assay.figures.Finding;
import dev.assay.figures.imported.ImportedCell.Counts;
import dev.assay.figures.imported.ImportedCell.Lengths;
import dev.assay.figures.imported.ImportedCell.Times;
import dev.assay.figures.rosetta.AiPerf;
import dev.assay.figures.rosetta.AiPerf.Request;
import dev.assay.figures.rosetta.Printed;
import dev.assay.figures.rosetta.Printout;
import dev.assay.figures.rosetta.Tool;
import dev.assay.input.Fields;
import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.stats.Series;
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

/** AIPerf's {@code profile_export_aiperf.json}, with the records of {@code profile_export.jsonl} where that lies beside it. */
final class AiPerfFile {
    private static final Tool TOOL = Tool.AIPERF;
    private static final String RECORDS = "profile_export.jsonl";
    private static final String SCHEMA = "1\\.[45]";
    private static final String VERSIONS = "0\\.13\\..*";
    private static final double NANOS_PER_MS = 1e6;

    private AiPerfFile() {}

    static boolean recognises(Node.Mapping root) {
        // What it read of the server has the same head, and metrics below one key.
        return root.value("aiperf_version") != null && root.value("metrics") == null;
    }

    static @Nullable ImportedCell read(
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
        var requests =
                beside.apply(RECORDS).map(file -> records(file, problems)).orElse(List.of());
        if (requests == null) {
            return null;
        }
        var printed = new Printout(TOOL, printed(fields));
        var facts = facts(fields);
        var counts = counts(fields, printed, Integer.parseInt(facts.getOrDefault("concurrency", "0")));
        var times = requests.stream()
                .map(request ->
                        new Times(request.ttft(), request.latency(), Objects.requireNonNullElse(request.output(), 0)))
                .toList();
        var lengths = new Lengths(
                Objects.requireNonNullElse(printed.value("input_sequence_length.avg"), 0.0),
                Objects.requireNonNullElse(printed.value("output_sequence_length.avg"), 0.0));
        return new ImportedCell(
                name,
                TOOL,
                version,
                facts,
                counts,
                lengths,
                printed,
                times,
                audits(
                        fields,
                        printed,
                        counts,
                        lengths,
                        requests,
                        times,
                        !facts.getOrDefault("type", "concurrency").equals("concurrency")));
    }

    private static List<Finding> audits(
            Fields fields,
            Printout printed,
            Counts counts,
            Lengths lengths,
            List<Request> requests,
            List<Times> times,
            boolean paced) {
        var audits = new ArrayList<Finding>();
        audits.add(CellAudits.complete(counts));
        if (fields.flag("was_cancelled")) {
            audits.add(new Finding("run to its end", Finding.Severity.INVALID, "the file says that it was cancelled"));
        }
        audits.add(CellAudits.plausible(printed, lengths, times));
        audits.add(
                requests.isEmpty()
                        ? CellAudits.withoutDetail()
                        : CellAudits.arithmetic(
                                printed, new Printout(TOOL, AiPerf.printed(requests, seconds(fields)))));
        if (!requests.isEmpty()) {
            audits.add(CellAudits.tokensPerEvent(
                    times.stream().mapToLong(Times::output).sum(),
                    requests.stream()
                            .mapToLong(request -> 1 + request.gaps().size())
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

    /** Returns how long the phase was; 0 where the file does not say, so that no rate is computed. */
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

    private static Counts counts(Fields fields, Printout printed, int concurrency) {
        var completed = Objects.requireNonNullElse(printed.value("request_count.avg"), 0.0)
                .intValue();
        var errors = value(fields, "error_request_count", "avg");
        var failed = errors == null ? 0 : errors.intValue();
        return new Counts(completed + failed, completed, failed, concurrency);
    }

    private static @Nullable Double value(Fields fields, String metric, String statistic) {
        var holder = fields.optionalMapping(metric);
        return holder == null ? null : holder.optionalNumber(statistic);
    }

    private static List<Printed> printed(Fields fields) {
        return TOOL.of(List.of()).figures().stream()
                .map(figure -> {
                    var dot = figure.name().lastIndexOf('.');
                    var metric = figure.name().substring(0, dot);
                    var count = value(fields, metric, "count");
                    return new Printed(
                            figure.name(),
                            figure.unit(),
                            value(fields, metric, figure.name().substring(dot + 1)),
                            count == null ? 0 : count.intValue());
                })
                .toList();
    }

    /** Returns the settings of the one phase that was profiled, and which model. */
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

    /** Returns the records without an error; absent, with a problem, if one cannot be read. */
    private static @Nullable List<Request> records(InputFile file, Problems problems) {
        var requests = new ArrayList<Request>();
        for (var node : Json.read(file, problems)) {
            var record = Fields.of(node, "a record", problems);
            var metadata = record == null ? null : record.mapping("metadata");
            if (record == null || metadata == null) {
                return null;
            }
            if (record.optionalMapping("error") != null || isWarmup(metadata)) {
                continue;
            }
            var request = request(record, metadata);
            if (request == null) {
                return null;
            }
            requests.add(request);
        }
        return requests;
    }

    private static boolean isWarmup(Fields metadata) {
        return metadata.optional("benchmark_phase") instanceof Node.Scalar phase
                && phase.text().equals("warmup");
    }

    private static @Nullable Request request(Fields record, Fields metadata) {
        var start = metadata.number("request_start_ns");
        var metrics = record.mapping("metrics");
        if (start == null || metrics == null) {
            return null;
        }
        var ttft = value(metrics, "time_to_first_token", "value");
        var latency = value(metrics, "request_latency", "value");
        var input = value(metrics, "input_sequence_length", "value");
        var output = value(metrics, "output_sequence_length", "value");
        var gaps = metrics.optionalMapping("inter_chunk_latency");
        return new Request(
                start / NANOS_PER_MS,
                ttft == null ? 0 : ttft,
                gaps == null ? Series.of() : gaps.numbers("value"),
                latency == null ? 0 : latency,
                input == null ? null : (Integer) input.intValue(),
                output == null ? null : (Integer) output.intValue());
    }
}
