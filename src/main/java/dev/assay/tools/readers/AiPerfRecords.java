package dev.assay.tools.readers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.input.Fields;
import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.stats.Series;
import dev.assay.tools.definitions.AiPerf.Request;
import dev.assay.tools.definitions.EventGaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records in AIPerf's {@code profile_export.jsonl}: requests without an error. */
record AiPerfRecords(List<AiPerfRecords.Named> all) {
    static final String FILE = "profile_export.jsonl";
    static final AiPerfRecords NONE = new AiPerfRecords(List.of());

    private static final double NANOS_PER_MS = 1e6;
    /** Fewer tokens than this may share a read by chance. */
    private static final int FEW = 4;
    /** Chunks closer together than this part of the server's time between tokens came at once. */
    private static final double TOGETHER = 0.1;
    /** The same in milliseconds, if the server's time is unknown: no server is so fast. */
    private static final double TOGETHER_MS = 0.05;

    private static final int SHOWN = 10;

    AiPerfRecords {
        all = List.copyOf(all);
    }

    /**
     * A request.
     *
     * @param name the name in its record: {@code session 3, turn 0 (line 4)}
     */
    record Named(String name, Request request) {}

    List<Request> requests() {
        return all.stream().map(Named::request).toList();
    }

    /**
     * Finds requests that got all chunks at once: something held their answers back, so their first token is as late as their last.
     *
     * @param gap the server's own time between tokens in milliseconds; 0 if unknown
     * @return empty without records
     */
    Optional<Finding> atOnce(double gap) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        var most = gap > 0 ? TOGETHER * gap : TOGETHER_MS;
        var names = all.stream()
                .filter(named -> isAtOnce(named.request, most))
                .map(Named::name)
                .toList();
        if (names.isEmpty()) {
            return Optional.of(new Finding("chunks apart", Severity.SOUND, "no request got every chunk at once"));
        }
        var text = String.format(
                Locale.ROOT,
                "%d of %d requests got every chunk at once: %s%s; their first token is as late as their last,"
                        + " and there is no time between tokens",
                names.size(),
                all.size(),
                String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))),
                names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
        return Optional.of(
                gap > 0
                        ? new Finding(
                                "chunks apart",
                                Severity.INVALID,
                                String.format(Locale.ROOT, "%s, but the server reports %.1f ms", text, gap))
                        : new Finding("chunks apart", Severity.NOTE, text));
    }

    private static boolean isAtOnce(Request request, double most) {
        return request.output() != null
                && request.output() >= FEW
                && request.latency() - request.ttft() < most * (request.output() - 1);
    }

    /** Returns the records without an error; absent, with a problem, if one cannot be read. */
    static @Nullable AiPerfRecords read(InputFile file, Problems problems) {
        var requests = new ArrayList<Named>();
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
            requests.add(new Named(name(metadata, node), request));
        }
        return new AiPerfRecords(requests);
    }

    private static String name(Fields metadata, Node node) {
        return text(metadata, "session_num")
                        .map(number -> "session " + number + " ")
                        .orElse("")
                + text(metadata, "turn_index")
                        .filter(turn -> !turn.equals("0"))
                        .map(turn -> "turn " + turn + " ")
                        .orElse("")
                + "(line " + node.place().line() + ")";
    }

    private static Optional<String> text(Fields metadata, String key) {
        return metadata.optional(key) instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NOTHING
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static boolean isWarmup(Fields metadata) {
        return text(metadata, "benchmark_phase").filter("warmup"::equals).isPresent();
    }

    private static @Nullable Request request(Fields record, Fields metadata) {
        var start = metadata.number("request_start_ns");
        var metrics = record.mapping("metrics");
        if (start == null || metrics == null) {
            return null;
        }
        var ttft = AiPerfFile.value(metrics, "time_to_first_token", "value");
        var latency = AiPerfFile.value(metrics, "request_latency", "value");
        var input = AiPerfFile.value(metrics, "input_sequence_length", "value");
        var output = AiPerfFile.value(metrics, "output_sequence_length", "value");
        var gaps = metrics.optionalMapping("inter_chunk_latency");
        return new Request(
                start / NANOS_PER_MS,
                ttft == null ? 0 : ttft,
                EventGaps.of(gaps == null ? Series.of() : gaps.numbers("value")),
                latency == null ? 0 : latency,
                input == null ? null : (Integer) input.intValue(),
                output == null ? null : (Integer) output.intValue());
    }
}
