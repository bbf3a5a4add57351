package dev.assay.report.customer;

import static dev.assay.figures.Statistic.MEAN;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.PublishedFigures;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.pictures.Picture;
import dev.assay.report.words.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the pictures of a summary show: a picture for each evalset and for each workload. */
final class CustomerPictures {
    /** The two-sided 95 % interval has one side of 97.5 %. */
    private static final double ONE_SIDED = 0.975;

    private static final double LARGEST_RATIO = 30;

    private static final List<FigureName> FIGURES = List.of(
            RunFigure.QPS, MEAN.of(RequestFigure.TTFT), MEAN.of(RequestFigure.TPOT), MEAN.of(RequestFigure.E2E));

    private final Edition edition;
    private final List<ReportedRun.Test> tests;
    private final boolean severalRuns;

    private CustomerPictures(Edition edition, List<ReportedRun.Test> tests) {
        this.edition = edition;
        this.tests = tests;
        this.severalRuns = tests.stream()
                        .map(test -> test.deployment() + " " + test.run())
                        .distinct()
                        .count()
                > tests.stream().map(ReportedRun.Test::deployment).distinct().count();
    }

    /** Returns the pictures by the names of their files, without ending. */
    static Map<String, Picture> of(Edition edition, List<ReportedRun> runs) {
        var pictures = new CustomerPictures(edition, Results.of(edition, runs).tests());
        var all = new LinkedHashMap<String, Picture>();
        pictures.bars().forEach((name, picture) -> all.put(file("accuracy-" + edition.text(name)), picture));
        pictures.lines().forEach((name, picture) -> all.put(file("load-" + name), picture));
        return all;
    }

