package dev.assay.report.page.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.page.PageInput;
import dev.assay.report.page.answers.AskedRuns.Told;
import dev.assay.report.page.shown.ShownText;
import dev.assay.testing.Plans;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuestionTableTest {
    @Test
    void withoutAScriptShowsTheQuestionsThatAreNotRight() {
        var table = table(AskedRuns.of(
                List.of(new Told("one?", "1", "1"), new Told("two?", "2", "three"), new Told("three?", "3", "3"))));

        assertThat(table.all()).isEqualTo(3);
        assertThat(table.telling()).isEqualTo(1);
        assertThat(ids(table)).containsExactly("q-2");
    }

    @Test
    void showsAtMostFiveHundredAndTheCriticalOnesFirst() {
        var told = IntStream.rangeClosed(1, 700)
                .mapToObj(i -> new Told("what?", "42", "other", i == 650, "41"))
                .toList();
        var table = table(AskedRuns.of(told));

        assertThat(table.telling()).isEqualTo(700);
        assertThat(table.shown()).hasSize(500);
        assertThat(ids(table)).startsWith("q-1", "q-2").endsWith("q-499", "q-650");
    }

    @Test
    void showsWhatFlippedAgainstTheReference() {
        var test = RepeatedRuns.comparedEvalset();
        var section = AccuracySection.of(RepeatedRuns.run(test), Optional.empty(), planned -> Stream.empty());

        assertThat(section.questions().shown())
                .extracting(question -> QuestionTableTest.id(question), ShownQuestion::lost, ShownQuestion::gained)
                .containsExactly(tuple("q-2", "bf16", ""), tuple("q-3", "bf16", ""), tuple("q-4", "", "bf16"));
        assertThat(section.questions().shown().getFirst().elsewhere())
                .extracting(ShownQuestion.Fate::where, fate -> fate.outcome().english())
                .containsExactly(tuple("bf16", "right"));
    }

    @Test
    void showsEachRepeatOfAQuestion() {
        var section = AccuracySection.of(
                RepeatedRuns.run(RepeatedRuns.evalset()), Optional.empty(), planned -> Stream.empty());
        var replies = section.questions().shown().getFirst().replies();

        assertThat(ids(section.questions())).containsExactly("q-2", "q-3", "q-4");
        assertThat(replies)
                .extracting(reply ->
                        reply.repeated().english() + " " + reply.outcome().outcome())
                .containsExactly("repeat 1 WRONG", "repeat 2 CORRECT", "repeat 3 CORRECT");
    }

    @Test
    void saysThatARequestFailed() {
        var section = AccuracySection.of(
                RepeatedRuns.run(Runs.unmeasuredEvalset()), Optional.empty(), planned -> Stream.empty());

        assertThat(section.questions().shown())
                .singleElement()
                .satisfies(question -> assertThat(
                                question.replies().getFirst().outcome().kind())
                        .isEqualTo("open"));
    }

    @Test
    void isEmptyIfNothingWasSent() {
        var planned = Plans.planned(Plans.accuracy(2));
        var section =
                AccuracySection.of(RepeatedRuns.run(Runs.notRun(planned)), Optional.empty(), test -> Stream.empty());

        assertThat(section.questions().packed()).isEmpty();
        assertThat(section.rates())
                .singleElement()
                .satisfies(row -> assertThat(row.value().english()).isEqualTo("undefined"));
    }

    private static QuestionTable table(PageInput input) {
        return AccuracySection.of(input.run(), input.compared(), input.recordings())
                .questions();
    }

    private static List<String> ids(QuestionTable table) {
        return table.shown().stream().map(QuestionTableTest::id).toList();
    }

    private static String id(ShownQuestion question) {
        return question.id().parts().getFirst() instanceof ShownText.Part.Plain plain ? plain.text() : "";
    }
}
