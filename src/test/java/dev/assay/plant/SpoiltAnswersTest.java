package dev.assay.plant;

import static dev.assay.plant.Faults.planted;
import static dev.assay.plant.Faults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.plan.Plan;
import dev.assay.plan.Selection;
import dev.assay.plan.Thresholds;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.files.TraceFile;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpoiltAnswersTest {
    private static TestSpec.Accuracy shipped() {
        var thresholds = Thresholds.read(Path.of(""), CheckedPlan.knownNames());
        return Plan.of(thresholds, Selection.ALL).tests().stream()
                .map(Plan.Planned::test)
                .flatMap(test -> test instanceof TestSpec.Accuracy accuracy ? Stream.of(accuracy) : Stream.empty())
                .findFirst()
                .orElseThrow();
    }

    /** 53 of 100 answers are right, 3 are cut off. */
    private static Recording recorded() {
        return TraceFile.read(Path.of("tapes/smollm2-135m/basics_v2.jsonl"));
    }

    private static Map<String, Outcome> outcomes(TestSpec.Accuracy test, Recording recording) {
        return EvalsetScorer.score(test.evalset(), recording).all().stream()
                .collect(Collectors.toMap(each -> each.question().id(), ScoredQuestion::outcome));
    }

    private static long count(Map<String, Outcome> outcomes, Outcome outcome) {
        return outcomes.values().stream().filter(each -> each == outcome).count();
    }

    @Test
    void makesRightAnswersWrongAndChangesNoOther() {
        var test = shipped();
        var before = outcomes(test, recorded());

        var after = outcomes(test, planted(test, recorded(), "accuracy-5pp"));

        assertThat(count(before, Outcome.CORRECT)).isEqualTo(53);
        assertThat(count(after, Outcome.CORRECT)).isEqualTo(48);
        var changed = before.keySet().stream()
                .filter(id -> before.get(id) != after.get(id))
                .toList();
        assertThat(changed).hasSize(5).allSatisfy(id -> {
            assertThat(before.get(id)).isEqualTo(Outcome.CORRECT);
            assertThat(after.get(id)).isEqualTo(Outcome.WRONG);
        });
    }

    @Test
    void cutsAnswersOffAndChangesNoOther() {
        var test = shipped();
        var before = outcomes(test, recorded());

        var planted = planted(test, recorded(), "truncated+4%");

        var after = outcomes(test, planted);
        assertThat(count(before, Outcome.TRUNCATED)).isEqualTo(3);
        assertThat(count(after, Outcome.TRUNCATED)).isEqualTo(7);
        assertThat(before.keySet().stream().filter(id -> before.get(id) != after.get(id)))
                .hasSize(4);
        assertThat(planted.traces()).allSatisfy(trace -> {
            assertThat(trace.complete()).isTrue();
            assertThat(trace.reads().end(trace.reads().count() - 1))
                    .isEqualTo(trace.body().size());
        });
    }

    @Test
    void takesWithALargerShareAllThatASmallerOneTakes() {
        var test = shipped();
        var few = outcomes(test, planted(test, recorded(), "accuracy-5pp"));
        var many = outcomes(test, planted(test, recorded(), "accuracy-20pp"));

        assertThat(few.entrySet().stream()
                        .filter(each -> each.getValue() == Outcome.WRONG)
                        .map(Map.Entry::getKey))
                .allSatisfy(id -> assertThat(many.get(id)).isEqualTo(Outcome.WRONG));
        assertThat(count(many, Outcome.CORRECT)).isEqualTo(33);
    }

    @Test
    void drawsOthersWithAnotherSeed() {
        var test = shipped();
        var other = new Plant(Plans.planned(test), 2).into(recorded(), Faults.fault("accuracy-5pp"));

        assertThat(outcomes(test, ((Planted.Into) other).recording()))
                .isNotEqualTo(outcomes(test, planted(test, recorded(), "accuracy-5pp")));
    }

    private static Trace[] answers(String... said) {
        return IntStream.range(0, said.length)
                .mapToObj(i -> Traces.trace("first_light_v1-q-" + (i + 1))
                        .sentAt(i * 10)
                        .role(i * 10 + 1)
                        .says(i * 10 + 2, said[i])
                        .finish(i * 10 + 3, "stop")
                        .usage(256, 3 + i)
                        .done()
                        .build())
                .toArray(Trace[]::new);
    }

    @Test
    void spoilsAtLeastTheShareThatIsAsked() {
        // 2 % of 3 answers is one.
        var recording = Plans.recording(List.of(answers("42", "42", "41")));
        var test = Plans.accuracy(3);

        assertThat(count(outcomes(test, planted(test, recording, "accuracy-2pp")), Outcome.CORRECT))
                .isEqualTo(1);
        assertThat(count(outcomes(test, planted(test, recording, "accuracy-34pp")), Outcome.CORRECT))
                .isZero();
    }

    @Test
    void letsTheServersCountOfTokensFollowTheAnswers() {
        // The right answers have 3 and 4 tokens, the wrong one has 5: both become 5.
        var recording = Counted.requests(3).with(ServerCount.OUTPUT_TOKENS, 12).over(answers("42", "42", "41"));
        var test = Plans.accuracy(3);

        assertThat(planted(test, recording, "accuracy-60pp")
                        .counted()
                        .orElseThrow()
                        .count(ServerCount.OUTPUT_TOKENS))
                .hasValue(15);
    }

    @Test
    void refusesMoreThanThereIs() {
        var recording = Plans.recording(List.of(answers("42", "42", "41")));

        assertThat(refused(Plans.accuracy(3), recording, "accuracy-100pp"))
                .isEqualTo("of 3 answers, 3 would have to become wrong, and 2 are right");
        assertThat(refused(
                        Plans.accuracy(1),
                        Plans.recording(List.of(Traces.trace("first_light_v1-q-1")
                                .role(1)
                                .says(2, "Well")
                                .finish(3, "length")
                                .usage(256, 3)
                                .done()
                                .build())),
                        "truncated+1%"))
                .isEqualTo("of 1 answers, 1 would have to be cut off, and 0 are not yet");
    }

    @Test
    void refusesAnEvalsetInWhichNoAnswerIsAWrongOne() {
        var recording = Plans.recording(List.of(answers("42", "42")));

        assertThat(refused(Plans.accuracy(2), recording, "accuracy-1pp"))
                .startsWith("no answer of the evalset is a wrong one for question q-");
    }

    @Test
    void triesEveryNumberOfAnswers() {
        var recording = Plans.recording(List.of(answers("42", "42", "41")));

        assertThat(new Plant(Plans.planned(Plans.accuracy(3)), 1).sizes(recording, Faults.fault("accuracy-1pp")))
                .hasToString("[accuracy-33.33pp, accuracy-66.66pp]");
    }
}
