package dev.assay.report.history;

import dev.assay.accuracy.Scores;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SentFigure;
import dev.assay.figures.Statistic;
import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.stats.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one run measured in one test.
 *
 * @param cells the values by their columns, without those that have none
 */
public record HistoryLine(Map<String, String> cells) {
    private static final List<NamedFigure> FIGURES = Stream.of(
                    Stream.of(RequestFigure.TTFT, RequestFigure.TPOT, RequestFigure.ITL, RequestFigure.E2E)
                            .flatMap(figure -> Stream.of(Statistic.MEAN, Statistic.P50, Statistic.P90, Statistic.P99)
                                    .map(statistic -> statistic.of(figure))),
                    Stream.of(Statistic.MEAN.of(RequestFigure.DECODE_TPS)),
                    Stream.of(
                            RunFigure.QPS,
                            RunFigure.GOODPUT,
                            RunFigure.OUTPUT_TPS,
                            RunFigure.PROMPT_TPS,
                            RunFigure.CACHED_SHARE),
                    Stream.of(SentFigure.FAILED_SHARE),
                    Scores.FIGURES.stream()
                            .filter(figure -> List.of("accuracy", "no-answer", "truncated")
                                    .contains(figure.key())),
                    Stream.of(TextFigure.values()))
            .<NamedFigure>flatMap(figures -> figures)
            .toList();
    /** The columns of every file, in this order. Further ones stand behind them: those of other figures that have limits. */
    static final List<String> COLUMNS = Stream.concat(
                    Stream.of(Column.values()).map(Column::key),
                    FIGURES.stream().map(NamedFigure::key))
            .toList();

    /** What the name of a run ends with that was merged of shards. */
    public static final String MERGED = "-merged";

    private static final String UNKNOWN = "not found out";
    /** What stands behind the branch of a line without figures, because they cannot be believed. */
    static final String UNMEASURED = " (UNMEASURED)";

    private static final int DECIMALS = 6;

