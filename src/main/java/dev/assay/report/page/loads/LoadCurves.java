package dev.assay.report.page.loads;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Provenance;
import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import dev.assay.report.words.Said;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Load tests that differ only in how many requests are in flight, or at which rate they come: a line for each deployment.
 *
 * @param title what all of them ask
 * @param open whether requests come at a rate; otherwise a number is kept in flight
 * @param lines at least one with two points, or two
 */
public record LoadCurves(Said title, boolean open, List<Line> lines) {
    public LoadCurves {
        lines = List.copyOf(lines);
    }

    /**
     * The load tests of a deployment.
     *
     * @param name of the deployment, or of what the run is compared with
     */
    public record Line(Said name, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * A load test.
     *
     * @param load how many requests are in flight, or how many come per second
     * @param word its verdict; empty for what the run is compared with
     * @param usable whether it can be drawn: an unmeasured figure says nothing about the server
     */
    public record Point(String test, double load, Optional<Said> word, boolean usable, CurveValues values) {
        /** Returns the load without zeros at its end. */
        public String shownLoad() {
            return new BigDecimal(Double.toString(load)).stripTrailingZeros().toPlainString();
        }
    }

    /** What must be equal for load tests to stand in one line. Names of workloads are those of one file. */
    private record Asked(String workload, String prompts, String cache, boolean open, String throttle) {
        static Asked of(TestSpec.LoadTest test) {
            return new Asked(
                    test.workload().toString(),
                    test.prompts().toString(),
                    test.cache().toString(),
                    test.pace() instanceof Pace.Open,
                    test.pace() instanceof Pace.Open open
                            ? open.arrivals() + test.throttle().orElse("")
                            : test.throttle().isPresent() ? "throttled" : "");
        }
    }

    /** Returns those of a run, in the order of the plan. */
    static List<LoadCurves> of(RunVerdict run, Optional<ComparedRun> compared) {
        var groups = new LinkedHashMap<Asked, List<TestVerdict>>();
        run.tests().stream()
                .filter(test -> test.planned().test() instanceof TestSpec.LoadTest)
                .forEach(test -> groups.computeIfAbsent(Asked.of(loadTest(test)), key -> new ArrayList<>())
                        .add(test));
        return groups.values().stream()
                .map(tests -> of(tests, compared))
                .filter(curves -> curves.lines().stream()
                                .mapToInt(line -> line.points().size())
                                .sum()
                        > 1)
                .toList();
    }

    private static TestSpec.LoadTest loadTest(TestVerdict test) {
        return (TestSpec.LoadTest) test.planned().test();
    }

    private static LoadCurves of(List<TestVerdict> tests, Optional<ComparedRun> compared) {
        var lines = new LinkedHashMap<Said, List<Point>>();
        tests.forEach(test ->
                lines.computeIfAbsent(name(test), key -> new ArrayList<>()).add(point(test)));
        compared.ifPresent(with -> there(tests, with)
                .forEach(point -> lines.computeIfAbsent(
                                Said.of("compared with " + with.other(), "对比对象 " + with.other()),
                                key -> new ArrayList<>())
                        .add(point)));
        var first = loadTest(tests.getFirst());
        return new LoadCurves(
                title(first),
                first.pace() instanceof Pace.Open,
                lines.entrySet().stream()
                        .map(line -> new Line(line.getKey(), inOrder(line)))
                        .toList());
    }

    private static List<Point> inOrder(Map.Entry<Said, List<Point>> line) {
        return line.getValue().stream()
                .sorted(Comparator.comparingDouble(Point::load))
                .toList();
    }

    private static Said title(TestSpec.LoadTest test) {
        var throttle = test.throttle().isPresent();
        return Said.of(
                "workload " + test.workload().name() + (throttle ? ", throttled" : ""),
                "负载 " + test.workload().name() + (throttle ? "，有限流" : ""));
    }

    private static Said name(TestVerdict test) {
        var deployment = test.planned().deployment();
        var name = deployment.name() + " (" + deployment.precision() + ", " + deployment.engine() + ")";
        return test.header()
                        .map(header -> header.provenance() == Provenance.MODELLED)
                        .orElse(false)
                ? Said.of(name + ", modelled", name + "，推算")
                : Said.name(name);
    }

    private static Point point(TestVerdict test) {
        return new Point(
                test.planned().test().name(),
                load(loadTest(test)),
                Optional.of(Said.in(language -> language.word(test))),
                !(test.verdict() instanceof Verdict.Unmeasured)
                        || test.header()
                                .map(header -> header.provenance() == Provenance.MODELLED)
                                .orElse(false),
                CurveValues.of(test));
    }

    private static double load(TestSpec.LoadTest test) {
        return switch (test.pace()) {
            case Pace.Closed closed -> closed.concurrency();
            case Pace.Open open -> open.rate().value();
        };
    }

    /** The compared tests of the same load. Their conditions were compared, so each asks the same as the test of the run. */
    private static Stream<Point> there(List<TestVerdict> tests, ComparedRun compared) {
        return compared.tests().stream()
                .flatMap(pair -> pair instanceof ComparedPair.Compared each ? Stream.of(each) : Stream.empty())
                .filter(pair -> tests.stream().anyMatch(test -> test.planned().equals(pair.planned())))
                .map(pair -> new Point(
                        pair.planned().test().name(),
                        load((TestSpec.LoadTest) pair.planned().test()),
                        Optional.empty(),
                        true,
                        CurveValues.of(pair.there())));
    }

    void into(ObjectNode json) {
        LimitRow.put(json.putObject("title"), title);
        json.put("open", open);
        var array = json.putArray("lines");
        lines.forEach(line -> into(array, line));
    }

    private static void into(ArrayNode array, Line line) {
        var json = array.addObject();
        LimitRow.put(json.putObject("name"), line.name());
        var points = json.putArray("points");
        line.points().stream().filter(Point::usable).forEach(point -> {
            var each = points.addObject().put("test", point.test()).put("load", point.load());
            point.values().into(each);
        });
    }
}
