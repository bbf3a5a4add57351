package dev.assay.report.page.top;

import dev.assay.accuracy.GuessingLevel;
import dev.assay.accuracy.Scores;
import dev.assay.figures.FigureName;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.report.words.FigureSource;
import dev.assay.report.words.Said;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that the run does not show, whatever its verdicts are.
 *
 * @param what the question that stays open
 * @param since why, by what this run measured and recorded
 */
public record Unshown(Said what, Said since) {
    private static final String PREFIX_CACHE = "prefix cache";

    /** Returns all of them. */
    static List<Unshown> of(RunVerdict run) {
        return Stream.<Function<RunVerdict, Optional<Unshown>>>of(
                        Unshown::today,
                        Unshown::otherTests,
                        Unshown::unjudged,
                        Unshown::guessing,
                        Unshown::smallChanges,
                        Unshown::otherStarts,
                        Unshown::slowRequests,
                        Unshown::insideTheServer,
                        Unshown::prefixCache,
                        Unshown::gpu)
                .flatMap(each -> each.apply(run).stream())
                .toList();
    }

    private static Optional<Unshown> today(RunVerdict run) {
        var headers = headers(run).toList();
        if (headers.isEmpty() || FigureSource.isLive(run)) {
            return Optional.empty();
        }
        var days = headers.stream()
                .map(header -> header.started().toString().substring(0, 10))
                .distinct()
                .sorted()
                .toList();
        return Optional.of(
                headers.stream().allMatch(header -> header.provenance() == Provenance.MODELLED)
                        ? new Unshown(
                                Said.of("how a real server behaves", "真实服务的表现"),
                                Said.of("all figures are computed from published ones", "所有数值都由公开数据推算"))
                        : new Unshown(
                                Said.of("how the server behaves today", "服务现在的表现"),
                                Said.of(
                                        "recordings of " + String.join(", ", days)
                                                + " were judged, and no server was contacted",
                                        "判定的是 " + String.join("、", days) + " 的录制数据，未连接任何服务")));
    }

    private static Optional<Unshown> otherTests(RunVerdict run) {
        return run.plan().partial()
                ? Optional.of(new Unshown(
                        Said.of("what the other tests would say", "其他测试的结果"),
                        Said.of("only the selected tests ran (PARTIAL)", "只运行了选中的测试（部分运行）")))
                : Optional.empty();
    }

    private static Optional<Unshown> unjudged(RunVerdict run) {
        return of(
                run,
                test -> test.planned().test() instanceof TestSpec.Accuracy accuracy
                        && !test.headers().isEmpty()
                        && accuracy.limits().stream().noneMatch(Unshown::judgesAccuracy),
                Said.of("whether the accuracy is good enough", "准确率是否够好"),
                "no limit on it, and no reference",
                "没有准确率阈值，也没有对照");
    }

    private static boolean judgesAccuracy(Limit limit) {
        return limit.figure().key().equals("accuracy") && !(limit.bound() instanceof Bound.Calibrate);
    }

    private static Optional<Unshown> guessing(RunVerdict run) {
        return ofAccuracy(
                run,
                (test, share) -> GuessingLevel.of(
                                ((TestSpec.Accuracy) test.planned().test())
                                        .evalset()
                                        .questions())
                        .filter(level -> level.isWithin(share.interval()))
                        .map(level -> Unit.SHARE.format(level.share()))
                        .map(level -> test.planned().name() + " (" + level + ")"),
                Said.of("whether the model knows more than a guess", "模型的知识是否好于猜测"),
                "the accuracy is not distinguishable from guessing, so that PASS says nothing about knowledge",
                "准确率与猜测无法区分，通过不能说明模型的知识");
    }

    private static Optional<Unshown> smallChanges(RunVerdict run) {
        return ofAccuracy(
                run,
                (test, share) -> Optional.of(test.planned().name() + " " + share + " ("
                        + Unit.SHARE.format(share.interval().low()) + " – "
                        + Unit.SHARE.format(share.interval().high()) + ")"),
                Said.of(
                        "a change of accuracy that is smaller than these 95 % intervals are wide",
                        "小于下列 95 % 区间宽度的准确率变化"),
                "so few questions were asked",
                "题目数量有限");
    }

