package dev.assay.report.console;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.gate.outlook.LimitPreview;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.RequestObjective;
import dev.assay.plan.testspecs.TestSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plan of a run as lines for a console. */
public final class PlanText {
    private PlanText() {}

    /**
     * Returns the lines, without line ends. The last one says that nothing was sent.
     *
     * @param known earlier measurements of planned tests
     */
    public static List<String> of(Plan plan, Map<Planned, EarlierVerdict> known) {
        var lines = new ArrayList<String>();
        var requests = plan.tests().stream().mapToInt(PlanText::requests).sum();
        lines.add((plan.partial() ? "PARTIAL plan: " : "plan: ")
                + count(plan.tests().size(), "test") + ", " + count(requests, "request") + time(plan, known));
        for (var planned : plan.tests()) {
            lines.add(planned.name() + ": " + asked(planned.test()) + times(planned));
            if (planned.test() instanceof TestSpec.Accuracy accuracy
                    && planned.test().limits().isEmpty()) {
                lines.add("  no limit is judged: the test passes if "
                        + (accuracy.evalset().questions().size() == 1 ? "the answer is" : "all answers are")
                        + " correct");
            }
            planned.test().limits().forEach(limit -> lines.add(limit(planned, limit)));
            var before = known.get(planned);
            lines.add("  time: " + time(planned, before));
            warnings(planned, before).forEach(limit -> lines.add("  warning: " + limit));
            if (planned.test() instanceof TestSpec.Accuracy accuracy) {
                accuracy.evalset().warning().ifPresent(warning -> lines.add("  warning: " + warning));
            }
        }
        lines.add("This is only the plan: nothing was sent, judged or written.");
        return lines;
    }

    /**
     * Returns how many tests of a run are still to come, and how long those took that were measured before.
     *
     * @param left the tests to come, at least one
     * @param known earlier measurements of planned tests
     */
    public static String left(List<Planned> left, Map<Planned, EarlierVerdict> known) {
        var times = left.stream().flatMap(test -> time(test, known).stream()).toList();
        var unknown = left.size() - times.size();
        return count(left.size(), "test") + " to come"
                + (times.isEmpty()
                        ? ""
                        : ", " + EarlierVerdict.about(times.stream().reduce(Duration.ZERO, Duration::plus)) + " left"
                                + (unknown == 0 ? "" : " and " + count(unknown, "test") + " of unknown time"));
    }

    private static String times(Planned planned) {
        return repeats(planned) == 1 ? "" : ", " + repeats(planned) + " times";
    }

    private static int repeats(Planned planned) {
        return planned.test().conditions().repeats();
    }

    private static String time(Planned planned, @Nullable EarlierVerdict before) {
        var once = repeats(planned) == 1 ? "" : " for each of the " + repeats(planned) + " times";
        return before == null
                ? scheduled(planned)
                        .map(time -> EarlierVerdict.about(time) + once + " until its last request is due")
                        .orElse("not known")
                : EarlierVerdict.about(before.took()) + once + ", as " + before.when() + " took";
    }

    private static Set<Problem> warnings(Planned planned, @Nullable EarlierVerdict before) {
        var warnings = new LinkedHashSet<>(LimitPreview.warnings(planned.test()));
        if (before != null) {
            warnings.addAll(before.noisy());
        }
        return warnings;
    }

    /** Returns the time of the whole plan against a server. Recordings are judged in seconds. */
    private static String time(Plan plan, Map<Planned, EarlierVerdict> known) {
        var times = plan.tests().stream()
                .flatMap(test -> time(test, known).stream())
                .toList();
        var took = times.stream().reduce(Duration.ZERO, Duration::plus);
        var unknown = plan.tests().size() - times.size();
        if (unknown == plan.tests().size()) {
            return "";
        }
        return ", " + EarlierVerdict.about(took) + " against a server"
                + (unknown == 0 ? "" : ", without " + count(unknown, "test") + " of unknown time");
    }

    private static Optional<Duration> time(Planned test, Map<Planned, EarlierVerdict> known) {
        var once = known.containsKey(test)
                ? Optional.ofNullable(known.get(test)).map(EarlierVerdict::took)
                : scheduled(test);
        return once.map(time -> time.multipliedBy(repeats(test)));
    }

    private static Optional<Duration> scheduled(Planned planned) {
        return planned.test() instanceof TestSpec.LoadTest loadTest ? loadTest.scheduled() : Optional.empty();
    }

    private static String questions(Evalset evalset) {
        var size = evalset.questions().size();
        var samples = evalset.asking().samples();
        // Of a question that is asked alone one answer is asked for.
        return samples == 1 || size % samples > 0
                ? count(size, "question")
                : count(size / samples, "question") + " with " + samples + " answers each";
    }

    private static int requests(Planned planned) {
        return switch (planned.test()) {
            case Protocol protocol -> protocol.probes().size();
            case TestSpec.LoadTest loadTest -> repeats(planned) * (loadTest.warmup() + loadTest.requests());
            case TestSpec.Accuracy accuracy ->
                repeats(planned)
                        * accuracy.evalset().questions().stream()
                                .mapToInt(question -> EvalsetScorer.requestIds(accuracy.evalset(), question)
                                        .size())
                                .sum();
            case LogProbabilities texts ->
                repeats(planned) * texts.texts().texts().size();
        };
    }

    private static String asked(TestSpec test) {
        return switch (test) {
            case Protocol protocol ->
                count(protocol.probes().size(), "request") + " for " + count(Protocol.Check.values().length, "check")
                        + " of the endpoint, one at a time";
            case TestSpec.LoadTest loadTest ->
                String.format(
                                Locale.ROOT,
                                "%s after %d to warm up, %s, %s tokens in, %s out, prompts %s",
                                loadTest.amount(loadTest.requests() == 1 ? " request" : " requests"),
                                loadTest.warmup(),
                                loadTest.pace(),
                                loadTest.workload().input(),
                                loadTest.workload().output(),
                                loadTest.promptWords())
                        + (loadTest.objectives().isEmpty()
                                ? ""
                                : ", objectives " + RequestObjective.text(loadTest.objectives()));
            case LogProbabilities texts ->
                "the log-probabilities of " + count(texts.texts().texts().size(), "text")
                        + (texts.renamed() ? " of " + texts.texts().name() : "") + ", " + texts.pace();
            case TestSpec.Accuracy accuracy ->
                String.format(
                        Locale.ROOT,
                        "%s%s, %s%s, at most %d tokens out%s",
                        questions(accuracy.evalset()),
                        accuracy.renamed() ? " of " + accuracy.evalset().name() : "",
                        accuracy.pace(),
                        during(accuracy.during()),
                        accuracy.evalset().maxTokens(),
                        accuracy.early() ? ", asked in three parts until they decide" : "");
        };
    }

    private static String during(TestSpec.@Nullable LoadTest load) {
        return load == null ? "" : ", during " + load.name() + " (" + load.pace() + ")";
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String limit(Planned planned, Limit limit) {
        return "  " + limit.subject() + " " + limit.bound() + (limit.enforced() ? "" : ", not enforced")
                + (limit.waiver() == null
                        ? ""
                        : ", waived until " + limit.waiver().until()) + ": "
                + LimitPreview.of(planned, limit);
    }
}
