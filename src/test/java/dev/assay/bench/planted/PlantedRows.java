package dev.assay.bench.planted;

import dev.assay.bench.planted.Row.Want;
import dev.assay.plan.testspecs.TestSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** All rows, and the sizes of their gates. */
final class PlantedRows {
    /** As docs/power.md says for one limit: the noise of a figure of one start is 1.2 to 1.3 %, between its rows of 1 and 1.5 %. */
    private static final int STARTS = 5;
    /** As it says for five limits. */
    private static final int STARTS_OF_FIVE = 7;
    /** The default of a load test with 4 in flight. */
    private static final int REQUESTS = 100;

    /** The share of a row whose gates take long and show what another row shows too. */
    private static final double SOME = 0.1;

    private static final int MANY_REQUESTS = 500;
    private static final int QUESTIONS = 3000;
    private static final int SPECULATED = 100;
    private static final double RIGHT = 0.8;
    private static final double FLIPS = 0.05;
    private static final double LOSS = 0.02;
    private static final double ACCEPTED = 1.8;

    private static final String REGRESSION = ": {regression: {against: baseline, margin: 3 %, ignore: 1.5 %}}";
    private static final String ACCURACY = "no-worse: {against: baseline, margin: 1.5 pp}";
    private static final String SPEED = "tpot.mean: {max: 48.4 ms}";
    private static final String LONGEST = "itl.max: {max: 176 ms}";
    private static final String ACCEPT = "accept-length: {min: 2.5 tokens}";
    private static final String BASELINE = " against the baseline, margin 3 %, ignore 1.5 %";

    private PlantedRows() {}

    /** Returns all rows, in the order of the page. */
    static List<Row> all() {
        var rows = new ArrayList<Row>();
        rows.addAll(regressions());
        rows.addAll(NeverPassed.rows());
        rows.addAll(clean());
        return rows;
    }

    private static List<Row> regressions() {
        return List.of(
                compared("TPOT +5 %", Want.FAIL, 1, STARTS, load -> load.tpot(1.05), "tpot.mean"),
                compared("TTFT +5 %", Want.FAIL, 1, STARTS, load -> load.ttft(1.05), "ttft.mean"),
                absolute(
                        "1 % of requests with one gap of five times the usual",
                        Want.FAIL, MANY_REQUESTS, load -> load.longGaps(MANY_REQUESTS / 100), LONGEST),
                answers("-2 points of accuracy: 3.5 % lost, 1.5 % gained", Want.FAIL, 1, FLIPS, LOSS),
                new Row(
                        "a draft model collapsed to an accept length of 1.1 (before: 2.8)",
                        "`" + ACCEPT + "`, absolute",
                        SPECULATED + " questions",
                        Want.FAIL,
                        1,
                        folder -> GateFile.of(folder, GateFile.accuracy(ACCEPT), SPECULATED),
                        random -> speculating(random, 0.1)));
    }

    private static List<Row> clean() {
        return List.of(
                compared("nothing", Want.CLEAN, 0.5, STARTS, load -> load, "tpot.mean"),
                compared(
                        "nothing",
                        Want.CLEAN,
                        0.5,
                        STARTS_OF_FIVE,
                        load -> load,
                        "tpot.mean",
                        "ttft.mean",
                        "e2e.mean",
                        "qps",
                        "output-tps"),
                answers("nothing: 2.5 % lost, 2.5 % gained", Want.CLEAN, 0.5, FLIPS, 0),
                new Row(
                        "nothing",
                        "`" + SPEED + "`, `ttft.p90: {max: 300 ms}`, `" + LONGEST + "`, `qps: {min: 3.8/s}`, `" + ACCEPT
                                + "`, all absolute",
                        "1 start, " + MANY_REQUESTS + " requests; " + SPECULATED + " questions",
                        Want.CLEAN,
                        0.5,
                        folder -> GateFile.of(
                                folder,
                                GateFile.accuracy(ACCEPT)
                                        + GateFile.load(
                                                MANY_REQUESTS,
                                                1,
                                                SPEED,
                                                "ttft.p90: {max: 300 ms}",
                                                LONGEST,
                                                "qps: {min: 3.8/s}"),
                                SPECULATED),
                        PlantedRows::both));
    }

