package dev.assay.tools.readers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.input.Fields;
import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Node;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.tools.results.ImportedAnswers;
import dev.assay.tools.results.ImportedResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads results of lm-evaluation-harness: for each task and filter the share of right answers, and which answers were right if the samples are in
 * the same folder. A group has the questions of its tasks. Tasks with other metrics are not read, and a message names them.
 */
final class LmEvalFile {
    private static final String VERSIONS = "0\\.4\\..*";
    private static final String ARITHMETIC = "own arithmetic";
    private static final String SCORED = "every question scored";
    private static final List<String> FACTS = List.of("model_name", "model_source", "date", "lm_eval_version");
    /** The allowed rounding error of a share, which the harness prints with all its digits. */
    private static final double EXACT = 1e-9;
    /** A task may ask each question several times. */
    private static final int MOST_REPEATS = 16;

    private final String name;
    private final String version;
    private final Map<String, String> facts;
    private final Fields root;
    private final Problems problems;
    private final List<Problem> passedOver;

    private LmEvalFile(
            String name,
            String version,
            Map<String, String> facts,
            Fields root,
            Problems problems,
            List<Problem> passedOver) {
        this.name = name;
        this.version = version;
        this.facts = facts;
        this.root = root;
        this.problems = problems;
        this.passedOver = passedOver;
    }

    static boolean recognises(Node.Mapping root) {
        return root.value("lm_eval_version") != null && root.value("results") != null;
    }

    static List<ImportedResult> read(
            String name,
            Node.Mapping root,
            Function<String, Optional<InputFile>> beside,
            Problems problems,
            List<Problem> passedOver) {
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
        var file = new LmEvalFile(name, version, VllmBenchFile.facts(fields, FACTS), fields, problems, passedOver);
        var answers = new ArrayList<ImportedResult>();
        for (var task : fields.entries("results")) {
            var lines = beside.apply(samples(name, task.key()))
                    .map(samples -> Json.read(samples, problems))
                    .orElse(List.of());
            answers.addAll(file.task(task, lines));
        }
        if (answers.isEmpty() && fields.entries("results").isEmpty()) {
            problems.add(results.place(), "expected a task scored by '" + ImportedAnswers.METRIC + "', found none");
        }
        return answers;
    }

    /** Returns the name of a task's samples by the name of its results. */
    private static String samples(String results, String task) {
        var suffix = results.substring(results.lastIndexOf('/') + 1)
                .replaceFirst("^results", "")
                .replaceFirst("\\.json$", "");
        return "samples_" + task + suffix + ".jsonl";
    }

    private List<ImportedResult> task(Node.Entry task, List<Node> samples) {
        var answers = new ArrayList<ImportedResult>();
        var fields = Fields.of(task.value(), "'" + task.key() + "'", problems);
        if (fields == null || !(task.value() instanceof Node.Mapping metrics)) {
            return answers;
        }
        var others = new LinkedHashSet<String>();
        for (var metric : metrics.entries()) {
            if (!metric.key().contains(",") || metric.key().contains("_stderr,")) {
                continue; // its name, its error, how many there are
            }
            if (!metric.key().startsWith(ImportedAnswers.METRIC + ",")) {
                others.add(metric.key());
                continue;
            }
            var filter = metric.key().substring(ImportedAnswers.METRIC.length() + 1);
            var share = fields.optionalNumber(metric.key());
            if (share == null) {
                passedOver.add(
                        new Problem(metric.place(), "task '" + task.key() + "': " + metric.key() + " has no value"));
                continue;
            }
            answers.add(answers(task.key(), filter, share, correct(samples, filter)));
        }
        if (!others.isEmpty()) {
            passedOver.add(new Problem(
                    task.place(),
                    "task '" + task.key() + "': of " + String.join(" and ", others)
                            + " nothing is read, only shares of '" + ImportedAnswers.METRIC + "' are"));
        }
        return answers;
    }

    private ImportedResult answers(String task, String filter, double share, Map<Integer, Boolean> correct) {
        var tasks = leaves(task, new LinkedHashSet<>());
        var group = !tasks.equals(Set.of(task));
        var counted = tasks.stream().map(this::effective).toList();
        var asked = counted.contains(null)
                ? correct.size()
                : counted.stream().mapToInt(count -> count == null ? 0 : count).sum();
        var known = !counted.contains(null) || !correct.isEmpty();
        return new ImportedAnswers(
                name + " " + task + " " + filter,
                task + ", " + ImportedAnswers.METRIC + " by " + filter,
                version,
                facts,
                share,
                asked,
                correct,
                estimate(task)
                        .map(by -> estimated(share, asked, by))
                        .orElseGet(() ->
                                known ? audits(share, asked, correct, group ? tasks : Set.of()) : uncounted(share)));
    }

    /** Returns the number of questions of a task; null if unknown. */
    private @Nullable Integer effective(String task) {
        var counts = root.optionalMapping("n-samples");
        var count = counts == null ? null : counts.optionalMapping(task);
        var effective = count == null ? rows(task) : count.optionalNumber("effective");
        return effective == null ? null : (Integer) effective.intValue();
    }

    /** Later versions have the number in the task's results, too. */
    private @Nullable Double rows(String task) {
        var results = root.optionalMapping("results");
        var row = results == null ? null : results.optionalMapping(task);
        return row == null ? null : row.optionalNumber("sample_len");
    }