    private static String file(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    private String label(ReportedRun.Test test) {
        return edition.text(test.precision() + " · " + test.deployment())
                + (severalRuns ? edition.say(" (run " + test.run() + ")", "（运行 " + test.run() + "）") : "");
    }

    private Map<String, Picture> bars() {
        var bars = new LinkedHashMap<String, List<Picture.Bar>>();
        for (var test : tests) {
            if (test.verdict().planned().test() instanceof TestSpec.Accuracy accuracy) {
                Results.share(test.verdict())
                        .ifPresent(
                                share -> bars.computeIfAbsent(accuracy.evalset().name(), key -> new ArrayList<>())
                                        .add(new Picture.Bar(
                                                label(test),
                                                share.value(),
                                                share.interval().low(),
                                                share.interval().high(),
                                                share.toString())));
            }
        }
        var pictures = new LinkedHashMap<String, Picture>();
        bars.forEach((name, each) -> pictures.put(
                name,
                new Picture.Bars(
                        edition.say("Accuracy by precision: ", "各精度的准确率：") + edition.text(name),
                        edition.say("correct answers, with 95 % interval", "正确回答占比，竖线为 95 % 区间"),
                        each)));
        return pictures;
    }

    /** A load test of one workload at one number of requests in flight. */
    private record Measured(ReportedRun.Test test, TestSpec.LoadTest spec, int inFlight) {}

    private Map<String, Picture> lines() {
        var workloads = new LinkedHashMap<String, List<Measured>>();
        for (var test : tests) {
            if (test.verdict().planned().test() instanceof TestSpec.LoadTest spec
                    && spec.pace() instanceof Pace.Closed closed
                    && isShown(test.verdict())) {
                workloads
                        .computeIfAbsent(
                                spec.workload().input() + "-" + spec.workload().output(), key -> new ArrayList<>())
                        .add(new Measured(test, spec, closed.concurrency()));
            }
        }
        var pictures = new LinkedHashMap<String, Picture>();
        workloads.forEach((name, group) -> pictures.put(name, picture(group)));
        return pictures;
    }

    private static boolean isShown(TestVerdict test) {
        return Edition.isModelled(test) || !(test.verdict() instanceof Verdict.Unmeasured);
    }

    private Picture picture(List<Measured> group) {
        var steps = group.stream().map(Measured::inFlight).distinct().sorted().toList();
        var workload = group.getFirst().spec().workload();
        var panels = FIGURES.stream()
                .map(figure -> panel(figure, group, steps))
                .filter(panel -> !panel.lines().isEmpty())
                .toList();
        return new Picture.Lines(
                edition.say(
                        workload.input() + " tokens in, " + workload.output() + " out",
                        "输入 " + workload.input() + " tokens，输出 " + workload.output() + " tokens"),
                edition.say("requests in flight (at equal distances)", "并发（等距绘制）"),
                steps.stream().map(String::valueOf).toList(),
                panels);
    }

    /** Latencies that differ by a large factor would lie on top of each other on a scale from 0. */
    private Picture.Panel panel(FigureName figure, List<Measured> group, List<Integer> steps) {
        var values = group.stream()
                .flatMap(each -> point(figure, each).stream())
                .mapToDouble(Picture.Point::value)
                .summaryStatistics();
        var logarithmic = figure.unit() == Unit.MILLISECONDS
                && values.getMin() > 0
                && values.getMax() / values.getMin() > LARGEST_RATIO;
        var axis = axis(figure, group);
        return new Picture.Panel(
                logarithmic ? axis + edition.say(", logarithmic", "，对数刻度") : axis,
                logarithmic,
                lines(figure, group, steps));
    }

    private String axis(FigureName figure, List<Measured> group) {
        var unit = figure.unit().symbol();
        var name = figure.base().key().toUpperCase(Locale.ROOT)
                + (figure instanceof FigureName.OfRequests ? edition.say(", mean", " 平均") : "")
                + " (" + (unit.startsWith("/") ? "1" + unit : unit) + ")";
        return group.stream()
                        .anyMatch(each -> point(figure, each)
                                .filter(point -> point.around() > 0)
                                .isPresent())
                ? name + edition.say(", 95 % interval over starts", "，竖线为各次启动的 95 % 区间")
                : name;
    }

    private List<Picture.Line> lines(FigureName figure, List<Measured> group, List<Integer> steps) {
        var lines = new LinkedHashMap<String, Map<Integer, Picture.Point>>();
        var dashed = new LinkedHashMap<String, Boolean>();
        for (var each : group) {
            var point = point(figure, each);
            if (point.isEmpty()) {
                continue;
            }
            var modelled = Edition.isModelled(each.test().verdict());
            var label = label(each.test()) + (modelled ? edition.say(" (modelled)", "（推算）") : "");
            if (lines.getOrDefault(label, Map.of()).containsKey(each.inFlight())) {
                // Two load tests of a deployment may differ in their prompts only.
                label = label + " " + edition.text(each.spec().name());
            }
            lines.computeIfAbsent(label, key -> new TreeMap<>()).put(each.inFlight(), point.get());
            dashed.put(label, modelled);
        }
        var drawn = new ArrayList<Picture.Line>();
        lines.forEach((label, points) -> {
            var all = new ArrayList<Picture.@Nullable Point>();
            steps.forEach(step -> all.add(points.get(step)));
            drawn.add(new Picture.Line(label, Boolean.TRUE.equals(dashed.get(label)), all));
        });
        return drawn;
    }

    private static Optional<Picture.Point> point(FigureName figure, Measured measured) {
        var test = measured.test().verdict();
        if (Edition.isModelled(test)) {
            return Optional.ofNullable(measured.spec().published())
                    .map(published -> new Picture.Point(published(figure, published), 0));
        }
        return switch (test) {
            case TestVerdict.OfLoadTest loadTest ->
                loadTest.figures().get(figure) instanceof Figure.Measured value
                        ? Optional.of(new Picture.Point(value.value(), 0))
                        : Optional.empty();
            case TestVerdict.OfRepeats repeats ->
                repeats.figures()
                        .values(figure)
                        .map(values -> new Picture.Point(
                                values.mean(),
                                values.size() > 1 && repeats.figures().starts() >= values.size()
                                        ? values.meanAtMost(ONE_SIDED) - values.mean()
                                        : 0));
            case TestVerdict.OfAccuracy ignored -> Optional.empty();
            case TextsVerdict ignored -> Optional.empty();
            case ProtocolVerdict ignored -> Optional.empty();
            case TestVerdict.NotRun ignored -> Optional.empty();
        };
    }

    private static double published(FigureName figure, PublishedFigures published) {
        return (figure == RunFigure.QPS
                        ? published.qps()
                        : figure.base() == RequestFigure.TTFT
                                ? published.ttft()
                                : figure.base() == RequestFigure.TPOT ? published.tpot() : published.e2e())
                .value()
                .doubleValue();
    }

    static String ending(Language language) {
        return switch (language) {
            case ENGLISH -> ".png";
            case CHINESE -> ".zh.png";
        };
    }
}
