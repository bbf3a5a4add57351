package dev.assay.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    @Test
    void saysHowLongTheTestsToComeTookBefore() {
        var first = Plans.planned(Plans.loadTest(2, 3));
        var second = Plans.planned("bf16", Plans.loadTest(2, 3));
        var took = new EarlierVerdict("run r-1", Duration.ofSeconds(200), List.of());

        assertThat(PlanText.left(List.of(first, second), Map.of())).isEqualTo("2 tests to come");
        assertThat(PlanText.left(List.of(first, second), Map.of(first, took)))
                .isEqualTo("2 tests to come, about 3 min left and 1 test of unknown time");
        assertThat(PlanText.left(List.of(first, second), Map.of(first, took, second, took)))
                .isEqualTo("2 tests to come, about 7 min left");
    }

    @Test
    void showsWhatARequestShouldKeep() {
        var plan = Plans.plan(Plans.withObjectives(Plans.loadTest(2, 3)));

        assertThat(PlanText.of(plan, Map.of()))
                .contains(
                        "smollm2-135m c4: 2 requests after 1 to warm up, 4 in flight, 256 tokens in, 3 out, prompts unique,"
                                + " objectives ttft 0.5 s, tpot 50 ms");
    }

    @Test
    void namesTheEvalsetOfATestWithANameOfItsOwn() {
        var plan = Plans.plan(Plans.accuracy(2), Plans.named("alone", Plans.accuracy(2)));

        assertThat(PlanText.of(plan, Map.of()))
                .contains(
                        "smollm2-135m first_light_v1: 2 questions, 4 in flight, at most 64 tokens out",
                        "smollm2-135m alone: 2 questions of first_light_v1, 4 in flight, at most 64 tokens out");
    }

    @Test
    void warnsOfThinkingWithGreedyDecoding() {
        var plan = Plans.plan(Plans.accuracy(2, Evalset.Thinking.ON));

        assertThat(PlanText.of(plan, Map.of()))
                .contains(
                        "  warning: evalset first_light_v1 has `thinking: on` without a `temperature`: with greedy decoding many models that think repeat themselves until max-tokens. Use what the model's authors advise, such as `temperature: 0.6`, and `samples: 5`, because answers differ then");
    }

    /** One for each cluster is the least that is known: 1 of 2 is 9.5 % to 90.5 %. */
    @Test
    void saysHowLittleIsKnownOfSeveralAnswersToOneQuestion() {
        var limit = Plans.min("accuracy", 0.5, Unit.SHARE, "2/4");
        var test = Plans.accuracy(4, Evalset.Thinking.OFF, limit);
        var clustered = test.asking(test.evalset().questions().stream()
                .map(question -> new Question(
                        question.id(),
                        question.text(),
                        question.expected(),
                        false,
                        List.of(),
                        question.id().endsWith("1") || question.id().endsWith("2") ? "first" : "second",
                        question.place()))
                .toList());

        assertThat(PlanText.of(Plans.plan(clustered), Map.of()))
                .contains(
                        "  accuracy at least 2/4: 4 questions in 2 clusters; at its widest the 95 % interval of a share just there is 9.5 % to 90.5 % (± 40.5 points)");
    }

    @Test
    void countsTheRequestsOfAllRepeats() {
        var plan = Plans.plan(Plans.loadTest(2, 3), Plans.accuracy(2)).repeated(5);

        assertThat(PlanText.of(plan, Map.of()))
                .containsSubsequence(
                        "plan: 2 tests, 25 requests",
                        "smollm2-135m c4: 2 requests after 1 to warm up, 4 in flight, 256 tokens in, 3 out, prompts unique,"
                                + " 5 times",
                        "smollm2-135m first_light_v1: 2 questions, 4 in flight, at most 64 tokens out, 5 times");
        var before = new EarlierVerdict("run r-1", Duration.ofSeconds(20), List.of());
        assertThat(PlanText.of(plan, Map.of(plan.tests().getFirst(), before)))
                .contains(
                        "plan: 2 tests, 25 requests, about 2 min against a server, without 1 test of unknown time",
                        "  time: about 20 s for each of the 5 times, as run r-1 took");
    }

    @Test
    void saysHowOftenChanceMissesALimitAndWhichChangeItSees() {
        var limit = Plans.from(
                Plans.max("tpot.mean", 45.1, Unit.MILLISECONDS, "45.1 ms"),
                new LimitOrigin.Runs(44.1, 0.43, List.of(), 5, 0.01, LocalDate.of(2026, 11, 29), Optional.empty()));

        assertThat(PlanText.of(Plans.plan(Plans.loadTest(2, 3, limit)), Map.of()))
                .containsSubsequence(
                        "  tpot.mean at most 45.1 ms: judged as it is, over 2 requests; slack of 2.3 sd, from 5 runs:"
                                + " fails by chance in 1 of 20; sees a change of 2.004 ms (4.5 %) in 95 of 100 runs",
                        "  warning: thresholds.yaml:30:9: 'tpot.mean' at most 45.1 ms will flake: slack of 2.3 sd, from"
                                + " 5 runs: fails by chance in 1 of 20, and at most 1 of 100 is meant. Leave more"
                                + " room, or compute it again with -Dassay.calibrate.");
    }
}