    /** Returns the aggregation of a task if it is not a mean; its figure is then an estimate, not a share of right answers. */
    private Optional<String> estimate(String task) {
        var configs = root.optionalMapping("configs");
        var config = configs == null ? null : configs.optionalMapping(task);
        return config == null
                ? Optional.empty()
                : config.list("metric_list").stream()
                        .filter(node -> ImportedAnswers.METRIC.equals(text(node, "metric")))
                        .map(node -> text(node, "aggregation"))
                        .filter(aggregation -> !aggregation.isEmpty() && !aggregation.equals("mean"))
                        .findFirst();
    }

    private static String text(Node node, String key) {
        return node instanceof Node.Mapping mapping && mapping.value(key) instanceof Node.Scalar scalar
                ? scalar.text()
                : "";
    }

    /** Returns the tasks of a group; for a task, the task itself. */
    private Set<String> leaves(String task, Set<String> path) {
        var groups = root.optionalMapping("group_subtasks");
        var below = groups == null ? List.<Node>of() : groups.list(task);
        if (below.isEmpty() || !path.add(task)) {
            return Set.of(task);
        }
        return below.stream()
                .map(node -> node instanceof Node.Scalar scalar ? scalar.text() : "")
                .flatMap(each -> leaves(each, path).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<Integer, Boolean> correct(List<Node> samples, String filter) {
        var correct = new LinkedHashMap<Integer, Boolean>();
        for (var node : samples) {
            var sample = Fields.of(node, "a sample", problems);
            if (sample == null || !filter.equals(sample.text("filter"))) {
                continue;
            }
            var id = sample.number("doc_id");
            var score = sample.number(ImportedAnswers.METRIC);
            if (id != null && score != null) {
                correct.put(id.intValue(), score > 0);
            }
        }
        return correct;
    }

    private static List<Finding> uncounted(double share) {
        return List.of(
                share < 0 || share > 1
                        ? noShare(share)
                        : new Finding(SCORED, Severity.NOTE, "the file does not say how many questions were asked"));
    }

    private static List<Finding> estimated(double share, int asked, String aggregation) {
        return share < 0 || share > 1
                ? List.of(noShare(share))
                : List.of(new Finding(
                        ARITHMETIC,
                        Severity.NOTE,
                        "an estimate from " + asked + " questions by [" + aggregation.strip()
                                + "], not a count of right answers"));
    }

    private static Finding noShare(double share) {
        return new Finding(ARITHMETIC, Severity.INVALID, share + " is not a share: expected a number from 0 to 1");
    }

    /** @param tasks the tasks of a group; empty for a task */
    private static List<Finding> audits(double share, int asked, Map<Integer, Boolean> correct, Set<String> tasks) {
        var audits = new ArrayList<Finding>();
        if (correct.isEmpty()) {
            audits.add(new Finding(
                    SCORED,
                    Severity.NOTE,
                    tasks.isEmpty()
                            ? "there are no samples beside the results"
                            : "a group of " + String.join(", ", tasks) + ", without samples of its own"));
        } else {
            var right = correct.values().stream().filter(each -> each).count();
            audits.add(new Finding(
                    SCORED,
                    correct.size() == asked ? Severity.SOUND : Severity.INVALID,
                    correct.size() + " of " + asked + " questions are in the samples"));
            audits.add(new Finding(
                    ARITHMETIC,
                    Math.abs(share - (double) right / correct.size()) < 1e-9 ? Severity.SOUND : Severity.INVALID,
                    String.format(Locale.ROOT, "%d of %d right, printed as %s", right, correct.size(), share)));
        }
        if (asked == 0) {
            audits.add(new Finding(SCORED, Severity.INVALID, "no question was asked"));
        }
        if (share < 0 || share > 1) {
            audits.add(noShare(share));
        } else if (asked > 0 && correct.isEmpty()) {
            isCount(share, asked, tasks).ifPresent(audits::add);
        }
        if (share == 0) {
            audits.add(new Finding(
                    "some right",
                    Severity.NOTE,
                    "no answer is right: first check the samples, since a filter that finds no answer"
                            + " also gives 0"));
        }
        return audits;
    }

    /** Checks that share × questions is a whole number. For a group it need not be, if its share is a mean of shares. */
    private static Optional<Finding> isCount(double share, int asked, Set<String> tasks) {
        var repeats = IntStream.rangeClosed(1, MOST_REPEATS)
                .filter(times -> isWhole(share * asked * times, asked * times))
                .findFirst()
                .orElse(0);
        if (repeats == 1) {
            return Optional.empty();
        }
        var text = String.format(
                Locale.ROOT, "%s of %d is not a whole number of right answers: %.3f", share, asked, share * asked);
        if (repeats > 1) {
            return Optional.of(new Finding(
                    ARITHMETIC, Severity.NOTE, text + ", unless each question was asked " + repeats + " times"));
        }
        return Optional.of(
                tasks.isEmpty()
                        ? new Finding(ARITHMETIC, Severity.INVALID, text)
                        : new Finding(ARITHMETIC, Severity.NOTE, text + "; this may be a mean of the tasks' shares"));
    }

    private static boolean isWhole(double right, int asked) {
        return Math.abs(right - Math.rint(right)) <= EXACT * asked;
    }
}
