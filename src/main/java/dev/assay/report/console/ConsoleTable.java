package dev.assay.report.console;

import static dev.assay.figures.Statistic.MEAN;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.results.Headline;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.report.terminal.Columns;
import dev.assay.report.terminal.TerminalText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run's verdicts as lines for a console. The last line says whether a server or a recording was judged. */
public final class ConsoleTable {
    /** No line is wider, so that it fits 100 columns with what a console puts before it. */
    public static final int COLUMNS = VerdictRow.COLUMNS;

    private static final List<FigureName> FIGURES = List.of(
            MEAN.of(RequestFigure.TTFT),
            MEAN.of(RequestFigure.E2E),
            MEAN.of(RequestFigure.TPOT),
            MEAN.of(RequestFigure.DECODE_TPS),
            RunFigure.QPS);

    private ConsoleTable() {}

    /** Returns the lines, without line ends. None is wider than {@link #COLUMNS}. */
    public static List<String> of(RunVerdict run) {
        var lines = new ArrayList<String>();
        lines.addAll(section("protocol", protocols(run.tests())));
        lines.addAll(section("evalset", evalsets(run.tests())));
        lines.addAll(section("texts", texts(run.tests())));
        lines.addAll(new FigureColumns("load test", FIGURES, loadTests(run.tests())).lines());
        lines.addAll(section("not measured", notRun(run)));
        run.changes().forEach(change -> lines.addAll(wrapped("changed: " + change)));
        lines.addAll(wrapped(verdicts(run)));
        lines.addAll(wrapped(provenance(run)));
        return lines;
    }

    private static List<String> wrapped(String text) {
        return Columns.wrapped("", TerminalText.line(text), COLUMNS, 2);
    }