    /** A load test whose figures are compared with a baseline of as many starts. */
    private static Row compared(
            String planted,
            Want want,
            double share,
            int starts,
            UnaryOperator<SimulatedLoad> planting,
            String... figures) {
        var limits =
                List.of(figures).stream().map(figure -> figure + REGRESSION).toArray(String[]::new);
        return new Row(
                planted,
                "`" + String.join("`, `", figures) + "`" + BASELINE,
                starts + " starts a side, each of " + REQUESTS + " requests",
                want,
                share,
                folder -> GateFile.of(folder, GateFile.load(REQUESTS, starts, limits), 1),
                random -> new Sides(Optional.of(load(random, each -> each)), load(random, planting)));
    }

    /** A load test at one start with absolute limits. */
    static Row absolute(
            String planted, Want want, int requests, UnaryOperator<SimulatedLoad> planting, String... limits) {
        return new Row(
                planted,
                "`" + String.join("`, `", limits) + "`, absolute",
                "1 start of " + requests + " requests",
                want,
                1,
                folder -> GateFile.of(folder, GateFile.load(requests, 1, limits), 1),
                random -> new Sides(Optional.empty(), load(random, planting)));
    }

    /** A load test of which the baseline was spoilt, not what is judged. */
    static Row spoiltBaseline(
            String planted, UnaryOperator<SimulatedLoad> before, UnaryOperator<SimulatedLoad> planting, String figure) {
        return new Row(
                planted,
                "`" + figure + "`" + BASELINE,
                STARTS + " starts a side, each of " + REQUESTS + " requests",
                Want.NO_PASS,
                SOME,
                folder -> GateFile.of(folder, GateFile.load(REQUESTS, STARTS, figure + REGRESSION), 1),
                random -> new Sides(Optional.of(load(random, before)), load(random, planting)));
    }

    private static Sides.Measured load(SplittableRandom random, UnaryOperator<SimulatedLoad> planting) {
        return (planned, file, started) ->
                planting.apply(new SimulatedLoad(random)).write(planned, file, started);
    }

    /** 3,000 questions, paired with those of the baseline. */
    private static Row answers(String planted, Want want, double share, double flips, double loss) {
        return new Row(
                planted,
                "`accuracy` against the baseline, margin 1.5 pp",
                "3,000 questions, once a side",
                want,
                share,
                folder -> GateFile.of(folder, GateFile.accuracy(ACCURACY), QUESTIONS),
                random -> paired(random, flips, (flips + loss) / 2));
    }

    /** @param lost the share of questions that only the baseline has right; the other flips are gained */
    private static Sides paired(SplittableRandom random, double flips, double lost) {
        var before = new boolean[QUESTIONS];
        var now = new boolean[QUESTIONS];
        for (var i = 0; i < QUESTIONS; i++) {
            var right = random.nextDouble() < RIGHT;
            var change = random.nextDouble();
            before[i] = change < flips ? change < lost : right;
            now[i] = change < flips ? change >= lost : right;
        }
        return new Sides(
                Optional.of((planned, file, started) ->
                        new SimulatedQuestions(i -> before[i], 0, random).write(planned, file, started)),
                (planned, file, started) ->
                        new SimulatedQuestions(i -> now[i], 0, random).write(planned, file, started));
    }

    private static Sides speculating(SplittableRandom random, double accepted) {
        return new Sides(
                Optional.empty(),
                (planned, file, started) ->
                        new SimulatedQuestions(i -> true, accepted, random).write(planned, file, started));
    }

    private static Sides both(SplittableRandom random) {
        return new Sides(Optional.empty(), (planned, file, started) -> {
            if (planned.test() instanceof TestSpec.LoadTest) {
                new SimulatedLoad(random).write(planned, file, started);
            } else {
                new SimulatedQuestions(i -> true, ACCEPTED, random).write(planned, file, started);
            }
        });
    }
}
