package dev.assay.starts;

import dev.assay.stats.Interval;
import dev.assay.stats.PairedCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the answers of one run set differ from those of another to the same questions. The first sound measurement of each is compared.
 *
 * @param lost the ids of the questions that only the second set answered rightly
 * @param gained the ids of those that only the first set answered rightly
 * @param counts of the questions that both have
 */
public record AnswerChange(List<String> lost, List<String> gained, PairedCounts counts) {
    private static final double LEVEL = 0.95;
    private static final double ONE_SIDED = 0.975;

    public AnswerChange {
        lost = List.copyOf(lost);
        gained = List.copyOf(gained);
    }

    /** Returns the change; empty if the sets have no question in common. */
    public static Optional<AnswerChange> of(RunSet here, RunSet there) {
        return of(
                here.first().map(MeasuredStart::answers).orElse(Map.of()),
                there.first().map(MeasuredStart::answers).orElse(Map.of()));
    }

    /**
     * Returns the change from one side's answers to another's; empty if they have no question in common.
     *
     * @param now whether each question was answered rightly, by its id, in the order of the evalset
     * @param then the same of the side that it is compared with
     */
    public static Optional<AnswerChange> of(Map<String, Boolean> now, Map<String, Boolean> then) {
        var both = now.keySet().stream().filter(then::containsKey).toList();
        if (both.isEmpty()) {
            return Optional.empty();
        }
        var lost = both.stream()
                .filter(id -> isRight(then, id) && !isRight(now, id))
                .toList();
        var gained = both.stream()
                .filter(id -> isRight(now, id) && !isRight(then, id))
                .toList();
        var right = (int) both.stream()
                .filter(id -> isRight(now, id) && isRight(then, id))
                .count();
        var neither = both.size() - right - lost.size() - gained.size();
        return Optional.of(
                new AnswerChange(lost, gained, new PairedCounts(right, gained.size(), lost.size(), neither)));
    }

    private static boolean isRight(Map<String, Boolean> answers, String question) {
        return Boolean.TRUE.equals(answers.get(question));
    }

    /** Returns how many of the common questions the first set answered rightly. */
    public int here() {
        return counts.both() + counts.gained();
    }

    /** Returns how many of the common questions the second set answered rightly. */
    public int there() {
        return counts.both() + counts.lost();
    }

    /** Returns the two-sided 95 % interval of the difference of the shares, by Tango's score. */
    public Interval interval() {
        return new Interval(counts.differenceAtLeast(ONE_SIDED), counts.differenceAtMost(ONE_SIDED), LEVEL);
    }

    /** Returns whether the interval leaves out no change. */
    public boolean isSure() {
        return interval().low() > 0 || interval().high() < 0;
    }
}