    /** @param shown what to say of an evalset with this share of right answers; empty if it does not concern it */
    private static Optional<Unshown> ofAccuracy(
            RunVerdict run,
            BiFunction<TestVerdict, Scores.Share, Optional<String>> shown,
            Said what,
            String since,
            String chinese) {
        var evalsets = run.tests().stream()
                .flatMap(test -> test instanceof TestVerdict.OfAccuracy accuracy
                        ? accuracy.scores().accuracy().flatMap(share -> shown.apply(test, share)).stream()
                        : Stream.empty())
                .toList();
        return evalsets.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unshown(
                        what,
                        Said.of(
                                since + ": " + String.join("; ", evalsets),
                                chinese + "：" + String.join("；", evalsets))));
    }

    private static Optional<Unshown> otherStarts(RunVerdict run) {
        return of(
                run,
                test -> isLoadTest(test)
                        && test.headers().stream()
                                        .map(header -> header.serverStart().orElse(""))
                                        .distinct()
                                        .count()
                                == 1,
                Said.of("whether another start of the server is as fast", "服务重启后是否同样快"),
                "measured at one start only",
                "只在服务的一次启动中测量");
    }

    private static Optional<Unshown> slowRequests(RunVerdict run) {
        return of(
                run,
                test -> isLoadTest(test)
                        && test.planned().test().limits().stream()
                                .noneMatch(limit -> limit.figure() instanceof FigureName figure
                                        && figure.quantile().orElse(0) > 0.5),
                Said.of("whether single requests are slow", "个别请求是否很慢"),
                "no limit on a quantile above the median",
                "没有针对高分位数的阈值");
    }

    private static Optional<Unshown> insideTheServer(RunVerdict run) {
        return of(
                run,
                test -> alone(test)
                        .anyMatch(
                                each -> each instanceof TestVerdict.OfLoadTest loadTest && loadTest.counted() == null),
                Said.of(
                        "what happened inside the server: its queue, preemptions, use of the KV cache",
                        "服务端内部情况：排队、抢占、KV 缓存占用"),
                "its counters were not read",
                "未读取服务端计数器");
    }

    private static Optional<Unshown> prefixCache(RunVerdict run) {
        return of(
                run,
                test -> isLoadTest(test)
                        && !test.headers().isEmpty()
                        && test.audits().stream()
                                .noneMatch(finding -> finding.audit().equals(PREFIX_CACHE)),
                Said.of("whether a prefix cache answered part of the prompts", "前缀缓存是否影响了结果"),
                "neither the counters nor the answers say it",
                "计数器和回答都未说明");
    }

    private static Optional<Unshown> gpu(RunVerdict run) {
        return of(
                run,
                test -> test.headers().stream()
                        .anyMatch(header -> !header.server().containsKey("gpu")),
                test -> test.planned().deployment().name(),
                Said.of("on which GPU it ran, and at which clocks", "使用的 GPU 型号及其频率"),
                "not recorded",
                "未采集");
    }

    private static Optional<Unshown> of(
            RunVerdict run, Predicate<TestVerdict> concerned, Said what, String since, String chinese) {
        return of(run, concerned, test -> test.planned().name(), what, since, chinese);
    }

    private static Optional<Unshown> of(
            RunVerdict run,
            Predicate<TestVerdict> concerned,
            Function<TestVerdict, String> name,
            Said what,
            String since,
            String chinese) {
        var names = run.tests().stream().filter(concerned).map(name).distinct().collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unshown(what, Said.of(since + ": " + names, chinese + "：" + names)));
    }

    private static Stream<Recording.Header> headers(RunVerdict run) {
        return run.tests().stream().flatMap(test -> test.headers().stream());
    }

    private static boolean isLoadTest(TestVerdict test) {
        return test.planned().test() instanceof TestSpec.LoadTest
                && !test.headers().isEmpty();
    }

    private static Stream<TestVerdict> alone(TestVerdict test) {
        return test instanceof TestVerdict.OfRepeats repeats ? repeats.sound().stream() : Stream.of(test);
    }
}