    private static List<String> section(String heading, List<VerdictRow> rows) {
        return rows.isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of(VerdictRow.begin("verdict") + heading),
                                rows.stream().flatMap(row -> row.lines().stream()))
                        .toList();
    }

    private static List<VerdictRow> protocols(List<TestVerdict> tests) {
        return tests.stream()
                .filter(ProtocolVerdict.class::isInstance)
                .map(ProtocolVerdict.class::cast)
                .map(test -> row(test, List.of(test.said())))
                .toList();
    }

    private static VerdictRow row(TestVerdict test, List<String> details) {
        return new VerdictRow(test.word(), test.planned().name(), details);
    }

    private static List<VerdictRow> evalsets(List<TestVerdict> tests) {
        var rows = new ArrayList<VerdictRow>();
        for (var test : tests) {
            if (test instanceof TestVerdict.OfAccuracy || isRepeated(test, TestSpec.Accuracy.class)) {
                var limits = limits(test);
                var details = new ArrayList<>(limits.isEmpty() ? List.of("no limit was judged") : limits);
                if (test instanceof TestVerdict.OfRepeats repeats) {
                    RepeatLines.ofEvalset(repeats).forEach(line -> details.add(line.name() + ": " + line.text()));
                }
                rows.add(row(test, details));
            }
        }
        return rows;
    }

    private static List<VerdictRow> texts(List<TestVerdict> tests) {
        return tests.stream()
                .filter(test -> test instanceof TextsVerdict || isRepeated(test, LogProbabilities.class))
                .map(test -> row(test, limits(test)))
                .toList();
    }

    private static List<VerdictRow> notRun(RunVerdict run) {
        return Stream.concat(
                        run.tests().stream()
                                .filter(TestVerdict.NotRun.class::isInstance)
                                .map(test -> row(test, reason(test))),
                        run.missing().stream().map(test -> new VerdictRow("NO VERDICT", test.name(), List.of())))
                .toList();
    }

    /** Returns what decided a test beside its limits, and what each of its limits says. */
    private static List<String> limits(TestVerdict test) {
        return Stream.concat(reason(test).stream(), test.limits().stream().map(ConsoleTable::limit))
                .toList();
    }

    /** Returns why a test is UNMEASURED, in each of its lines, or what fails it whatever its limits say. */
    private static List<String> reason(TestVerdict test) {
        return test.verdict() instanceof Verdict.Unmeasured unmeasured
                ? unmeasured.sentences().lines().toList()
                : new Headline(test).besideLimits().stream().toList();
    }

    /** Returns a limit with what was measured. Only a limit that is not kept has its verdict before it. */
    private static String limit(LimitVerdict limit) {
        return (limit.verdict() instanceof Verdict.Pass ? "" : limit.word() + " ")
                + subject(limit.limit()) + " " + limit.measured() + ", "
                + limit.limit().bound().asked();
    }

    /** Returns the figure that is limited; of a limit that compares also with what. */
    private static String subject(Limit limit) {
        return limit.bound() instanceof Bound.Compared
                ? limit.subject()
                : limit.figure().toString();
    }

    private static List<FigureColumns.Row> loadTests(List<TestVerdict> tests) {
        var rows = new ArrayList<FigureColumns.Row>();
        for (var test : tests) {
            if (test instanceof TestVerdict.OfLoadTest loadTest) {
                rows.add(row(test.word(), test.planned().name(), loadTest.figures(), details(test)));
                // The steady window stands below the whole run, if there is one.
                if (loadTest.steady() instanceof SteadyWindowFigures.Measured steady) {
                    rows.add(row("", "  steady", steady.figures(), List.of()));
                }
            }
            if (test instanceof TestVerdict.OfRepeats repeats && isRepeated(test, TestSpec.LoadTest.class)) {
                rows.addAll(repeats(repeats));
            }
        }
        return rows;
    }

    private static boolean isRepeated(TestVerdict test, Class<? extends TestSpec> kind) {
        return test instanceof TestVerdict.OfRepeats
                && kind.isInstance(test.planned().test());
    }

    /** The figures of a load test stand in columns, so only limits that are not kept are told. */
    private static List<String> details(TestVerdict test) {
        return Stream.of(
                        test.planned().test().throttle().stream(),
                        reason(test).stream(),
                        test.limits().stream()
                                .filter(limit -> !(limit.verdict() instanceof Verdict.Pass))
                                .map(ConsoleTable::limit))
                .flatMap(each -> each)
                .toList();
    }

    /** Returns the means over the sound repeats, their standard deviations, and each repeat. */
    private static List<FigureColumns.Row> repeats(TestVerdict.OfRepeats test) {
        var figures = test.figures();
        var rows = new ArrayList<FigureColumns.Row>();
        rows.add(new FigureColumns.Row(
                test.word(),
                test.planned().name(),
                Integer.toString(figures.tables().stream()
                        .mapToInt(ConsoleTable::completed)
                        .sum()),
                FIGURES.stream()
                        .map(figure -> figures.values(figure)
                                .map(values -> figure.unit().number(values.mean()))
                                .orElse("–"))
                        .toList(),
                details(test)));
        if (test.sound().size() > 1) {
            rows.add(new FigureColumns.Row(
                    "",
                    "  sd",
                    "",
                    FIGURES.stream()
                            .map(figure -> figures.values(figure)
                                    .filter(values -> values.sd().isPresent())
                                    .map(values ->
                                            figure.unit().number(values.sd().getAsDouble()))
                                    .orElse("–"))
                            .toList(),
                    List.of()));
        }
        for (var repeat : test.repeats()) {
            var name = "  repeat " + repeat.number();
            rows.add(
                    repeat.spoilt().isEmpty() && repeat.alone() instanceof TestVerdict.OfLoadTest loadTest
                            ? row("", name, loadTest.figures(), List.of())
                            : new FigureColumns.Row(
                                    "",
                                    name,
                                    "",
                                    FIGURES.stream().map(figure -> "").toList(),
                                    List.of("  " + RepeatLines.state(repeat))));
        }
        return rows;
    }

    /** Returns a row of figures. Its number of requests is that of the completed ones: each of them has a ttft. */
    private static FigureColumns.Row row(String word, String name, FigureTable figures, List<String> details) {
        return new FigureColumns.Row(
                word,
                name,
                Integer.toString(completed(figures)),
                FIGURES.stream().map(figure -> value(figures.get(figure))).toList(),
                details);
    }

    private static int completed(FigureTable figures) {
        return figures.get(MEAN.of(RequestFigure.TTFT)) instanceof Figure.Measured ttft ? ttft.samples() : 0;
    }

    private static String value(Figure figure) {
        return switch (figure) {
            case Figure.Measured measured -> measured.unit().number(measured.value());
            case Figure.Undefined ignored -> "–";
        };
    }

    private static String verdicts(RunVerdict run) {
        var counts = run.counts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return (run.plan().partial() ? "PARTIAL run " : "run ") + run.id() + ": "
                + (counts.isEmpty() ? "no verdicts" : counts)
                + (run.missing().isEmpty() ? "" : ", " + run.missing().size() + " without a verdict");
    }

    private static String provenance(RunVerdict run) {
        var headers =
                run.tests().stream().flatMap(test -> test.headers().stream()).toList();
        if (headers.isEmpty()) {
            return "Nothing was judged (" + run.target() + ").";
        }
        if (headers.stream().allMatch(header -> header.provenance() == Provenance.MODELLED)) {
            return "Published figures were modelled; nothing was measured, and no server was contacted.";
        }
        if (run.again()) {
            var several = run.target().contains(" and ");
            return "The " + run.target() + " of " + dates(headers) + (several ? " were" : " was")
                    + " judged again; no server was contacted.";
        }
        return headers.stream().allMatch(header -> header.provenance() == Provenance.RECORDED)
                ? (headers.size() == 1
                                ? "A recording of " + dates(headers) + " was"
                                : "Recordings of " + dates(headers) + " were")
                        + " judged; no server was contacted."
                : "A live server was judged: " + run.target() + ".";
    }

    private static String dates(List<Recording.Header> headers) {
        return headers.stream()
                .map(Recording.Header::started)
                .map(Instant::toString)
                .map(instant -> instant.substring(0, 10))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
    }
}
