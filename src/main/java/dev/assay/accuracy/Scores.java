package dev.assay.accuracy;

import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.FigureScale;
import dev.assay.plan.thresholds.Unit;
import dev.assay.trace.FinishCounts;
import dev.assay.trace.FinishReason;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of all questions of an evalset. Shares are of the questions that were asked and answered; an evalset in which {@link
 * #notMeasured} names any is not complete, and whoever judges it says so.
 *
 * @param all the questions in their order
 * @param finishes why their answers ended
 */
public record Scores(List<ScoredQuestion> all, FinishCounts finishes) {
    /** The share of the numbers that nothing in their answers declared, so that the ladder had to guess. */
    private static final String GUESSED = "guessed";

    /**
     * Every figure that a limit may name, with its unit and its better direction: {@code accuracy}, each other outcome's share under its
     * word, {@code guessed}, and those of the finish reasons.
     */
    public static final Map<String, FigureScale> FIGURES = figures();

    public Scores {
        all = List.copyOf(all);
    }

    /** Scores of answers of which nobody knows why they ended. */
    public Scores(List<ScoredQuestion> all) {
        this(all, FinishCounts.NONE);
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

    /** Returns the questions with this outcome, in their order. */
    public List<ScoredQuestion> with(Outcome outcome) {
        return all.stream().filter(each -> each.outcome() == outcome).toList();
    }

    /** Returns the questions that stay open because their requests failed. */
    public List<ScoredQuestion> notMeasured() {
        return all.stream().filter(each -> each.outcome().notMeasured()).toList();
    }

    /** Returns how many questions were asked and answered, well or badly: what every share is of. */
    public int answered() {
        return all.size() - notMeasured().size();
    }

    /** Returns how often each source of the ladder gave the number, every source named; what was cut is not counted. */
    public Map<AnswerSource, Integer> answerSources() {
        var sources = new EnumMap<AnswerSource, Integer>(AnswerSource.class);
        for (var source : AnswerSource.values()) {
            var fired = all.stream().filter(each -> each.source() == source && each.outcome() != Outcome.TRUNCATED);
            sources.put(source, Math.toIntExact(fired.count()));
        }
        return Collections.unmodifiableMap(sources);
    }

    /** Returns the share of correct answers; empty if no question was answered, since that is no accuracy at all. */
    public Optional<Share> accuracy() {
        return share(Outcome.CORRECT);
    }

    /** Returns the share of questions with this outcome; empty if no question was answered. */
    public Optional<Share> share(Outcome outcome) {
        return answered() == 0 ? Optional.empty() : Optional.of(new Share(count(outcome), answered()));
    }

    /** Returns the share of questions whose number nothing declared; what was cut off is not counted. Empty if no question was answered. */
    public Optional<Share> guessed() {
        var guessed = answerSources().entrySet().stream()
                .filter(source -> source.getKey() != AnswerSource.DECLARED)
                .mapToInt(Map.Entry::getValue)
                .sum();
        return answered() == 0 ? Optional.empty() : Optional.of(new Share(guessed, answered()));
    }

    /**
     * Returns a figure by its name; empty if no question was answered.
     *
     * @throws IllegalArgumentException if {@link #FIGURES} has none of that name
     */
    public Optional<Share> figure(String name) {
        if (name.equals(GUESSED)) {
            return guessed();
        }
        var finish = Arrays.stream(FinishReason.values())
                .filter(kind -> kind.figure().equals(name))
                .findFirst();
        if (finish.isPresent()) {
            return finishes.total() == 0
                    ? Optional.empty()
                    : Optional.of(new Share(finishes.count(finish.get()), finishes.total()));
        }
        return Arrays.stream(Outcome.values())
                .filter(each -> each.measured() && figureOf(each).equals(name))
                .findFirst()
                .map(this::share)
                .orElseThrow(() -> new IllegalArgumentException("no accuracy figure is called '" + name
                        + "'. There are: " + String.join(", ", FIGURES.keySet()) + "."));
    }

    private static Map<String, FigureScale> figures() {
        var figures = new LinkedHashMap<String, FigureScale>();
        for (var outcome : Outcome.values()) {
            if (outcome.measured()) {
                figures.put(figureOf(outcome), new FigureScale(Unit.SHARE, outcome.better()));
            }
        }
        figures.put(GUESSED, new FigureScale(Unit.SHARE, Direction.LESS));
        for (var kind : FinishReason.values()) {
            figures.put(kind.figure(), new FigureScale(Unit.SHARE, better(kind)));
        }
        return Collections.unmodifiableMap(figures);
    }

    private static Direction better(FinishReason kind) {
        return switch (kind) {
            case STOP, LENGTH, TOOL_CALLS -> Direction.NEITHER;
            case CONTENT_FILTER, GAVE_UP, UNKNOWN -> Direction.LESS;
        };
    }

    private static String figureOf(Outcome outcome) {
        return outcome == Outcome.CORRECT ? "accuracy" : outcome.word();
    }

    /**
     * So many of so many.
     *
     * @param count how many
     * @param of of how many, at least one
     */
    public record Share(int count, int of) {
        /** Returns the share as a number from 0 to 1. */
        public double value() {
            return (double) count / of;
        }

        @Override
        public String toString() {
            return count + "/" + of;
        }
    }
}
