package dev.assay.tools.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerPairsTest {
    private static AnswerPairs pairs(Evalset evalset, String file) {
        return AnswerPairs.of(evalset, Sums.answers(file));
    }

    private static List<String> ids(AnswerPairs pairs) {
        return pairs.pairs().stream()
                .map(pair -> pair.question().id() + " " + pair.there().name())
                .toList();
    }

    @Test
    void pairsById() {
        var pairs = pairs(Sums.evalset("sum-", "Add "), "samples_sums.jsonl");

        assertThat(pairs.ways()).isEqualTo("8 by id");
        assertThat(ids(pairs)).first().isEqualTo("sum-1 doc_id 0");
        assertThat(pairs.onlyHere()).isEmpty();
        assertThat(pairs.onlyThere()).isEmpty();
    }

    @Test
    void pairsByTextWhereTheFileHasNoIds() {
        var some = new ArrayList<>(Sums.evalset().questions());
        some.remove(0);
        Collections.reverse(some);

        var pairs = pairs(Sums.with(some), "samples_sums_plain.jsonl");

        assertThat(pairs.ways()).isEqualTo("7 by text");
        assertThat(ids(pairs)).first().isEqualTo("sum-8 doc_id 7");
        assertThat(pairs.onlyThere()).containsExactly("doc_id 0");
    }

    @Test
    void pairsByPlaceIfEveryRightAnswerAgrees() {
        // 15 and 6 are 21 there as well, so the texts differ and the answers do not.
        assertThat(pairs(Sums.evalset("q-", "Add "), "samples_sums_plain.jsonl").ways())
                .isEqualTo("8 by place");

        var shifted = new ArrayList<>(Sums.evalset("q-", "Add ").questions());
        shifted.add(shifted.remove(0));
        var none = pairs(Sums.with(shifted), "samples_sums_plain.jsonl");
        assertThat(none.pairs()).isEmpty();
        assertThat(none.onlyHere()).hasSize(8);
        assertThat(none.onlyThere()).hasSize(8).first().isEqualTo("doc_id 0");
    }

    @Test
    void namesQuestionsWhoseRightAnswersDiffer() {
        var questions = new ArrayList<>(Sums.evalset().questions());
        var first = questions.getFirst();
        questions.set(
                0,
                new Question(
                        first.id(),
                        first.text(),
                        new Expected.OfNumber("43", null, null),
                        false,
                        List.of(),
                        first.place()));

        var pairs = pairs(Sums.with(questions), "samples_sums.jsonl");

        assertThat(pairs.ways()).isEqualTo("7 by id");
        assertThat(pairs.onlyHere()).extracting(Question::id).containsExactly("sum-1");
        assertThat(pairs.onlyThere()).containsExactly("doc_id 0 (its right answer is [42], that of sum-1 is [43])");
    }

    @Test
    void takesOnlyOneAnswerToAQuestion() {
        var file = Sums.answers("samples_sums.jsonl");
        var twice = new ArrayList<>(file.all());
        twice.add(file.all().getFirst());

        var pairs = AnswerPairs.of(Sums.evalset(), new OtherAnswers(file.tool(), twice, List.of()));

        assertThat(pairs.pairs()).hasSize(8);
        assertThat(pairs.onlyThere()).containsExactly("doc_id 0 (a second answer to sum-1)");
    }

    @Test
    void knowsARightOptionByItsLetterItsTextAndItsPlace() {
        for (var target : List.of("B", "green", "1")) {
            assertThat(choice(target).pairs()).as(target).hasSize(1);
        }
        assertThat(choice("A").pairs()).isEmpty();
        assertThat(choice("A").onlyThere()).containsExactly("x (its right answer is [A], that of q is [B])");
    }

    private static AnswerPairs choice(String target) {
        var sample = Sums.answers("samples_sums.jsonl").all().getFirst();
        var answer = new OtherAnswer(
                "x",
                Optional.of("q"),
                Optional.empty(),
                List.of(),
                Optional.of(target),
                "B",
                Optional.empty(),
                Map.of(),
                sample.place());
        var question = new Question(
                "q", "Which?", new Expected.Choice(List.of("red", "green"), "B"), false, List.of(), sample.place());
        return AnswerPairs.of(Sums.with(List.of(question)), new OtherAnswers("a tool", List.of(answer), List.of()));
    }
}
