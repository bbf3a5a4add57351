package dev.assay.accuracy.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.BackgroundRecord;
import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are in ms. The evalset is asked with four in flight. */
class AskingTest {
    private static final TestSpec.Accuracy FIVE = Plans.accuracy(5);

    /** The fifth is sent at 40, when the first has ended at 30. */
    private static final List<Trace> QUESTIONS = List.of(
            Traces.bare("q-1", 0, 0, 30),
            Traces.bare("q-2", 0, 2, 90),
            Traces.bare("q-3", 0, 4, 90),
            Traces.bare("q-4", 0, 6, 90),
            Traces.bare("q-5", 30, 40, 100));

    private static Asking asking(List<Trace> questions, BackgroundRecord... loads) {
        var seen = SideRecords.NONE;
        for (var load : loads) {
            seen = seen.with(load);
        }
        return Asking.of(FIVE, new Recording(Plans.recording(questions).header(), questions, seen));
    }

    /** From 0 to 40: 30 + 38 + 36 + 34, divided by 40. */
    @Test
    void countsFromTheFirstSendToTheLast() {
        var asking = asking(QUESTIONS);

        assertThat(asking.inFlight()).isEqualTo(4);
        assertThat(asking.mean()).hasValue(138.0 / 40);
        assertThat(asking).hasToString("3.450 of 4 questions in flight on average until the last was sent");
    }

    @Test
    void hasNoMeanIfAllAreSentAtOnce() {
        var asking = asking(QUESTIONS.subList(0, 4));

        assertThat(asking.mean()).isEmpty();
        assertThat(asking).hasToString("all questions in flight at once");
    }

    @Test
    void hasNoMeanIfNoTimePasses() {
        var atOnce = List.of(
                Traces.bare("q-1", 0, 0, 0),
                Traces.bare("q-2", 0, 0, 0),
                Traces.bare("q-3", 0, 0, 0),
                Traces.bare("q-4", 0, 0, 0),
                Traces.bare("q-5", 0, 0, 0));
        var load = new BackgroundRecord("c2", 2, List.of(request(-50, 60)), 1, List.of());

        assertThat(asking(atOnce, load)).hasToString("all questions in flight at once, during c2 (2 in flight)");
    }

    /** From 0 to 100: the load has 100 and 60 + 35 of 100, and nothing outside counts. */
    @Test
    void countsTheLoadFromTheFirstQuestionToTheEndOfTheLast() {
        var load = new BackgroundRecord(
                "c2",
                2,
                List.of(request(-50, 60), request(-50, 110), request(65, 110)),
                2,
                List.of("c2-during-1: 500 gone"));

        var asking = asking(QUESTIONS, load);

        var during = asking.during().orElseThrow();
        assertThat(during.mean().orElseThrow()).isCloseTo(1.95, within(1e-9));
        assertThat(during.sent()).isEqualTo(3);
        assertThat(during.stopped()).isEqualTo(2);
        assertThat(during.failures()).containsExactly("c2-during-1: 500 gone");
        assertThat(asking)
                .hasToString(
                        "3.450 of 4 questions in flight on average until the last was sent, during c2 (2 in flight,"
                                + " mean 1.950)");
    }

    @Test
    void hasNoMeanOfALoadWithoutQuestions() {
        var load = new BackgroundRecord("c2", 2, List.of(request(0, 60)), 1, List.of());

        assertThat(asking(List.of(), load).during().orElseThrow()).hasToString("c2 (2 in flight)");
    }

    private static BackgroundRecord.Request request(long sent, long ended) {
        return new BackgroundRecord.Request(sent * 1_000_000, ended * 1_000_000);
    }
}
