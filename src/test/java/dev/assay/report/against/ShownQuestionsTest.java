package dev.assay.report.against;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of 500 questions question 3 is critical. */
class ShownQuestionsTest {
    private static final List<Question> ALL = IntStream.rangeClosed(1, 500)
            .mapToObj(i ->
                    new Question("q-" + i, "?", new Expected.Exact("!"), i == 3, List.of(), Location.commandLine()))
            .toList();

    private static Map<String, Set<String>> ids(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> "q-" + i)
                .collect(Collectors.toMap(Function.identity(), id -> Set.of("bf16")));
    }

    private static List<String> shown(FlippedQuestions flips) {
        return ShownQuestions.of(ALL, flips).questions().stream()
                .map(Question::id)
                .toList();
    }

    @Test
    void areTheCriticalOnesWhereNoneFlipped() {
        assertThat(ShownQuestions.of(ALL, FlippedQuestions.NONE).more()).isEmpty();
        assertThat(shown(FlippedQuestions.NONE)).containsExactly("q-3");
    }

    @Test
    void areEachShownOnceTheLostOnesFirstInTheOrderOfTheEvalset() {
        assertThat(shown(new FlippedQuestions(ids(2, 4), ids(1, 2)))).containsExactly("q-3", "q-2", "q-4", "q-1");
    }

    @Test
    void areNoMoreThan200ThatFlippedAndTheOthersAreCounted() {
        var flips = new FlippedQuestions(ids(4, 300), ids(301, 500));

        assertThat(shown(flips)).hasSize(201).endsWith("q-203");
        assertThat(ShownQuestions.of(ALL, flips).more()).hasValue("297 more questions flipped: 97 lost, 200 gained");
        assertThat(ShownQuestions.of(ALL, new FlippedQuestions(ids(4, 204), Map.of()))
                        .more())
                .hasValue("1 more question flipped: 1 lost, 0 gained");
    }

    @Test
    void sayBeforeTheirOutcomeAgainstWhatTheyFlipped() {
        var flips = new FlippedQuestions(Map.of("q-1", new LinkedHashSet<>(List.of("bf16", "baseline"))), ids(2, 2));

        assertThat(flips.before("q-1")).isEqualTo("lost against bf16 and baseline: was right, now ");
        assertThat(flips.before("q-2")).isEqualTo("gained against bf16: was wrong, now ");
        assertThat(flips.before("q-4")).isEmpty();
    }
}
