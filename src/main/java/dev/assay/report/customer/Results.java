package dev.assay.report.customer;

import static dev.assay.figures.Statistic.MEAN;

import dev.assay.accuracy.Scores;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.PublishedFigures;
import dev.assay.plan.thresholds.Unit;
import dev.assay.plan.thresholds.WrittenNumber;
import dev.assay.report.summary.limits.QuantileText;
import dev.assay.report.summary.texts.TextsTable;
import dev.assay.stats.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The results by precision: a table for each workload and for each evalset, with the deployments of one precision beside each other. */
record Results(Edition edition, List<ReportedRun.Test> tests) {
    private static final List<FigureName> FIGURES = List.of(
            RunFigure.QPS,
            RunFigure.PROMPT_TPS,
            MEAN.of(RequestFigure.DECODE_TPS),
            MEAN.of(RequestFigure.TTFT),
            MEAN.of(RequestFigure.E2E),
            MEAN.of(RequestFigure.TPOT));
    private static final List<RequestFigure> QUANTILES =
            List.of(RequestFigure.TTFT, RequestFigure.E2E, RequestFigure.TPOT);
    private static final String NO_VALUE = "–";

    /** Returns the tests in the order of the tables: those of one precision together, in the order in which precisions appear. */
    static Results of(Edition edition, List<ReportedRun> runs) {
        var byPrecision = new LinkedHashMap<String, List<ReportedRun.Test>>();
        runs.stream()
                .flatMap(run -> run.tests().stream())
                .forEach(test -> byPrecision
                        .computeIfAbsent(test.precision(), key -> new ArrayList<>())
                        .add(test));
        return new Results(
                edition, byPrecision.values().stream().flatMap(List::stream).toList());
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        group(TestSpec.LoadTest.class, this::workload).forEach((title, group) -> {
            heading(title, lines);
            lines.addAll(load(group));
            var quantiles = quantiles(group);
            if (!quantiles.isEmpty()) {
                lines.add("");
                lines.addAll(quantiles);
            }
        });
        group(TestSpec.Accuracy.class, this::evalset).forEach((title, group) -> {
            heading(title, lines);
            lines.addAll(accuracy(group));
        });
        group(
                        LogProbabilities.class,
                        test -> edition.say("Log-probabilities: ", "对数概率：")
                                + test.texts().name())
                .forEach((title, group) -> {
                    heading(title, lines);
                    lines.addAll(texts(group));
                });
        var others = tests.stream()
                .filter(test -> test.verdict().planned().test() instanceof Protocol)
                .toList();
        if (!others.isEmpty()) {
            heading(edition.say("Protocol", "协议"), lines);
            lines.addAll(edition.table(
                    columns(edition.say("precision", "精度"), edition.say("deployment", "部署")),
                    others.stream()
                            .map(test -> row(test, List.of(test.precision(), test.deployment())))
                            .toList()));
        }
        return lines;
    }

    private void heading(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add("### " + edition.escaped(title));
        lines.add("");
    }

    private <T extends TestSpec> LinkedHashMap<String, List<ReportedRun.Test>> group(
            Class<T> kind, Function<T, String> title) {
        var groups = new LinkedHashMap<String, List<ReportedRun.Test>>();
        for (var test : tests) {
            if (kind.isInstance(test.verdict().planned().test())) {
                groups.computeIfAbsent(
                                title.apply(kind.cast(test.verdict().planned().test())), key -> new ArrayList<>())
                        .add(test);
            }
        }
        return groups;
    }

    private String workload(TestSpec.LoadTest test) {
        return edition.say("Load: input ", "性能：输入 ") + test.workload().input()
                + edition.say(" tokens, output ", " tokens，输出 ")
                + test.workload().output() + " tokens";
    }

    private String evalset(TestSpec.Accuracy test) {
        return edition.say("Accuracy: ", "准确率：") + test.evalset().name();
    }

