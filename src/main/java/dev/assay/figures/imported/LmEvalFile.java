package dev.assay.figures.imported;

import dev.assay.figures.Finding;
import dev.assay.figures.Finding.Severity;
import dev.assay.input.Fields;
import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The results of lm-evaluation-harness: for each task and each of its filters one share of right answers, and which they were where the
 * samples lie beside.
 */
final class LmEvalFile {
    private static final String VERSIONS = "0\\.4\\..*";
    private static final String METRIC = "exact_match";
    private static final List<String> FACTS = List.of("model_name", "model_source", "date", "lm_eval_version");

    private final String name;
    private final String version;
    private final Map<String, String> facts;
    private final Problems problems;

    private LmEvalFile(String name, String version, Map<String, String> facts, Problems problems) {
        this.name = name;
        this.version = version;
        this.facts = facts;
        this.problems = problems;
    }

    static boolean recognises(Node.Mapping root) {
        return root.value("lm_eval_version") != null && root.value("results") != null;
    }

    static List<Imported> read(
            String name, Node.Mapping root, Function<String, Optional<InputFile>> beside, Problems problems) {
        var fields = new Fields(root, "a result of lm-evaluation-harness", problems);
        var version = fields.text("lm_eval_version");
        var results = fields.mapping("results");
        if (version == null || results == null) {
            return List.of();
        }
        if (!version.matches(VERSIONS)) {
            problems.add(
                    fields.placeOf("lm_eval_version"),
                    "expected lm-evaluation-harness 0.4, found version [" + version + "]");
            return List.of();
        }
        var file = new LmEvalFile(name, version, VllmBenchFile.facts(fields, FACTS), problems);
        var answers = new ArrayList<Imported>();
        for (var task : fields.entries("results")) {
            var lines = beside.apply(samples(name, task.key()))
                    .map(samples -> Json.read(samples, problems))
                    .orElse(List.of());
            var counts = fields.optionalMapping("n-samples");
            answers.addAll(file.task(task, counts == null ? null : counts.optionalMapping(task.key()), lines));
        }
        if (answers.isEmpty()) {
            problems.add(results.place(), "expected a task scored by '" + METRIC + "', found none");
        }
        return answers;
    }

    /** Returns the name that the harness gives to the samples of a task whose results have this name. */
    private static String samples(String results, String task) {
        var suffix = results.substring(results.lastIndexOf('/') + 1)
                .replaceFirst("^results", "")
                .replaceFirst("\\.json$", "");
        return "samples_" + task + suffix + ".jsonl";
    }

    private List<Imported> task(Node.Entry task, @Nullable Fields counts, List<Node> samples) {
        var answers = new ArrayList<Imported>();
        var fields = Fields.of(task.value(), "'" + task.key() + "'", problems);
        if (fields == null || !(task.value() instanceof Node.Mapping metrics)) {
            return answers;
        }
        var effective = counts == null ? null : counts.optionalNumber("effective");
        for (var metric : metrics.entries()) {
            if (!metric.key().startsWith(METRIC + ",")) {
                continue;
            }
            var filter = metric.key().substring(METRIC.length() + 1);
            var share = fields.number(metric.key());
            var correct = correct(samples, filter);
            if (share != null) {
                var asked = effective == null ? correct.size() : effective.intValue();
                answers.add(new ImportedAnswers(
                        name + " " + filter,
                        task.key() + ", " + METRIC + " by " + filter,
                        version,
                        facts,
                        share,
                        asked,
                        correct,
                        audits(share, asked, correct)));
            }
        }
        return answers;
    }

    private Map<Integer, Boolean> correct(List<Node> samples, String filter) {
        var correct = new LinkedHashMap<Integer, Boolean>();
        for (var node : samples) {
            var sample = Fields.of(node, "a sample", problems);
            if (sample == null || !filter.equals(sample.text("filter"))) {
                continue;
            }
            var id = sample.number("doc_id");
            var score = sample.number(METRIC);
            if (id != null && score != null) {
                correct.put(id.intValue(), score > 0);
            }
        }
        return correct;
    }

    private static List<Finding> audits(double share, int asked, Map<Integer, Boolean> correct) {
        var audits = new ArrayList<Finding>();
        if (correct.isEmpty()) {
            audits.add(new Finding("every question scored", Severity.NOTE, "there are no samples beside the results"));
        } else {
            var right = correct.values().stream().filter(each -> each).count();
            audits.add(new Finding(
                    "every question scored",
                    correct.size() == asked ? Severity.SOUND : Severity.INVALID,
                    correct.size() + " of " + asked + " questions are in the samples"));
            audits.add(new Finding(
                    "own arithmetic",
                    Math.abs(share - (double) right / correct.size()) < 1e-9 ? Severity.SOUND : Severity.INVALID,
                    String.format(Locale.ROOT, "%d of %d right, printed as %s", right, correct.size(), share)));
        }
        if (asked == 0) {
            audits.add(new Finding("every question scored", Severity.INVALID, "no question was asked"));
        }
        if (share == 0) {
            audits.add(
                    new Finding(
                            "some right",
                            Severity.NOTE,
                            "no answer is right: look at the samples before the model, a filter that finds nothing gives this too"));
        }
        return audits;
    }
}
