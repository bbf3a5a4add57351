package dev.assay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.evalsets.Asking;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.evalsets.Sampling;
import dev.assay.testing.Plans;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuestionBlockTest {
    private static List<Question> questions(int count, IntFunction<List<String>> tags) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Question(
                        "q-" + i, "?", new Expected.Exact("!"), false, tags.apply(i), Location.commandLine()))
                .toList();
    }

    private static List<String> names(List<Question> questions) {
        return QuestionBlock.of(questions, "questions").stream()
                .map(block -> block.name() + " (" + block.questions().size() + ")")
                .toList();
    }

    @Test
    void areNoneForUpTo200Questions() {
        assertThat(names(questions(200, i -> List.of("law")))).isEmpty();
        assertThat(names(questions(201, i -> List.of("law")))).isNotEmpty();
    }

    @Test
    void have50QuestionsEachInTheOrderOfTheFileWithoutTags() {
        assertThat(names(questions(1319, i -> List.of())))
                .hasSize(27)
                .startsWith("questions 1 to 50 (50)", "questions 51 to 100 (50)")
                .endsWith("questions 1251 to 1300 (50)", "questions 1301 to 1319 (19)");
        assertThat(QuestionBlock.of(questions(1319, i -> List.of()), "questions")
                        .get(1)
                        .questions()
                        .getFirst()
                        .id())
                .isEqualTo("q-51");
    }

    /** 101 questions with two answers each are 202 in the plan: the first block has the answers to 25 of them. */
    @Test
    void haveTheNameOfAnswersIfEachQuestionGetsSeveral() {
        var plain = Plans.accuracy(202).evalset();
        var twice = new Asking(Asking.Api.CHAT, null, null, null, null, Sampling.GREEDY, 2);
        var evalset = new Evalset(
                plain.name(),
                plain.title(),
                null,
                plain.maxTokens(),
                plain.thinking(),
                null,
                null,
                null,
                plain.sha256(),
                twice,
                plain.questions());

        assertThat(QuestionBlock.of(evalset).getFirst().name()).isEqualTo("answers 1 to 50");
        assertThat(QuestionBlock.of(plain).getFirst().name()).isEqualTo("questions 1 to 50");
    }

    /** Of 303 questions every third is about anatomy, every third has only a second tag that counts for nothing, and the others have none. */
    @Test
    void areTheSubjectsInTheOrderInWhichTheyCome() {
        assertThat(names(questions(
                        303,
                        i -> List.of(List.<String>of(), List.of("anatomy"), List.of("law", "anatomy"))
                                .get(i % 3))))
                .containsExactly("subject anatomy (101)", "subject law (101)", "subject other (101)");
    }

    @Test
    void splitASubjectOfMoreThan200Questions() {
        assertThat(names(questions(310, i -> List.of(i % 31 == 0 ? "anatomy" : "law"))))
                .containsExactly(
                        "subject law 1 to 50 (50)",
                        "subject law 51 to 100 (50)",
                        "subject law 101 to 150 (50)",
                        "subject law 151 to 200 (50)",
                        "subject law 201 to 250 (50)",
                        "subject law 251 to 300 (50)",
                        "subject anatomy (10)");
    }
}
