package dev.assay.accuracy.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskingOrderTest {
    private static Evalset evalset(int questions) {
        return Plans.accuracy(questions).evalset();
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 2, 3", "4, 2, 3, 4", "5, 2, 4, 5", "400, 134, 267, 400"})
    void asksAThirdMoreBeforeEachLook(int questions, int first, int second, int third) {
        var order = AskingOrder.of(evalset(questions), 7);

        assertThat(List.of(1, 2, 3))
                .extracting(look -> order.until(look).size())
                .containsExactly(first, second, third);
    }

    @Test
    void nestsTheParts() {
        var order = AskingOrder.of(evalset(10), 7);

        assertThat(order.until(2)).startsWith(order.until(1).toArray(new dev.assay.plan.evalsets.Question[0]));
        assertThat(order.until(3)).hasSize(10);
        assertThat(new HashSet<>(order.until(3))).hasSize(10);
        assertThat(order.part(1)).isEqualTo(order.until(1));
        assertThat(order.part(3)).isEqualTo(order.questions().subList(7, 10));
    }

    @Test
    void drawsTheSameOrderForASeedAndAnotherForAnother() {
        var evalset = evalset(100);

        assertThat(AskingOrder.of(evalset, 7)).isEqualTo(AskingOrder.of(evalset, 7));
        assertThat(AskingOrder.of(evalset, 7)).isNotEqualTo(AskingOrder.of(evalset, 8));
        assertThat(AskingOrder.of(evalset, 7).questions()).isNotEqualTo(evalset.questions());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 1", "3, 2", "4, 3"})
    void findsTheLastLookOfARecording(int asked, int look) {
        var evalset = evalset(4);
        var order = AskingOrder.of(evalset, 7);
        var traces = order.questions().subList(0, asked).stream()
                .map(question -> Traces.trace(EvalsetScorer.requestId(evalset, question))
                        .role(1)
                        .done()
                        .build())
                .toList();

        assertThat(order.looks(evalset, Plans.recording(traces))).isEqualTo(look);
    }
}
