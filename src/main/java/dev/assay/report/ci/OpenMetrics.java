package dev.assay.report.ci;

import dev.assay.figures.FigureName;
import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of a run as OpenMetrics text, which GitLab compares between a merge request and its target. */
public final class OpenMetrics {
    private OpenMetrics() {}

    /** Returns the text. A figure without a value is not in it. */
    public static String of(RunVerdict run) {
        var families = new LinkedHashMap<String, List<String>>();
        families.put("assay_tests", verdicts(run));
        var units = new TreeMap<String, String>();
        for (var shown : ShownFigures.of(run)) {
            if (shown.value() != null) {
                var unit = unit(shown.figure().unit());
                var family = "assay_" + base(shown.figure()).replaceAll("[^a-z0-9]", "_")
                        + (unit.isEmpty() ? "" : "_" + unit);
                units.put(family, unit);
                families.computeIfAbsent(family, key -> new ArrayList<>())
                        .add(family + labels(shown) + " "
                                + ShownFigure.number(shown.value()).toPlainString());
            }
        }
        return families.entrySet().stream()
                .filter(family -> !family.getValue().isEmpty())
                .map(family -> text(family.getKey(), units.getOrDefault(family.getKey(), ""), family.getValue()))
                .collect(Collectors.joining("", "", "# EOF\n"));
    }

    private static String text(String family, String unit, List<String> samples) {
        return "# TYPE " + family + " gauge\n"
                + (unit.isEmpty() ? "" : "# UNIT " + family + " " + unit + "\n")
                + String.join("\n", samples) + "\n";
    }

    private static List<String> verdicts(RunVerdict run) {
        return run.counts().entrySet().stream()
                .map(count -> "assay_tests" + labels(Map.of("verdict", count.getKey())) + " " + count.getValue())
                .toList();
    }

    private static String labels(ShownFigure shown) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("deployment", shown.test().planned().deployment().name());
        labels.put("test", shown.test().planned().test().name());
        if (shown.figure() instanceof FigureName.OfRequests(var ignored, var statistic)) {
            labels.put("statistic", statistic.key());
        }
        shown.test()
                .header()
                .ifPresent(
                        header -> labels.put("provenance", header.provenance().toString()));
        return labels(labels);
    }

    /** GitLab's reader takes a number sign for the begin of a comment even within quotes. */
    private static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=\""
                        + label.getValue()
                                .replace("#", "")
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                        + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String base(NamedFigure figure) {
        return figure instanceof FigureName name ? name.base().key() : figure.key();
    }

    private static String unit(Unit unit) {
        return switch (unit) {
            case MILLISECONDS -> "milliseconds";
            case PER_SECOND -> "per_second";
            case TOKENS_PER_SECOND -> "tokens_per_second";
            case TOKENS -> "tokens";
            case SHARE -> "ratio";
            case COUNT, NUMBER -> "";
            case NATS -> "nats";
            case WATTS -> "watts";
            case WATT_HOURS -> "watt_hours";
            case WATT_HOURS_PER_MTOK -> "watt_hours_per_million_tokens";
            case PER_MTOK -> "cost_per_million_tokens";
        };
    }
}
