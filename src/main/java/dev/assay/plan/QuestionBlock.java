package dev.assay.plan;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.TestSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Questions of a large evalset that share one JUnit test. A test for each of 1,319 questions makes a report that nobody reads.
 *
 * @param name {@code subject anatomy}, {@code subject law 51 to 100}, {@code questions 1 to 50}, {@code answers 1 to 50} where each question is asked several times; unique in its evalset, and the same as long as the
 * evalset's file is the same
 */
public record QuestionBlock(String name, List<Question> questions) {
    /** An evalset with at most so many questions has a JUnit test for each, and a subject with at most so many is one block. */
    public static final int MOST = 200;

    private static final int SIZE = 50;

    public QuestionBlock {
        questions = List.copyOf(questions);
    }

    /**
     * Returns the blocks of the questions of an evalset: each subject, in the order in which the subjects come; of a subject with more than {@link #MOST}
     * questions, and if no question has a subject, 50 questions each, in the order of the file. None if each question has a JUnit test of its own.
     */
    public static List<QuestionBlock> of(Evalset evalset) {
        return of(evalset.questions(), evalset.asking().samples() == 1 ? "questions" : "answers");
    }

    static List<QuestionBlock> of(List<Question> questions, String called) {
        if (questions.size() <= MOST) {
            return List.of();
        }
        if (questions.stream().allMatch(question -> question.tags().isEmpty())) {
            return parts(called, questions);
        }
        var bySubject = questions.stream()
                .collect(Collectors.groupingBy(Question::subject, LinkedHashMap::new, Collectors.toList()));
        var blocks = new ArrayList<QuestionBlock>();
        bySubject.forEach((subject, all) -> blocks.addAll(
                all.size() <= MOST
                        ? List.of(new QuestionBlock("subject " + subject, all))
                        : parts("subject " + subject, all)));
        return List.copyOf(blocks);
    }

    /** Returns the block of which a planned test asks exactly the questions, because the command line picked it; empty if it asks others, or all. */
    public static Optional<QuestionBlock> picked(Planned planned) {
        return planned.test() instanceof TestSpec.Accuracy accuracy
                ? planned.deployment().tests().stream()
                        .filter(test -> test.name().equals(accuracy.name()))
                        .flatMap(test ->
                                test instanceof TestSpec.Accuracy whole ? of(whole.evalset()).stream() : Stream.empty())
                        .filter(block ->
                                block.questions().equals(accuracy.evalset().questions()))
                        .findFirst()
                : Optional.empty();
    }

    private static List<QuestionBlock> parts(String name, List<Question> all) {
        return IntStream.iterate(0, before -> before < all.size(), before -> before + SIZE)
                .mapToObj(before -> {
                    var last = Math.min(before + SIZE, all.size());
                    return new QuestionBlock(name + " " + (before + 1) + " to " + last, all.subList(before, last));
                })
                .toList();
    }
}
