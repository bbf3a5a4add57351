package dev.assay.gate.comparison;

import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import dev.assay.stats.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * How much whole runs of the same questions differ. If answers change independently of each other, the variance of the number of right ones is the sum of
 * the variances of each question over the runs. What is more than that comes with the run: it moves many answers at once.
 *
 * @param runs how many sound runs there are
 * @param least the smallest number of right answers of a run
 * @param most the largest
 * @param factor the variance between runs divided by that of independent answers, at least 1; 1 with fewer than {@value #FEWEST_RUNS} runs
 */
record RunDispersion(int runs, long least, long most, double factor) {
    /** With fewer runs the variance between them is too uncertain to be used. */
    static final int FEWEST_RUNS = 5;

    /** Returns the dispersion of the sound runs, over the questions that all of them answered. */
    static RunDispersion of(RunSet set) {
        var runs = set.sound();
        var ids = runs.stream().map(MeasuredStart::answers).reduce((a, b) -> {
            var common = new LinkedHashMap<>(a);
            common.keySet().retainAll(b.keySet());
            return common;
        });
        var common = ids.map(answers -> List.copyOf(answers.keySet())).orElse(List.of());
        var right = runs.stream()
                .mapToLong(run -> common.stream().filter(id -> isRight(run, id)).count())
                .toArray();
        var sample = Sample.of(Arrays.stream(right).asDoubleStream());
        return new RunDispersion(
                runs.size(), Math.round(sample.min()), Math.round(sample.max()), factor(runs, common, sample));
    }

    private static boolean isRight(MeasuredStart run, String id) {
        return Boolean.TRUE.equals(run.answers().get(id));
    }

    private static double factor(List<MeasuredStart> runs, List<String> ids, Sample right) {
        var n = runs.size();
        var independent = ids.stream()
                .mapToDouble(id -> runs.stream().filter(run -> isRight(run, id)).count())
                .map(count -> count * (n - count) / (n * (n - 1.0)))
                .sum();
        if (n < FEWEST_RUNS || independent == 0) {
            return 1;
        }
        return Math.max(1, Math.pow(right.sd().orElseThrow(), 2) / independent);
    }

    /** Returns what is said of several runs: {@code 5 runs of the reference scored 30 to 34}; empty for one run. */
    Optional<String> text(String whose) {
        if (runs == 1) {
            return Optional.empty();
        }
        var more = factor > 1
                ? ", " + BigDecimal.valueOf(factor).setScale(1, RoundingMode.HALF_UP)
                        + " times the variance of independent answers"
                : "";
        return Optional.of(runs + " runs of " + whose + " scored "
                + (least == most ? "" + least : least + " to " + most) + more + "; the first is compared");
    }
}
