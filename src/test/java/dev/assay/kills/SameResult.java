package dev.assay.kills;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.report.history.HistoryTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run found out, without all that differs between two runs on the same server: times, what follows from times, and the name of the run. */
final class SameResult {
    private static final String LOAD_TEST = "rows/small " + KilledGate.LOAD_TEST + "/";
    /** Of the figures of a load test only these are counts of requests and tokens. */
    private static final Pattern TIMED =
            Pattern.compile("run|target|rows/[^/]+/(measured_at|seed|asking/mean_in_flight)"
                    + "|" + LOAD_TEST + "(other_tools|steady)/.*"
                    + "|" + LOAD_TEST
                    + "figures/(?!(input-tokens|output-tokens|cached-share|finish|preemptions|failed|failed-share)[./]).*"
                    + "|" + LOAD_TEST
                    + "audits/(in flight|steady|stalls|schedule lag|first reads|coalesced reads|client overhead|times plausible)/.*"
                    + "|" + LOAD_TEST + "server_counts/(scrapes|failed|gauges|ttft|itl).*");
    /** The columns of a history that do not depend on times. */
    private static final Set<String> COUNTED = Set.of(
            "branch",
            "deployment",
            "test",
            "kind",
            "verdict",
            "partial",
            "repeats",
            "samples",
            "engine",
            "version",
            "thresholds",
            "limits",
            "accuracy",
            "no-answer",
            "truncated",
            "failed-share",
            "input-tokens.mean");

    private SameResult() {}

    /** Returns what result.json says, each value by its path. */
    static SortedMap<String, String> of(byte[] result) {
        var values = new TreeMap<String, String>();
        flatten("", JsonMapper.shared().readTree(result), values);
        values.keySet().removeIf(path -> TIMED.matcher(path).matches());
        values.replaceAll((path, value) ->
                value.replaceAll(" \\(measured [0-9-]+\\)$", "").replaceAll("\\d+ polls", "polls"));
        return values;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(each ->
                            flatten(path + (path.isEmpty() ? "" : "/") + each.getKey(), each.getValue(), values));
        } else if (node.isArray()) {
            var number = 0;
            for (var item : node) {
                flatten(path + "/" + name(item, number++), item, values);
            }
        } else {
            values.put(path, node.asString());
        }
    }

    /** Items of a list that have a name keep their place if another one is missing. */
    private static String name(JsonNode item, int number) {
        return List.of("name", "audit", "figure", "id").stream()
                .filter(item::has)
                .findFirst()
                .map(key -> item.get(key).asString())
                .orElse("" + number);
    }

    /** Returns the lines of a history. */
    static List<SortedMap<String, String>> ofHistory(byte[] history) {
        return HistoryTable.read(new String(history, UTF_8)).orElseThrow().cells().stream()
                .<SortedMap<String, String>>map(cells -> cells.entrySet().stream()
                        .filter(cell -> COUNTED.contains(cell.getKey()))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new)))
                .toList();
    }

    /** Returns how two results differ, at most ten lines. */
    static List<String> differences(Map<String, String> expected, Map<String, String> found) {
        var paths = new TreeSet<>(expected.keySet());
        paths.addAll(found.keySet());
        return paths.stream()
                .filter(path -> !String.valueOf(expected.get(path)).equals(String.valueOf(found.get(path))))
                .limit(10)
                .map(path -> path + " is [" + found.get(path) + "], uninterrupted [" + expected.get(path) + "]")
                .toList();
    }
}
