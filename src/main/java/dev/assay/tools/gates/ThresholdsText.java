package dev.assay.tools.gates;

import dev.assay.input.YamlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes translated gates as a thresholds.yaml with the manifests of its evalsets. */
public final class ThresholdsText {
    private final List<DeploymentRow> deployments;
    private final List<String> lines = new ArrayList<>();

    private ThresholdsText(List<DeploymentRow> deployments) {
        this.deployments = deployments;
    }

    /**
     * Returns the files by their names, {@code thresholds.yaml} first; none if there is no row.
     *
     * @param gates in the order in which their rows are written
     */
    public static Map<String, String> files(List<TranslatedGate> gates) {
        var rows = gates.stream().flatMap(gate -> gate.deployments().stream()).toList();
        var files = new LinkedHashMap<String, String>();
        if (!rows.isEmpty()) {
            files.put("thresholds.yaml", new ThresholdsText(rows).text());
            rows.stream()
                    .flatMap(DeploymentRow::evalsets)
                    .forEach(evalset -> files.put(evalset.file(), evalset.manifest()));
        }
        return files;
    }

    /** Returns what must be put beside the files, in sentences: what these rows need and no file of another project has. */
    public static List<String> needed(List<TranslatedGate> gates) {
        var needed = new LinkedHashSet<String>();
        for (var gate : gates) {
            for (var row : gate.deployments()) {
                if (!row.load().isEmpty()) {
                    needed.add("put the tokenizer.json of " + row.model() + " at " + row.tokenizer());
                }
                if (!row.accuracy().isEmpty()) {
                    needed.add("copy the folder evalsets/gsm8k from Assay's repository to evalsets/gsm8k");
                }
            }
        }
        return List.copyOf(needed);
    }

    /** Returns a name that thresholds.yaml allows. */
    static String name(String written) {
        var name = written.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        return name.isEmpty() ? "unnamed" : name;
    }

    private static String unique(String written, Set<String> taken) {
        var name = name(written);
        var free = name;
        for (var i = 2; !taken.add(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    private String text() {
        lines.add("version: 1");
        workloads();
        lines.add("deployments:");
        var taken = new HashSet<String>();
        deployments.forEach(row -> deployment(row, unique(row.name(), taken)));
        return String.join("\n", lines) + "\n";
    }

    private void workloads() {
        var workloads = new TreeMap<String, LoadRow>();
        deployments.forEach(row -> row.load().forEach(test -> workloads.put(test.workload(), test)));
        if (!workloads.isEmpty()) {
            lines.add("workloads:");
            workloads.forEach((name, test) -> lines.add("  " + name + ": {input-tokens: " + test.inputTokens()
                    + ", output-tokens: " + test.outputTokens() + ", api: completions}"));
        }
    }

    private void deployment(DeploymentRow row, String name) {
        lines.add("  # from " + row.source().replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " "));
        lines.add("  " + quotedKey(name) + ":");
        lines.add("    model: " + quoted(row.model()));
        if (!row.load().isEmpty()) {
            lines.add("    tokenizer: " + quoted(row.tokenizer()));
        }
        lines.add("    precision: " + quoted(row.precision()));
        lines.add("    engine: vllm");
        server(row.server());
        var taken = new HashSet<String>();
        if (!row.accuracy().isEmpty()) {
            lines.add("    accuracy:");
            row.accuracy().forEach(test -> accuracy(test, unique(test.evalset().name(), taken)));
        }
        if (!row.load().isEmpty()) {
            lines.add("    load:");
            row.load().forEach(test -> load(test, unique(test.name(), taken)));
        }
    }

    private void server(ServerRow server) {
        server.image().ifPresent(image -> lines.add("    image: " + quoted(image)));
        if (!server.serve().isEmpty()) {
            lines.add("    serve: "
                    + server.serve().stream().map(ThresholdsText::quoted).collect(Collectors.joining(", ", "[", "]")));
        }
        if (!server.env().isEmpty()) {
            lines.add("    env: "
                    + server.env().entrySet().stream()
                            .map(each -> quotedKey(each.getKey()) + ": " + quoted(each.getValue()))
                            .collect(Collectors.joining(", ", "{", "}")));
        }
        server.startSeconds().ifPresent(seconds -> lines.add("    deadlines: {start: " + seconds + " s}"));
    }

    private void accuracy(AccuracyRow test, String name) {
        lines.add("      - evalset: " + test.evalset().name());
        if (!name.equals(test.evalset().name())) {
            lines.add("        name: " + name);
        }
        lines.add("        concurrency: " + test.concurrency());
        end(test.tier(), test.source(), test.limits());
    }

    private void load(LoadRow test, String name) {
        lines.add("      - cell: " + quotedKey(name));
        lines.add("        workload: " + test.workload());
        switch (test.pace()) {
            case LoadRow.Pace.Concurrency(var inFlight) -> lines.add("        concurrency: " + inFlight);
            case LoadRow.Pace.Rate(var perSecond, var maxInFlight) -> {
                lines.add("        rate: " + LimitRow.digits(perSecond) + "/s");
                lines.add("        max-in-flight: " + maxInFlight);
            }
        }
        test.requests().ifPresent(requests -> lines.add("        requests: " + requests));
        test.warmup().ifPresent(warmup -> lines.add("        warmup: " + warmup));
        if (test.repeats() > 1) {
            lines.add("        repeats: " + test.repeats());
        }
        end(test.tier(), test.source(), test.limits());
    }

    private void end(String tier, String source, List<LimitRow> limits) {
        if (!tier.isEmpty()) {
            lines.add("        tier: " + tier);
        }
        lines.add("        source: " + quoted(source));
        lines.add("        limits:");
        limits.forEach(limit -> lines.add("          " + limit.figure() + ": " + limit.written()));
    }

    /** Returns a name as a key or a value. A name that looks like a number or a word of YAML is quoted. */
    private static String quotedKey(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9._-]*") && !name.matches("(?i)true|false|null|yes|no|on|off")
                ? name
                : quoted(name);
    }

    private static String quoted(String text) {
        return YamlValue.quoted(text).flow();
    }
}
