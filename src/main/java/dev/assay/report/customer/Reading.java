package dev.assay.report.customer;

import static dev.assay.figures.Statistic.MEAN;

import dev.assay.accuracy.Outcome;
import dev.assay.audits.findings.Finding;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.report.words.Language;
import dev.assay.starts.AnswerChange;
import dev.assay.starts.FigureChange;
import dev.assay.stats.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the results allow to say, and what not: each pair of deployments on the same questions or the same load. */
record Reading(Edition edition, List<ReportedRun.Test> tests) {
    /** The rate of false alarms of all comparisons of the page together. */
    private static final double ALPHA = 0.01;
    /** More deployments than this are compared only with the first. */
    private static final int MOST_IN_ALL_PAIRS = 4;
    /** Facts of a plan in which deployments that are compared may differ. */
    private static final Set<String> TESTED = Set.of("model", "precision", "engine");

    private static final List<FigureName> FIGURES = List.of(
            RunFigure.QPS, MEAN.of(RequestFigure.TTFT), MEAN.of(RequestFigure.TPOT), MEAN.of(RequestFigure.E2E));

    private record Pair(ReportedRun.Test first, ReportedRun.Test other) {}

    List<String> lines() {
        var lines = new ArrayList<String>();
        var pairs = pairs(test ->
                test instanceof TestVerdict.OfAccuracy && Results.share(test).isPresent());
        pairs.forEach(pair -> lines.add(answers(pair, ALPHA / pairs.size())));
        pairs(test -> test instanceof TestVerdict.OfLoadTest && !(test.verdict() instanceof Verdict.Unmeasured))
                .forEach(pair -> lines.add(load(pair)));
        pairs(test -> test instanceof TestVerdict.OfRepeats
                        && test.planned().test() instanceof TestSpec.LoadTest
                        && !(test.verdict() instanceof Verdict.Unmeasured))
                .forEach(pair -> lines.add(repeated(pair)));
        if (tests.stream().anyMatch(test -> Edition.isModelled(test.verdict()))) {
            lines.add(edition.say(
                    "Published figures were not compared with each other or with measured ones: nothing is known of their spread.",
                    "推算的数据没有相互比较，也没有与实测数据比较：其波动未知。"));
        }
        if (tests.stream().anyMatch(test -> test.verdict() instanceof TestVerdict.OfRepeats)) {
            lines.add(edition.say(
                    "Of tests that were measured several times, mean, standard deviation and number stand in the tables.",
                    "多次测量的测试，表中为平均值 ± 标准差（次数）。"));
        }
        lines.addAll(copies());
        cached().ifPresent(lines::add);
        remarks().ifPresent(lines::add);
        lines.add(edition.say(
                "PASS says that the limits above were kept in this measurement. It does not say that the next one keeps them, or that two deployments"
                        + " are equal.",
                "“通过”表示本次测量满足所列阈值，不表示下一次测量一定满足，也不表示两个部署相同。"));
        return lines.stream().map(line -> "- " + edition.escaped(line)).toList();
    }

    /** Two runs may have judged the same recording, which is one measurement all the same. */
    private List<String> copies() {
        var seen = new LinkedHashMap<String, ReportedRun.Test>();
        var lines = new ArrayList<String>();
        for (var test : tests) {
            if (test.verdict().header().isPresent() && !Edition.isModelled(test.verdict())) {
                var name = test.verdict().planned().name();
                var first = seen.putIfAbsent(
                        name + " " + test.verdict().header().get().started(), test);
                if (first != null) {
                    lines.add(edition.say(
                            name + " is the same measurement in run " + first.run() + " and run " + test.run() + ".",
                            name + " 在运行 " + first.run() + " 与运行 " + test.run() + " 中是同一次测量。"));
                }
            }
        }
        return lines;
    }

    /** Prompts that a prefix cache knows are not computed. */
    private Optional<String> cached() {
        var names = tests.stream()
                .filter(test -> test.verdict().planned().test() instanceof TestSpec.LoadTest loadTest
                        && (loadTest.prompts() instanceof Prompts.Identical
                                || loadTest.prompts() instanceof Prompts.SharedPrefix
                                || loadTest.cache() == CacheState.WARM))
                .map(ReportedRun.Test::deployment)
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(edition.say(
                        "Prompts of " + names
                                + " were identical, shared their beginning or were in the cache before: TTFT and prompt TPS may say how fast a"
                                + " cached prefix is found, not how fast a prompt is computed.",
                        names + " 的提示词全部相同、共享前缀或已在缓存中：TTFT 与 Prompt TPS 可能反映命中前缀缓存的速度，不代表计算提示词的速度。"));
    }