    /** The columns of every table: which deployment first, verdict and provenance last. */
    private List<String> columns(String... own) {
        return Stream.concat(
                        Stream.of(own),
                        Stream.of(
                                edition.say("verdict", "判定"),
                                edition.say("provenance", "来源"),
                                edition.say("run", "运行")))
                .toList();
    }

    private List<String> row(ReportedRun.Test test, List<String> own) {
        return Stream.concat(
                        own.stream(),
                        Stream.of(
                                edition.word(test.verdict()),
                                edition.provenance(test.verdict()),
                                Integer.toString(test.run())))
                .toList();
    }

    private List<String> load(List<ReportedRun.Test> group) {
        return edition.table(
                columns(
                        edition.say("precision", "精度"),
                        edition.say("deployment", "部署"),
                        edition.say("in flight", "并发"),
                        "QPS",
                        "Prompt TPS (token/s)",
                        "Decode TPS (token/s)",
                        "TTFT (ms)",
                        "E2E (ms)",
                        "TPOT (ms)",
                        edition.say("requests", "请求数")),
                group.stream().map(this::loadRow).toList());
    }

    private List<String> loadRow(ReportedRun.Test test) {
        var spec = (TestSpec.LoadTest) test.verdict().planned().test();
        var own = new ArrayList<>(List.of(
                test.precision(),
                test.deployment(),
                spec.pace().asked()
                        + (spec.pace().maxInFlight() == null
                                ? ""
                                : edition.say(", throttled to ", "，限流 ")
                                        + spec.pace().maxInFlight())));
        if (Edition.isModelled(test.verdict()) && spec.published() != null) {
            own.addAll(published(spec.published()));
        } else {
            FIGURES.forEach(figure -> own.add(value(test.verdict(), figure)));
            own.add(requests(test.verdict()));
        }
        return row(test, own);
    }

    private List<String> published(PublishedFigures published) {
        return List.of(
                published.qps().toString(),
                written(published.promptTps()),
                written(published.decodeTps()),
                published.ttft().toString(),
                published.e2e().toString(),
                published.tpot().toString(),
                published.requests() == null ? edition.missing() : Integer.toString(published.requests()));
    }

    private String written(@Nullable WrittenNumber number) {
        return number == null ? edition.missing() : number.toString();
    }

    private static String requests(TestVerdict test) {
        return test instanceof TestVerdict.OfLoadTest loadTest
                ? Integer.toString(loadTest.figures().requests(MEAN.of(RequestFigure.E2E)))
                : NO_VALUE;
    }

    private static String value(TestVerdict test, FigureName figure) {
        if (test.verdict() instanceof Verdict.Unmeasured) {
            return NO_VALUE;
        }
        return switch (test) {
            case TestVerdict.OfLoadTest loadTest ->
                loadTest.figures().get(figure) instanceof Figure.Measured measured
                        ? decimals(measured.value(), 3)
                        : NO_VALUE;
            case TestVerdict.OfRepeats repeats ->
                repeats.figures()
                        .values(figure)
                        .map(values -> meanAndSd(values, 3))
                        .orElse(NO_VALUE);
            case TestVerdict.OfAccuracy ignored -> NO_VALUE;
            case TextsVerdict ignored -> NO_VALUE;
            case ProtocolVerdict ignored -> NO_VALUE;
            case TestVerdict.NotRun ignored -> NO_VALUE;
        };
    }

    private static String meanAndSd(Sample values, int digits) {
        return decimals(values.mean(), digits)
                + (values.sd().isPresent() ? " ± " + decimals(values.sd().getAsDouble(), digits) : "") + " ("
                + values.size() + ")";
    }

