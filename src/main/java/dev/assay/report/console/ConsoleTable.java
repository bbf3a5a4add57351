package dev.assay.report.console;

import static dev.assay.figures.Statistic.MEAN;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.results.Headline;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run's verdicts as lines for a console. The last line says whether a server or a recording was judged. */
public final class ConsoleTable {
    private static final List<FigureName> FIGURES = List.of(
            MEAN.of(RequestFigure.TTFT),
            MEAN.of(RequestFigure.E2E),
            MEAN.of(RequestFigure.TPOT),
            MEAN.of(RequestFigure.DECODE_TPS),
            RunFigure.QPS);
    private static final String LOAD_TEST = "load test";
    private static final String EVALSETS = "%-12s  %s  %s";

    private ConsoleTable() {}

    /** Returns the lines, without line ends. */
    public static List<String> of(RunVerdict run) {
        var lines = new ArrayList<String>();
        var width = width(run.tests());
        lines.addAll(protocols(run.tests(), width));
        lines.addAll(evalsets(run.tests(), width));
        lines.addAll(texts(run.tests(), width));
        lines.addAll(loadTests(run.tests(), width));
        run.tests().stream().filter(TestVerdict.NotRun.class::isInstance).forEach(test -> lines.add(test.headline()));
        run.missing().forEach(test -> lines.add("NO VERDICT    " + test.name()));
        run.changes().forEach(change -> lines.add("changed: " + change));
        lines.add(verdicts(run));
        lines.add(provenance(run));
        return lines;
    }

    /** Returns the width of the column of names. */
    private static int width(List<TestVerdict> tests) {
        var longest = tests.stream()
                .mapToInt(test -> test.planned().name().length())
                .max()
                .orElse(0);
        return Math.max(longest, LOAD_TEST.length());
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(Math.max(0, width - name.length()));
    }

    private static List<String> protocols(List<TestVerdict> tests, int width) {
        var lines = new ArrayList<String>();
        for (var test : tests) {
            if (test instanceof TestVerdict.OfProtocol protocol) {
                lines.add(String.format(
                        Locale.ROOT,
                        EVALSETS,
                        test.word(),
                        padded(test.planned().name(), width),
                        protocol.said()));
            }
        }
        return with(String.format(Locale.ROOT, EVALSETS, "verdict", padded("protocol", width), "checks"), lines);
    }

    /** Returns the figure that is limited; of a limit that compares also with what. */
    private static String subject(Limit limit) {
        return limit.bound() instanceof Bound.Compared
                ? limit.subject()
                : limit.figure().toString();
    }

    private static List<String> evalsets(List<TestVerdict> tests, int width) {
        var lines = new ArrayList<String>();
        for (var test : tests) {
            if (test instanceof TestVerdict.OfAccuracy || isRepeated(test, TestSpec.Accuracy.class)) {
                var limits = limits(test);
                lines.add(String.format(
                        Locale.ROOT,
                        EVALSETS,
                        test.word(),
                        padded(test.planned().name(), width),
                        limits.isEmpty() ? "no limit was judged" : limits));
                if (test instanceof TestVerdict.OfRepeats repeats) {
                    lines.addAll(RepeatLines.ofEvalset(repeats).stream()
                            .map(line -> String.format(
                                    Locale.ROOT, EVALSETS, "", padded("  " + line.name(), width), line.text()))
                            .toList());
                }
            }
        }
        return with(String.format(Locale.ROOT, EVALSETS, "verdict", padded("evalset", width), "limits"), lines);
    }

    private static List<String> texts(List<TestVerdict> tests, int width) {
        var lines = tests.stream()
                .filter(test -> test instanceof TextsVerdict || isRepeated(test, LogProbabilities.class))
                .map(test -> String.format(
                        Locale.ROOT,
                        EVALSETS,
                        test.word(),
                        padded(test.planned().name(), width),
                        limits(test)))
                .collect(Collectors.toCollection(ArrayList::new));
        return with(String.format(Locale.ROOT, EVALSETS, "verdict", padded("texts", width), "limits"), lines);
    }

