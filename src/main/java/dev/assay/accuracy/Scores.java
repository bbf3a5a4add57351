package dev.assay.accuracy;

import dev.assay.accuracy.text.AnswerSource;
import dev.assay.figures.Figure;
import dev.assay.figures.ServerFigure;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.ClusteredDifferences;
import dev.assay.stats.Interval;
import dev.assay.stats.Proportion;
import dev.assay.trace.FinishCounts;
import dev.assay.trace.choices.FinishReason;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of all questions of an evalset, and its figures. Every share is a share of the questions that were answered. If
 * {@link #notMeasured} is not empty, the evalset is not complete, and the gate says so when it judges the evalset.
 *
 * @param all the questions in their order
 * @param finishes why their answers ended
 * @param acceptLength the server's {@link ServerFigure#ACCEPT_LENGTH} while the questions were answered
 * @param byRules the same answers by the rules of other tools that apply to them
 */
public record Scores(List<ScoredQuestion> all, FinishCounts finishes, Figure acceptLength, List<RuleRate> byRules) {
    /**
     * The figures that a limit of an evalset may be on: {@code accuracy}, the share of each other outcome, {@code guessed}, and the share of
     * each reason why answers ended.
     */
    public static final List<EvalsetFigure> FIGURES = Stream.of(
                    Arrays.stream(Outcome.values()).filter(Outcome::measured).map(EvalsetFigure::of),
                    Stream.of(new EvalsetFigure("guessed", Direction.LESS, Scores::guessed, Scores::isGuessed)),
                    Arrays.stream(FinishReason.values()).map(EvalsetFigure::of))
            .flatMap(figures -> figures)
            .toList();

    /** The names of all figures that a limit of an evalset may be on: its own, and what the server counts while the questions are answered. */
    public static final List<NamedFigure> LIMITED = Stream.<NamedFigure>concat(
                    FIGURES.stream(), Stream.of(ServerFigure.ACCEPT_LENGTH))
            .toList();

    /** A figure of an evalset: a share of its questions or of its answers. */
    public static final class EvalsetFigure implements NamedFigure {
        private final String key;
        private final Direction better;
        private final Function<Scores, Optional<Share>> value;
        private final @Nullable Predicate<ScoredQuestion> counts;

        private EvalsetFigure(
                String key,
                Direction better,
                Function<Scores, Optional<Share>> value,
                @Nullable Predicate<ScoredQuestion> counts) {
            this.key = key;
            this.better = better;
            this.value = value;
            this.counts = counts;
        }

        private static EvalsetFigure of(Outcome outcome) {
            return new EvalsetFigure(
                    outcome == Outcome.CORRECT ? "accuracy" : outcome.word(),
                    outcome.better(),
                    scores -> scores.share(outcome),
                    question -> question.outcome() == outcome);
        }

        private static EvalsetFigure of(FinishReason reason) {
            var better = switch (reason) {
                case STOP, LENGTH, TOOL_CALLS -> Direction.NEITHER;
                case CONTENT_FILTER, GAVE_UP, UNKNOWN -> Direction.LESS;
            };
            return new EvalsetFigure(reason.figure(), better, scores -> scores.share(reason), null);
        }

        /** Returns whether a question counts in the share; empty if it is a share of answers, and no outcome of a question says it. */
        public Optional<Predicate<ScoredQuestion>> counts() {
            return Optional.ofNullable(counts);
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public Unit unit() {
            return Unit.SHARE;
        }

        @Override
        public Direction better() {
            return better;
        }

        @Override
        public String toString() {
            return key;
        }
    }

    public Scores {
        all = List.copyOf(all);
        byRules = List.copyOf(byRules);
    }

    /** The scores of answers to which no rule of another tool was applied. */
    public Scores(List<ScoredQuestion> all, FinishCounts finishes, Figure acceptLength) {
        this(all, finishes, acceptLength, List.of());
    }

    /** The scores of answers during which nobody read the server's counters. */
    public Scores(List<ScoredQuestion> all, FinishCounts finishes) {
        this(all, finishes, ServerFigure.ACCEPT_LENGTH.unread());
    }

    /** Returns how many questions had this outcome. */
    public int count(Outcome outcome) {
        return Math.toIntExact(
                all.stream().filter(each -> each.outcome() == outcome).count());
    }

    /** Returns how many questions had each outcome, every outcome named, in the order of the outcomes. */
    public Map<Outcome, Integer> counts() {
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        for (var outcome : Outcome.values()) {
            counts.put(outcome, count(outcome));
        }
        return Collections.unmodifiableMap(counts);
    }

    /** Returns the questions whose requests failed. */
    public List<ScoredQuestion> notMeasured() {
        return all.stream().filter(each -> each.outcome().notMeasured()).toList();
    }

    /** Returns how many questions were answered, rightly or wrongly. Every share is a share of these. */
    public int answered() {
        return all.size() - notMeasured().size();
    }

    /** Returns how often each answer source gave the answer; every source is in the map. Truncated answers are not counted. */
    public Map<AnswerSource, Integer> answerSources() {
        var sources = new EnumMap<AnswerSource, Integer>(AnswerSource.class);
        for (var source : AnswerSource.values()) {
            var fired = all.stream().filter(each -> each.source() == source && each.outcome() != Outcome.TRUNCATED);
            sources.put(source, Math.toIntExact(fired.count()));
        }
        return Collections.unmodifiableMap(sources);
    }

    /** Returns the share of correct answers; empty if no question was answered. */
    public Optional<Share> accuracy() {
        return share(Outcome.CORRECT);
    }

    /** Returns the share of questions with this outcome; empty if no question was answered. */
    public Optional<Share> share(Outcome outcome) {
        return share(each -> each.outcome() == outcome);
    }

    private Optional<Share> share(Predicate<ScoredQuestion> counts) {
        var answered =
                all.stream().filter(each -> !each.outcome().notMeasured()).toList();
        if (answered.isEmpty()) {
            return Optional.empty();
        }
        var numbers = new HashMap<String, Integer>();
        var clusters = IntStream.range(0, answered.size())
                .map(i -> numbers.computeIfAbsent(
                        answered.get(i).question().cluster() == null
                                ? "question " + i
                                : "cluster " + answered.get(i).question().cluster(),
                        key -> numbers.size()))
                .toArray();
        var values =
                answered.stream().mapToDouble(each -> counts.test(each) ? 1 : 0).toArray();
        var count = (int) DoubleStream.of(values).sum();
        var effective =
                numbers.size() == values.length ? values.length : ClusteredDifferences.effectiveSize(values, clusters);
        return Optional.of(new Share(count, values.length, effective));
    }

    /**
     * Returns the share of questions whose answer the scorer guessed; see {@link AnswerSource#isGuess}. Truncated answers are not counted. Empty if no
     * question was answered.
     */
    public Optional<Share> guessed() {
        return share(Scores::isGuessed);
    }

    private static boolean isGuessed(ScoredQuestion question) {
        return question.source() != null && question.source().isGuess() && question.outcome() != Outcome.TRUNCATED;
    }

    private Optional<Share> share(FinishReason reason) {
        return finishes.total() == 0
                ? Optional.empty()
                : Optional.of(new Share(finishes.count(reason), finishes.total()));
    }

    /**
     * Returns the share that a limit of an evalset is on; empty if no question was answered, and for a figure of the server.
     *
     * @throws IllegalArgumentException for a figure of a load test
     */
    public Optional<Share> figure(NamedFigure figure) {
        if (figure instanceof EvalsetFigure share) {
            return share.value.apply(this);
        }
        if (LIMITED.contains(figure)) {
            return Optional.empty();
        }
        throw new IllegalArgumentException("no evalset has the figure '" + figure + "'");
    }

    /**
     * A share as a ratio of two counts.
     *
     * @param count how many
     * @param of of how many, at least 1
     * @param effective of how many independent ones it is known as well: fewer than {@code of} if some depend on each other
     */
    public record Share(int count, int of, double effective) {
        private static final double LEVEL = 0.95;

        /** A share of independent ones. */
        public Share(int count, int of) {
            this(count, of, of);
        }

        /** Returns the share as a number from 0 to 1. */
        public double value() {
            return (double) count / of;
        }

        /** Returns the 95 % interval of the share (Wilson); it allows for clusters. */
        public Interval interval() {
            return new Proportion(count, of).wilson(LEVEL, effective);
        }

        @Override
        public String toString() {
            return count + "/" + of;
        }
    }
}