    private static String decimals(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    /** Only means were published of what is modelled. */
    private List<String> quantiles(List<ReportedRun.Test> group) {
        var columns = new ArrayList<>(List.of(
                edition.say("precision", "精度"), edition.say("deployment", "部署"), edition.say("in flight", "并发")));
        QUANTILES.forEach(figure -> QuantileText.ALL.forEach(
                quantile -> columns.add(figure.key().toUpperCase(Locale.ROOT) + " " + quantile.key() + " (ms)")));
        columns.add(edition.say("run", "运行"));
        var rows = new ArrayList<List<String>>();
        for (var test : group) {
            if (test.verdict() instanceof TestVerdict.OfLoadTest loadTest
                    && !Edition.isModelled(loadTest)
                    && !(loadTest.verdict() instanceof Verdict.Unmeasured)) {
                var row = new ArrayList<>(List.of(
                        test.precision(),
                        test.deployment(),
                        loadTest.planned().test().pace().asked()));
                QUANTILES.forEach(figure -> QuantileText.ALL.forEach(
                        quantile -> row.add(QuantileText.of(loadTest.figures(), figure, quantile))));
                row.add(Integer.toString(test.run()));
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<>(edition.table(columns, rows));
        if (rows.stream().flatMap(List::stream).anyMatch(cell -> cell.endsWith(QuantileText.TOO_FEW))) {
            lines.add("");
            lines.add("- † "
                    + edition.escaped(edition.say(
                                    "too few requests for this quantile, so that the value is only of these requests; needed: ",
                                    "请求数太少，该值只描述这些请求本身，不能代表分位数；所需请求数：")
                            + QuantileText.needed()));
        }
        return lines;
    }

    private List<String> accuracy(List<ReportedRun.Test> group) {
        return edition.table(
                columns(
                        edition.say("precision", "精度"),
                        edition.say("deployment", "部署"),
                        edition.say("correct / answers", "正确数 / 回答数"),
                        edition.say("accuracy", "准确率"),
                        edition.say("95 % interval", "95 % 区间")),
                group.stream()
                        .map(test -> row(
                                test,
                                Stream.concat(
                                                Stream.of(test.precision(), test.deployment()),
                                                shares(test.verdict()).stream())
                                        .toList()))
                        .toList());
    }

    /** If some answers are missing, the share of the others is not the accuracy of the evalset. */
    static Optional<Scores.Share> share(TestVerdict test) {
        return test instanceof TestVerdict.OfAccuracy accuracy && !(test.verdict() instanceof Verdict.Unmeasured)
                ? accuracy.scores().accuracy()
                : Optional.empty();
    }

    private List<String> shares(TestVerdict test) {
        if (test instanceof TestVerdict.OfRepeats repeats && !(test.verdict() instanceof Verdict.Unmeasured)) {
            var shares = repeats.scores().repeats().stream()
                    .flatMap(scores -> scores.accuracy().stream())
                    .toList();
            return shares.isEmpty()
                    ? List.of(NO_VALUE, NO_VALUE, NO_VALUE)
                    : List.of(
                            String.join(
                                    ", ",
                                    shares.stream().map(Scores.Share::toString).toList()),
                            meanAndSd(
                                    Sample.of(shares.stream()
                                            .mapToDouble(Scores.Share::value)
                                            .toArray()),
                                    3),
                            NO_VALUE);
        }
        return share(test)
                .map(share -> List.of(
                        share.toString(),
                        Unit.SHARE.format(share.value()),
                        Unit.SHARE.format(share.interval().low()) + " "
                                + edition.say("to", "至") + " "
                                + Unit.SHARE.format(share.interval().high())))
                .orElse(List.of(NO_VALUE, NO_VALUE, NO_VALUE));
    }

    private List<String> texts(List<ReportedRun.Test> group) {
        var columns = new ArrayList<>(List.of(edition.say("precision", "精度"), edition.say("deployment", "部署")));
        columns.addAll(TextsTable.FIGURES);
        return edition.table(
                columns(columns.toArray(String[]::new)),
                group.stream()
                        .map(test -> row(
                                test,
                                Stream.concat(
                                                Stream.of(test.precision(), test.deployment()),
                                                texts(test.verdict()).stream())
                                        .toList()))
                        .toList());
    }

    private static List<String> texts(TestVerdict test) {
        return test instanceof TextsVerdict texts && !(test.verdict() instanceof Verdict.Unmeasured)
                ? TextsTable.values(texts.scores())
                : TextsTable.FIGURES.stream().map(each -> NO_VALUE).toList();
    }
}
