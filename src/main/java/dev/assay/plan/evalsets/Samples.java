package dev.assay.plan.evalsets;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Several answers to one question. Each is a question of its own, with the number of the answer behind its id, {@code sum#2}, and all of them are one cluster: so
 * the accuracy is the mean over the answers, and intervals allow for what the answers to one question have in common.
 */
final class Samples {
    private static final String MARK = "#";

    private Samples() {}

    /** Returns a question for each answer that it gets; the row itself if that is one. */
    static List<Row> of(Row row, int samples) {
        return samples == 1
                ? List.of(row)
                : IntStream.rangeClosed(1, samples)
                        .mapToObj(number -> new Row(of(row.question(), number), row.text(), row.answer(), row.id()))
                        .toList();
    }

    private static Question of(Question question, int number) {
        return new Question(
                question.id() + MARK + number,
                question.text(),
                question.expected(),
                question.critical(),
                question.tags(),
                question.cluster() == null ? question.id() : question.cluster(),
                question.place());
    }

    /** Returns the number of the answer, from 1. Only for a question that gets several. */
    static int number(Question question) {
        return Integer.parseInt(question.id().substring(question.id().lastIndexOf(MARK) + 1));
    }
}