    private Optional<String> remarks() {
        var counts = new TreeMap<String, Integer>();
        tests.forEach(test -> test.verdict().audits().stream()
                .filter(finding -> finding.severity() == Finding.Severity.NOTE)
                .map(finding -> edition.audit(finding.audit()))
                .distinct()
                .forEach(audit -> counts.merge(audit, 1, Integer::sum)));
        var said = counts.entrySet().stream()
                .map(each -> language().inBrackets(each.getKey(), Integer.toString(each.getValue())))
                .collect(Collectors.joining(edition.say(", ", "、")));
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(edition.say(
                        "Audits that have a remark without spoiling a verdict (number of tests): " + said + ".",
                        "有提示但不影响判定的审计（测试数）：" + said + "。"));
    }

    private Language language() {
        return edition.language();
    }

    /** Returns the pairs of different deployments with the same test, each in the order of the tables. */
    private List<Pair> pairs(Predicate<TestVerdict> usable) {
        var groups = new LinkedHashMap<String, List<ReportedRun.Test>>();
        tests.stream()
                .filter(test -> usable.test(test.verdict()) && !Edition.isModelled(test.verdict()))
                .forEach(test -> groups.computeIfAbsent(name(test), key -> new ArrayList<>())
                        .add(test));
        return groups.values().stream().flatMap(Reading::pairs).toList();
    }

    private static String name(ReportedRun.Test test) {
        var planned = test.verdict().planned();
        return planned.test() instanceof TestSpec.Accuracy accuracy
                ? accuracy.evalset().name()
                : planned.test().name();
    }

    private static Stream<Pair> pairs(List<ReportedRun.Test> group) {
        var firsts = group.size() <= MOST_IN_ALL_PAIRS ? group.size() : 1;
        return IntStream.range(0, firsts)
                .boxed()
                .flatMap(first -> group.subList(first + 1, group.size()).stream()
                        .filter(other ->
                                !other.deployment().equals(group.get(first).deployment()))
                        .map(other -> new Pair(group.get(first), other)));
    }

    private static String label(ReportedRun.Test test) {
        return test.deployment();
    }

    private String answers(Pair pair, double alpha) {
        var first = pair.first();
        var other = pair.other();
        var head = name(first) + edition.say(": ", "：");
        var differing = differing(first, other);
        if (!differing.isEmpty()) {
            return head
                    + edition.say(
                            label(first) + " and " + label(other) + " were not asked in the same way ("
                                    + String.join(", ", differing) + "), so they are not compared.",
                            label(first) + " 与 " + label(other) + " 的提问条件不同，不作比较。");
        }
        var change = AnswerChange.of(answers(other.verdict()), answers(first.verdict()))
                .orElseThrow();
        var counts = change.counts();
        var p = counts.mcNemar();
        var facts = edition.say(
                label(first) + " " + change.there() + "/" + counts.n() + ", " + label(other) + " " + change.here() + "/"
                        + counts.n() + "; right only by the first: " + counts.lost() + ", only by the second: "
                        + counts.gained() + " (exact McNemar p " + p(p)
                        + "; difference of the second from the first, 95 % interval "
                        + points(change.interval(), " to ") + ")",
                label(first) + " " + change.there() + "/" + counts.n() + "，" + label(other) + " " + change.here() + "/"
                        + counts.n() + "；仅前者答对 " + counts.lost() + " 题，仅后者答对 " + counts.gained()
                        + " 题（精确 McNemar p " + p(p) + "；后者减前者的 95 % 区间 " + points(change.interval(), " 至 ") + "）");
        if (p > alpha) {
            return head
                    + facts
                    + edition.say(
                            ". These " + counts.n()
                                    + " questions cannot tell the two apart. That does not prove that they are equal.",
                            "。这 " + counts.n() + " 题不能区分两者，也不能证明两者相同。");
        }
        var better = counts.lost() > counts.gained() ? first : other;
        return head
                + facts
                + edition.say(
                        ". On these questions " + label(better) + " answers better.",
                        "。在这些题目上 " + label(better) + " 的准确率更高。");
    }

    private static Map<String, Boolean> answers(TestVerdict test) {
        var answers = new LinkedHashMap<String, Boolean>();
        if (test instanceof TestVerdict.OfAccuracy accuracy) {
            accuracy.scores()
                    .all()
                    .forEach(each -> answers.put(each.question().id(), each.outcome() == Outcome.CORRECT));
        }
        return answers;
    }

    private static String p(double p) {
        return p < 0.0001 ? "< 0.0001" : "= " + decimals(p, 4);
    }

    private static String points(Interval interval, String to) {
        return signed(interval.low() * 100) + to + signed(interval.high() * 100) + " pp";
    }

    private static String signed(double value) {
        var text = decimals(value, 1);
        return value > 0 && !text.startsWith("-") ? "+" + text : text.replace('-', '−');
    }

