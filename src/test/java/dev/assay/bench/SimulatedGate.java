package dev.assay.bench;

import dev.assay.gate.comparison.Comparison;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import dev.assay.starts.StartValue;
import dev.assay.stats.Uncertainty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A deployment of a thresholds.yaml, simulated at several starts and compared with its simulated baseline by the gate's own rules.
 *
 * @param deployment its limits all compare with the baseline
 * @param limits how many limits share the rate of false alarms
 * @param starts how many starts each side has
 * @param paired whether both sides are measured in turns
 * @param noise the standard deviation of the logarithm of a figure between starts
 * @param tpot by how much tpot.mean is larger now: 0.05 for +5 %; all other figures stay
 * @param flips the share of questions whose outcome differs between two runs
 * @param loss how much lower the share of right answers is now: 0.02 for -2 points
 */
record SimulatedGate(
        Deployment deployment,
        int limits,
        int starts,
        boolean paired,
        double noise,
        double tpot,
        double flips,
        double loss) {
    /** How much of the variance between starts is common to all figures: a slow start is slow in all of them. */
    private static final double COMMON = 0.5;

    private static final double RIGHT = 0.8;
    private static final double TYPICAL = 44;
    /** The figure that may change. */
    static final String TPOT = "tpot.mean";

    /** Returns a deployment in which nothing changed: 1 % of noise between starts, 5 % of flips between runs. */
    static SimulatedGate unchanged(Deployment deployment, int starts) {
        return new SimulatedGate(deployment, deployment.statisticalLimits(), starts, false, 0.01, 0, 0.05, 0);
    }

    /** Returns the gate after a change. */
    SimulatedGate changed(double largerTpot, double share, double lower) {
        return new SimulatedGate(deployment, limits, starts, paired, noise, largerTpot, share, lower);
    }

    /** Returns the gate with other starts. */
    SimulatedGate with(int otherLimits, int otherStarts, boolean inTurns, double otherNoise) {
        return new SimulatedGate(deployment, otherLimits, otherStarts, inTurns, otherNoise, tpot, flips, loss);
    }

    /** Returns the verdict on the whole deployment, as on a test: the first of FAIL, UNMEASURED, INCONCLUSIVE and PASS. */
    Verdict verdict(SplittableRandom random) {
        var verdicts = deployment.tests().stream()
                .flatMap(test -> verdicts(test, random).stream())
                .toList();
        return List.of(Fail.class, Unmeasured.class, Inconclusive.class).stream()
                .flatMap(kind -> verdicts.stream().filter(kind::isInstance).limit(1))
                .findFirst()
                .orElse(new Pass());
    }

    private List<Verdict> verdicts(TestSpec test, SplittableRandom random) {
        var questions =
                test instanceof TestSpec.Accuracy accuracy ? accuracy.evalset().questions() : List.<Question>of();
        var sides = test instanceof TestSpec.Accuracy ? answers(questions, random) : loads(test, random);
        var reference = new Reference.Found(sides.get(1), paired);
        return test.limits().stream()
                .map(limit -> Comparison.judge(limit, sides.get(0), reference, limits, questions)
                        .verdict())
                .toList();
    }

    /** Returns the starts of a load test, now and in the baseline. */
    List<RunSet> loads(TestSpec test, SplittableRandom random) {
        return List.of(starts("now", test, 1 + tpot, random), starts("baseline", test, 1, random));
    }

    private RunSet starts(String side, TestSpec test, double changed, SplittableRandom random) {
        return new RunSet(
                side,
                IntStream.range(0, starts)
                        .mapToObj(start -> {
                            var common = Math.sqrt(COMMON) * random.nextGaussian();
                            var values = new LinkedHashMap<String, StartValue>();
                            for (var limit : test.limits()) {
                                var own = Math.sqrt(1 - COMMON) * random.nextGaussian();
                                var value = TYPICAL
                                        * (limit.value().equals(TPOT) ? changed : 1)
                                        * Math.exp(noise * (common + own));
                                values.put(limit.value(), new StartValue(value, Uncertainty.NONE));
                            }
                            return start(side + " " + start, values, Map.of());
                        })
                        .toList());
    }

    /** Returns one run of an evalset, now and in the baseline. */
    private List<RunSet> answers(List<Question> questions, SplittableRandom random) {
        var lost = (flips + loss) / 2;
        var now = new LinkedHashMap<String, Boolean>();
        var then = new LinkedHashMap<String, Boolean>();
        for (var question : questions) {
            var isRight = random.nextDouble() < RIGHT;
            var change = random.nextDouble();
            now.put(question.id(), change < flips ? change >= lost : isRight);
            then.put(question.id(), change < flips ? change < lost : isRight);
        }
        return List.of(
                new RunSet("now", List.of(start("now", accuracy(now), now))),
                new RunSet("baseline", List.of(start("baseline", accuracy(then), then))));
    }

    private static Map<String, StartValue> accuracy(Map<String, Boolean> answers) {
        var right = answers.values().stream().filter(each -> each).count();
        return Map.of("accuracy", new StartValue((double) right / answers.size(), Uncertainty.NONE));
    }

    private static MeasuredStart start(String name, Map<String, StartValue> values, Map<String, Boolean> answers) {
        return new MeasuredStart(
                name, Instant.EPOCH, Optional.of("process of " + name), Map.of(), values, answers, Optional.empty());
    }
}