    /** The columns that are no figures. */
    enum Column {
        TIME,
        /** The word that Apache Otava has for what belongs to one series. */
        BRANCH,
        RUN,
        DEPLOYMENT,
        TEST,
        KIND,
        VERDICT,
        PARTIAL,
        REPEATS,
        SAMPLES,
        ENGINE,
        VERSION,
        GPU,
        DRIVER,
        COMMIT,
        THRESHOLDS,
        /** The bounds of figures, {@code ttft.mean <= 970; qps >= 0.43}, in the units of their columns. */
        LIMITS;

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public HistoryLine {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /**
     * Returns a line for each test of a run; none if the run measured nothing.
     *
     * @param facts the environment of the run, as {@code environment.json} has it
     * @param ended when the run ended, the time of a test for which nothing was sent
     */
    public static List<HistoryLine> of(RunVerdict run, Map<String, String> facts, Instant ended) {
        return run.tests().stream().allMatch(test -> test.header().isEmpty())
                ? List.of()
                : run.tests().stream().map(test -> of(run, test, facts, ended)).toList();
    }

    /** Returns whether this is the line of a test. */
    public boolean isOf(TestVerdict test) {
        return test.planned().deployment().name().equals(cells.get(Column.DEPLOYMENT.key()))
                && test.planned().test().name().equals(cells.get(Column.TEST.key()));
    }

    private static HistoryLine of(RunVerdict run, TestVerdict test, Map<String, String> facts, Instant ended) {
        var deployment = test.planned().deployment().name();
        var part = test.planned().test() instanceof TestSpec.Accuracy accuracy
                && accuracy.limits().isEmpty();
        var unmeasured = test.verdict() instanceof Verdict.Unmeasured;
        var server = test.header().map(Recording.Header::server).orElse(Map.of());
        var cells = new LinkedHashMap<String, String>();
        put(
                cells,
                Column.TIME,
                time(test.header().map(Recording.Header::started).orElse(ended)));
        put(cells, Column.BRANCH, test.planned().name() + (unmeasured ? UNMEASURED : part ? " (part)" : ""));
        put(cells, Column.RUN, run.id());
        put(cells, Column.DEPLOYMENT, deployment);
        put(cells, Column.TEST, test.planned().test().name());
        put(cells, Column.KIND, kind(test.planned().test()));
        put(cells, Column.VERDICT, test.word());
        put(cells, Column.PARTIAL, run.plan().partial() ? "yes" : "no");
        put(
                cells,
                Column.REPEATS,
                Integer.toString(
                        test instanceof TestVerdict.OfRepeats repeats
                                ? repeats.sound().size()
                                : test.header().isPresent() ? 1 : 0));
        put(cells, Column.SAMPLES, unmeasured ? "" : Integer.toString(samples(test)));
        put(cells, Column.ENGINE, server.getOrDefault("engine", ""));
        put(cells, Column.VERSION, server.getOrDefault("version", ""));
        put(cells, Column.GPU, facts.getOrDefault(deployment + " gpu", ""));
        put(cells, Column.DRIVER, facts.getOrDefault(deployment + " driver", ""));
        put(cells, Column.COMMIT, facts.getOrDefault("git commit", ""));
        put(cells, Column.THRESHOLDS, facts.getOrDefault("thresholds.yaml sha256", ""));
        put(
                cells,
                Column.LIMITS,
                // A limit on the steady window is not on the figure of the whole test, which is what a column has.
                test.limits().stream()
                        .filter(limit -> limit.limit().window() == Limit.Window.WHOLE)
                        .flatMap(limit -> limit.limit().bound().sides().stream()
                                .flatMap(bound -> bound(limit.limit().figure(), bound).stream()))
                        .collect(Collectors.joining("; ")));
        // What is not to be believed has no place among figures that are compared.
        if (!unmeasured) {
            Stream.concat(
                            FIGURES.stream(),
                            test.limits().stream().map(limit -> limit.limit().figure()))
                    .distinct()
                    .filter(figure -> isMeasured(test, figure))
                    .forEach(figure -> value(test, figure)
                            .ifPresent(value -> cells.put(figure.key(), shown(figure.unit(), value))));
        }
        return new HistoryLine(cells);
    }

    /** A test can fail by one limit while a figure of another one is not to be believed. */
    private static boolean isMeasured(TestVerdict test, NamedFigure figure) {
        return test.limits().stream()
                .filter(limit -> limit.limit().window() == Limit.Window.WHOLE)
                .filter(limit -> limit.limit().figure().equals(figure))
                .noneMatch(limit -> limit.verdict() instanceof Verdict.Unmeasured);
    }

    private static Optional<String> bound(NamedFigure figure, Bound bound) {
        return switch (bound) {
            case Bound.Max max -> Optional.of(figure.key() + " <= " + plain(max.quantity()));
            case Bound.Min min -> Optional.of(figure.key() + " >= " + plain(min.quantity()));
            default -> Optional.empty();
        };
    }

    private static String plain(Quantity quantity) {
        var shown = new BigDecimal(shown(quantity.unit(), quantity.value())).stripTrailingZeros();
        return shown.toPlainString();
    }

    private static void put(Map<String, String> cells, Column column, String value) {
        if (!value.isEmpty() && !value.equals(UNKNOWN)) {
            cells.put(column.key(), value);
        }
    }

    /** Otava reads seconds, and the same time twice as two values. */
    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String kind(TestSpec test) {
        return switch (test) {
            case Protocol ignored -> "protocol";
            case TestSpec.Accuracy ignored -> "evalset";
            case LogProbabilities ignored -> "texts";
            case TestSpec.LoadTest ignored -> "load";
        };
    }

    private static int samples(TestVerdict test) {
        return switch (test) {
            case ProtocolVerdict protocol -> protocol.checks().size();
            case TestVerdict.OfAccuracy accuracy -> accuracy.scores().all().size();
            case TextsVerdict texts -> texts.scores().tokens();
            case TestVerdict.OfLoadTest loadTest ->
                loadTest.figures().get(Statistic.MEAN.of(RequestFigure.E2E)) instanceof Figure.Measured e2e
                        ? e2e.samples()
                        : 0;
            case TestVerdict.OfRepeats repeats ->
                repeats.sound().stream().mapToInt(HistoryLine::samples).sum();
            case TestVerdict.NotRun ignored -> 0;
        };
    }

    /** Returns a figure of a test, over several repeats their mean; empty if it is undefined. */
    private static OptionalDouble value(TestVerdict test, NamedFigure figure) {
        return switch (test) {
            case ProtocolVerdict ignored -> OptionalDouble.empty();
            case TestVerdict.NotRun ignored -> OptionalDouble.empty();
            case TestVerdict.OfAccuracy accuracy -> share(accuracy, figure);
            case TextsVerdict texts ->
                figure instanceof TextFigure each ? optional(each.of(texts.scores())) : OptionalDouble.empty();
            case TestVerdict.OfLoadTest loadTest ->
                figure instanceof FigureName name
                                && loadTest.figures().get(name) instanceof Figure.Measured measured
                                && Double.isFinite(measured.value())
                        ? OptionalDouble.of(measured.value())
                        : OptionalDouble.empty();
            case TestVerdict.OfRepeats repeats -> {
                var values = repeats.sound().stream()
                        .map(each -> value(each, figure))
                        .flatMapToDouble(OptionalDouble::stream)
                        .toArray();
                yield values.length == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Sample.of(values).mean());
            }
        };
    }

    private static OptionalDouble share(TestVerdict.OfAccuracy accuracy, NamedFigure figure) {
        return figure instanceof Scores.EvalsetFigure
                ? optional(accuracy.scores().figure(figure).map(Scores.Share::value))
                : OptionalDouble.empty();
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** Shares are percentages, as everywhere where people read them. */
    private static String shown(Unit unit, double value) {
        var number = new BigDecimal(value);
        return (unit == Unit.SHARE ? number.movePointRight(2) : number)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