    private static String limits(TestVerdict test) {
        return Stream.concat(
                        new Headline(test).besideLimits().stream(),
                        test.limits().stream()
                                .map(limit -> subject(limit.limit()) + " " + limit.measured() + ", "
                                        + limit.limit().bound().asked()))
                .collect(Collectors.joining("; "));
    }

    private static List<String> loadTests(List<TestVerdict> tests, int width) {
        var lines = new ArrayList<String>();
        for (var test : tests) {
            if (test instanceof TestVerdict.OfLoadTest loadTest) {
                lines.add(loadTest(loadTest, width));
                lines.addAll(steady(loadTest, width));
            }
            if (test instanceof TestVerdict.OfRepeats repeats && isRepeated(test, TestSpec.LoadTest.class)) {
                lines.addAll(repeats(repeats, width));
            }
        }
        return with(
                line("verdict", padded(LOAD_TEST, width), "n", FIGURES.stream().map(FigureName::key)), lines);
    }

    private static boolean isRepeated(TestVerdict test, Class<? extends TestSpec> kind) {
        return test instanceof TestVerdict.OfRepeats
                && kind.isInstance(test.planned().test());
    }

    /** Returns the means over the sound repeats, their standard deviations, and each repeat. */
    private static List<String> repeats(TestVerdict.OfRepeats test, int width) {
        var figures = test.figures();
        var lines = new ArrayList<String>();
        lines.add(line(
                        test.word(),
                        padded(test.planned().name(), width),
                        Integer.toString(figures.tables().stream()
                                .mapToInt(ConsoleTable::completed)
                                .sum()),
                        FIGURES.stream()
                                .map(figure -> figures.values(figure)
                                        .map(values -> figure.unit().format(values.mean()))
                                        .orElse("–")))
                + test.planned().test().throttle().map("  "::concat).orElse(""));
        if (test.sound().size() > 1) {
            lines.add(line(
                    "",
                    padded("  sd", width),
                    "",
                    FIGURES.stream()
                            .map(figure -> figures.values(figure)
                                    .filter(values -> values.sd().isPresent())
                                    .map(values ->
                                            figure.unit().format(values.sd().getAsDouble()))
                                    .orElse("–"))));
        }
        test.repeats()
                .forEach(repeat -> lines.add(
                        repeat.spoilt().isEmpty() && repeat.alone() instanceof TestVerdict.OfLoadTest loadTest
                                ? line("", padded("  repeat " + repeat.number(), width), loadTest.figures())
                                : String.format(
                                        Locale.ROOT,
                                        EVALSETS,
                                        "",
                                        padded("  repeat " + repeat.number(), width),
                                        RepeatLines.state(repeat))));
        return lines;
    }

    private static List<String> with(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            lines.addFirst(heading);
        }
        return lines;
    }

    private static String loadTest(TestVerdict.OfLoadTest loadTest, int width) {
        return line(loadTest.word(), padded(loadTest.planned().name(), width), loadTest.figures())
                + loadTest.planned().test().throttle().map("  "::concat).orElse("");
    }

    /** The steady window stands below the whole run, if there is one. */
    private static List<String> steady(TestVerdict.OfLoadTest loadTest, int width) {
        return switch (loadTest.steady()) {
            case SteadyWindowFigures.None ignored -> List.of();
            case SteadyWindowFigures.Measured measured ->
                List.of(line("", padded("  steady", width), measured.figures()));
        };
    }

    private static String line(String word, String name, FigureTable figures) {
        return line(word, name, samples(figures), FIGURES.stream().map(figure -> value(figures.get(figure))));
    }

    private static String line(String word, String name, String samples, Stream<String> figures) {
        return String.format(
                Locale.ROOT,
                "%-12s  %s  %5s  %14s  %14s  %14s  %16s  %10s",
                Stream.concat(Stream.of(word, name, samples), figures).toArray());
    }

    /** Returns the number of completed requests: each of them has a ttft. */
    private static String samples(FigureTable figures) {
        return Integer.toString(completed(figures));
    }

    private static int completed(FigureTable figures) {
        return figures.get(MEAN.of(RequestFigure.TTFT)) instanceof Figure.Measured ttft ? ttft.samples() : 0;
    }

    private static String value(Figure figure) {
        return switch (figure) {
            case Figure.Measured measured -> measured.unit().format(measured.value());
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