    private static String decimals(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    private static List<String> differing(ReportedRun.Test first, ReportedRun.Test other) {
        var here = first.verdict().header().map(Recording.Header::plan).orElse(Map.of());
        var there = other.verdict().header().map(Recording.Header::plan).orElse(Map.of());
        return Stream.concat(here.keySet().stream(), there.keySet().stream())
                .distinct()
                .filter(key -> !TESTED.contains(key) && !Objects.equals(here.get(key), there.get(key)))
                .toList();
    }

    /** One start of a server against one other says nothing of the spread between starts, so that no difference is called one. */
    private String load(Pair pair) {
        var first = pair.first();
        var other = pair.other();
        var head = name(first) + edition.say(": ", "：");
        var differing = differing(first, other);
        if (!differing.isEmpty()) {
            return head
                    + edition.say(
                            label(first) + " and " + label(other) + " did not have the same load ("
                                    + String.join(", ", differing) + "), so they are not compared.",
                            label(first) + " 与 " + label(other) + " 的负载不同，不作比较。");
        }
        var changes = FIGURES.stream()
                .flatMap(figure -> change(figure, first.verdict(), other.verdict()))
                .collect(Collectors.joining(edition.say(", ", "，")));
        return head
                + edition.say(
                        label(other) + " against " + label(first) + ": " + changes
                                + ". Each is one measurement at one start of a server, so this cannot tell whether one is faster: the spread between starts"
                                + " is not known.",
                        label(other) + " 相对 " + label(first) + "：" + changes + "。双方各只有一次服务启动的测量，启动之间的波动未知，因此不能判断哪一个更快。")
                + hardware(first, other);
    }

    /** Several starts of each server show how much starts differ, so that a change has an interval. */
    private String repeated(Pair pair) {
        var first = pair.first();
        var other = pair.other();
        var head = name(first) + edition.say(": ", "：");
        var differing = differing(first, other);
        if (!differing.isEmpty()
                || !(first.verdict() instanceof TestVerdict.OfRepeats then)
                || !(other.verdict() instanceof TestVerdict.OfRepeats now)) {
            return head
                    + edition.say(
                            label(first) + " and " + label(other)
                                    + " did not have the same load, so they are not compared.",
                            label(first) + " 与 " + label(other) + " 的负载不同，不作比较。");
        }
        var changes = FIGURES.stream()
                .flatMap(figure -> FigureChange.of(figure.key(), now.set(), then.set()).stream()
                        .map(change -> said(figure, change)))
                .collect(Collectors.joining(edition.say("; ", "；")));
        if (changes.isEmpty()) {
            return head
                    + edition.say(
                            "no figure of " + label(first) + " and " + label(other)
                                    + " was kept of several starts, so they are not compared.",
                            label(first) + " 与 " + label(other) + " 没有多次启动都有的指标，不作比较。");
        }
        return head
                + edition.say(
                        label(other) + " against " + label(first) + ": " + changes
                                + ". Intervals are between starts, 95 % each.",
                        label(other) + " 相对 " + label(first) + "：" + changes + "。区间按服务启动之间的波动计算，各为 95 %。")
                + hardware(first, other);
    }

    private String said(FigureName figure, FigureChange change) {
        var name = figure.base().key().toUpperCase(Locale.ROOT);
        var value = change.relative() ? " " + signed(100 * change.change()) + " %" : "";
        var between = change.interval()
                .filter(interval ->
                        change.relative() && Double.isFinite(interval.low()) && Double.isFinite(interval.high()));
        var range = between.map(interval -> language()
                        .inBrackets(
                                "",
                                signed(100 * interval.low()) + edition.say(" to ", " 至 ")
                                        + signed(100 * interval.high()) + " %"))
                .orElse("");
        return name
                + value
                + range
                + (between.isPresent() && change.isSure() ? "" : edition.say(", cannot be told apart", "，不能区分"));
    }

    private static Stream<String> change(FigureName figure, TestVerdict first, TestVerdict other) {
        return first instanceof TestVerdict.OfLoadTest then
                        && other instanceof TestVerdict.OfLoadTest now
                        && then.figures().get(figure) instanceof Figure.Measured before
                        && now.figures().get(figure) instanceof Figure.Measured after
                        && before.value() > 0
                ? Stream.of(figure.base().key().toUpperCase(Locale.ROOT) + " "
                        + signed(100 * (after.value() / before.value() - 1)) + " %")
                : Stream.empty();
    }

    private String hardware(ReportedRun.Test first, ReportedRun.Test other) {
        var here = gpu(first);
        var there = gpu(other);
        if (here.equals(edition.missing()) || there.equals(edition.missing())) {
            return edition.say(
                    " The GPU was not recorded for both, so they may have run on different hardware.",
                    "GPU 未采集齐全，不能确认双方硬件相同。");
        }
        return here.equals(there)
                ? ""
                : edition.say(
                        " They ran on different GPUs: " + here + " and " + there + ".",
                        "双方 GPU 不同：" + here + " 与 " + there + "。");
    }

    private String gpu(ReportedRun.Test test) {
        return test.verdict()
                .header()
                .map(header -> edition.fact(header.server().getOrDefault("gpu", "")))
                .orElse(edition.missing());
    }
}
