package dev.assay.report.page.top;

import dev.assay.gate.comparison.JudgedChange;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.report.summary.limits.Excess;
import dev.assay.report.summary.limits.LimitText;
import dev.assay.report.words.Said;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a red run found, in a few lines: its failed comparisons, then the limits that are missed by most. */
final class MissedLimits {
    /** More lines than these are only counted. */
    static final int MOST_LINES = 4;

    private MissedLimits() {}

    private record Missed(TestVerdict test, LimitVerdict limit) {
        Optional<JudgedChange> change() {
            var compared = limit.compared();
            return compared == null ? Optional.empty() : compared.change();
        }

        boolean compares() {
            return change().isPresent();
        }

        /** Returns how many times the allowed value is exceeded; a value at most so many times too small counts alike. */
        double times() {
            var value = Excess.value(test, limit.limit()).orElse(0.0);
            return Excess.of(test, limit)
                    .map(excess ->
                            excess.above() ? value / (value - excess.amount()) : (value + excess.amount()) / value)
                    .orElse(1.0);
        }
    }

    private static List<Missed> of(RunVerdict run) {
        return run.tests().stream()
                .flatMap(test -> test.limits().stream()
                        .filter(limit -> limit.verdict() instanceof Verdict.Fail && !limit.tolerated())
                        .map(limit -> new Missed(test, limit)))
                .toList();
    }

    /** Returns how many limits fail. */
    static int count(RunVerdict run) {
        return of(run).size();
    }

    /** Returns a line for each limit, the last line for those that have none. */
    static List<Said> lines(RunVerdict run) {
        var missed = of(run).stream()
                .sorted(Comparator.comparing((Missed each) -> !each.compares())
                        .thenComparingDouble(each -> each.compares() ? 0 : -each.times()))
                .toList();
        var several = run.plan().tests().stream()
                        .map(planned -> planned.deployment().name())
                        .distinct()
                        .count()
                > 1;
        var lines = new ArrayList<Said>(missed.stream()
                .limit(MOST_LINES)
                .map(each -> line(
                        each,
                        several
                                ? each.test().planned().name()
                                : each.test().planned().test().name()))
                .toList());
        var more = missed.size() - lines.size();
        if (more > 0) {
            lines.add(Said.of("and " + more + (more == 1 ? " more limit" : " more limits"), "另有 " + more + " 项阈值"));
        }
        return lines;
    }

    private static Said line(Missed missed, String test) {
        var limit = missed.limit();
        var change = missed.change();
        if (change.isPresent()) {
            var judged = change.get();
            var values = ChangeWords.values(judged);
            var name = test + " " + limit.limit().figure().key() + " ";
            var with = reference(limit);
            return Said.of(
                    "against " + with + ": " + name + values.english() + ", " + judged.amount() + ", allowed "
                            + judged.allowed(),
                    "对照 " + with + "：" + name + values.chinese() + "，" + judged.amount() + "，容许 " + judged.allowed());
        }
        var name = test + " " + limit.limit().subject() + " ";
        return Said.in(language -> name
                + new LimitText(language).shortValue(missed.test(), limit)
                + switch (language) {
                    case ENGLISH -> ", allowed ";
                    case CHINESE -> "，允许 ";
                }
                + new LimitText(language).bound(limit.limit().bound()));
    }

    private static String reference(LimitVerdict limit) {
        return limit.limit().bound() instanceof Bound.Compared bound
                ? bound.against().map(Against::toString).orElse("a published score")
                : "";
    }

    /** Returns which kinds of tests are passed beside those that are not; empty if none is. */
    static Optional<Said> kept(RunVerdict run) {
        var passed = new LinkedHashMap<Said, Boolean>();
        run.tests()
                .forEach(test -> passed.merge(
                        kind(test.planned().test()), test.verdict() instanceof Verdict.Pass, Boolean::logicalAnd));
        run.missing().forEach(planned -> passed.put(kind(planned.test()), false));
        var kept = passed.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        return kept.isEmpty() || kept.size() == passed.size()
                ? Optional.empty()
                : Optional.of(Said.of(
                        "Passed: " + joined(kept.stream().map(Said::english), ", ") + ".",
                        "全部通过：" + joined(kept.stream().map(Said::chinese), "、") + "。"));
    }

    private static String joined(Stream<String> texts, String between) {
        return texts.collect(Collectors.joining(between));
    }

    private static Said kind(TestSpec test) {
        return switch (test) {
            case TestSpec.LoadTest ignored -> Said.of("all limits on speed", "性能阈值");
            case TestSpec.Accuracy ignored -> Said.of("all limits on accuracy", "准确率阈值");
            case Protocol ignored -> Said.of("all protocol checks", "协议检查");
            case LogProbabilities ignored -> Said.of("all limits on log-probabilities", "对数概率阈值");
        };
    }
}
