package dev.assay.report.console;

import dev.assay.gate.LimitPreview;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.tests.Limit;
import dev.assay.plan.tests.Protocol;
import dev.assay.plan.tests.RequestObjective;
import dev.assay.plan.tests.TestSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a run would do, as lines for a console. */
public final class PlanText {
    private PlanText() {}

    /**
     * Returns the lines, without line ends; the last says that nothing was done.
     *
     * @param known what rows came to before; the others were never measured here
     */
    public static List<String> of(Plan plan, Map<Planned, EarlierVerdict> known) {
        var lines = new ArrayList<String>();
        var requests = plan.tests().stream().mapToInt(PlanText::requests).sum();
        lines.add((plan.partial() ? "PARTIAL plan: " : "plan: ")
                + count(plan.tests().size(), "row") + ", " + count(requests, "request") + time(plan, known));
        for (var planned : plan.tests()) {
            lines.add(planned.name() + ": " + asked(planned.test()));
            if (planned.test() instanceof TestSpec.Accuracy
                    && planned.test().limits().isEmpty()) {
                lines.add("  no limit is judged by one question: it is right, or the row fails");
            }
            planned.test().limits().forEach(limit -> lines.add(limit(planned.test(), limit)));
            var before = known.get(planned);
            lines.add("  time: "
                    + (before == null
                            ? scheduled(planned)
                                    .map(time -> EarlierVerdict.about(time) + " until its last request is due")
                                    .orElse("not known")
                            : EarlierVerdict.about(before.took()) + ", as " + before.when() + " took"));
            if (before != null) {
                before.noisy().forEach(limit -> lines.add("  warning: " + limit));
            }
        }
        lines.add("Only the plan was asked for: nothing was sent, judged or written.");
        return lines;
    }

    /** The time of the whole against a server; recordings are judged in seconds. */
    private static String time(Plan plan, Map<Planned, EarlierVerdict> known) {
        var times =
                plan.tests().stream().flatMap(row -> time(row, known).stream()).toList();
        var took = times.stream().reduce(Duration.ZERO, Duration::plus);
        var unknown = plan.tests().size() - times.size();
        if (unknown == plan.tests().size()) {
            return "";
        }
        return ", " + EarlierVerdict.about(took) + " against a server"
                + (unknown == 0 ? "" : ", without " + count(unknown, "row") + " whose time is not known");
    }

    private static Optional<Duration> time(Planned row, Map<Planned, EarlierVerdict> known) {
        return known.containsKey(row) ? Optional.ofNullable(known.get(row)).map(EarlierVerdict::took) : scheduled(row);
    }

    private static Optional<Duration> scheduled(Planned planned) {
        return planned.test() instanceof TestSpec.LoadTest cell ? cell.scheduled() : Optional.empty();
    }

    private static int requests(Planned planned) {
        return switch (planned.test()) {
            case Protocol protocol -> protocol.probes().size();
            case TestSpec.LoadTest cell -> cell.warmup() + cell.requests();
            case TestSpec.Accuracy accuracy -> accuracy.evalset().questions().size();
        };
    }

    private static String asked(TestSpec row) {
        return switch (row) {
            case Protocol protocol ->
                count(protocol.probes().size(), "request") + " for " + count(Protocol.Check.values().length, "check")
                        + " of the endpoint, one at a time";
            case TestSpec.LoadTest cell ->
                String.format(
                                Locale.ROOT,
                                "%s after %d to warm up, %s, %s tokens in, %s out, prompts %s",
                                cell.amount(cell.requests() == 1 ? " request" : " requests"),
                                cell.warmup(),
                                cell.pace(),
                                cell.workload().input(),
                                cell.workload().output(),
                                cell.promptWords())
                        + (cell.objectives().isEmpty()
                                ? ""
                                : ", objectives " + RequestObjective.text(cell.objectives()));
            case TestSpec.Accuracy accuracy ->
                String.format(
                        Locale.ROOT,
                        "%s, %s, at most %d tokens out",
                        count(accuracy.evalset().questions().size(), "question"),
                        accuracy.pace(),
                        accuracy.evalset().maxTokens());
        };
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String limit(TestSpec row, Limit limit) {
        return "  " + limit.subject() + " " + limit.bound() + (limit.enforced() ? "" : ", not enforced") + ": "
                + LimitPreview.of(row, limit);
    }
}
