package dev.assay.gate.checks;

import dev.assay.accuracy.scorers.Scorers;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import java.util.List;
import java.util.stream.Stream;

/** Finds questions that their scorer could never judge, such as one for a number whose expected answer is none. */
final class UnscorableQuestions {
    private UnscorableQuestions() {}

    /** Returns a problem for each such question. */
    static List<Problem> problems(Plan plan) {
        return plan.tests().stream()
                .map(Plan.Planned::test)
                .flatMap(test -> switch (test) {
                    case TestSpec.Accuracy accuracy -> accuracy.evalset().questions().stream();
                    case Protocol ignored -> Stream.of();
                    case LogProbabilities ignored -> Stream.of();
                    case TestSpec.LoadTest ignored -> Stream.of();
                })
                .flatMap(
                        question -> Scorers.objection(question).stream().map(why -> new Problem(question.place(), why)))
                .toList();
    }
}
