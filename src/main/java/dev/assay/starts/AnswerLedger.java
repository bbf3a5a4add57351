package dev.assay.starts;

import dev.assay.starts.Difference.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the answers to the questions of one test changed from measurement to measurement.
 *
 * @param test the name of the test
 * @param starts the measurements, in the order of their times
 * @param leftOut the measurements that cannot stand beside the newest one, each with the reason
 * @param histories one for each question, the one that changed most often first
 */
public record AnswerLedger(
        String test, List<MeasuredStart> starts, List<String> leftOut, List<AnswerHistory> histories) {
    public AnswerLedger {
        starts = List.copyOf(starts);
        leftOut = List.copyOf(leftOut);
        histories = List.copyOf(histories);
    }

    /**
     * Puts measurements of one test in order. The newest sound one says which others count: those that were asked the same of the same model, on any GPU
     * and any version of the engine.
     */
    public static AnswerLedger of(String test, List<MeasuredStart> measured) {
        var inOrder = measured.stream()
                .sorted(Comparator.comparing(MeasuredStart::measured))
                .toList();
        var newest = new RunSet(
                "",
                inOrder.stream()
                        .filter(start -> start.spoilt().isEmpty())
                        .toList()
                        .reversed());
        var starts = new ArrayList<MeasuredStart>();
        var leftOut = new ArrayList<String>();
        for (var start : inOrder) {
            objection(start, newest, starts)
                    .ifPresentOrElse(why -> leftOut.add(start.source() + ": " + why), () -> starts.add(start));
        }
        var questions = new LinkedHashSet<String>();
        starts.reversed().forEach(start -> questions.addAll(start.answers().keySet()));
        return new AnswerLedger(
                test,
                starts,
                leftOut,
                questions.stream()
                        .map(question -> new AnswerHistory(
                                question,
                                starts.stream()
                                        .map(start -> Optional.ofNullable(
                                                start.answers().get(question)))
                                        .toList()))
                        .sorted(Comparator.comparingInt(AnswerHistory::flips).reversed())
                        .toList());
    }

    private static Optional<String> objection(MeasuredStart start, RunSet newest, List<MeasuredStart> before) {
        if (start.spoilt().isPresent()) {
            return start.spoilt();
        }
        var alone = new RunSet("", List.of(start));
        if (Likeness.copy(new RunSet("", before), alone).isPresent()) {
            return Optional.of("it is a copy of another one");
        }
        var unlike = Likeness.of(newest, alone, Set.of(Kind.GPU)).refused();
        return unlike.isEmpty()
                ? Optional.empty()
                : Optional.of("measured under other conditions than the newest one: "
                        + unlike.stream()
                                .map(each -> each.fact() + " [" + each.there() + "], there [" + each.here() + "]")
                                .collect(Collectors.joining("; ")));
    }

    /** Returns the questions that changed, the one that changed most often first. */
    public List<AnswerHistory> changed() {
        return histories.stream().filter(history -> history.flips() > 0).toList();
    }

    /** Returns how many questions had this change. */
    public long count(AnswerHistory.Change change) {
        return histories.stream().filter(history -> history.change() == change).count();
    }

    /** Returns how many questions were right each time, or wrong each time. */
    public long always(boolean right) {
        return histories.stream()
                .filter(history -> history.always().filter(is -> is == right).isPresent())
                .count();
    }
}
