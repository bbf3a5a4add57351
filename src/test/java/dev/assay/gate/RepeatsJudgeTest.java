package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.comparison.References;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.input.Location;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.OverRepeats;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatsJudgeTest {
    /** A request of three tokens: ttft 20 ms, then two gaps of so many ms. */
    private static List<Trace> traces(double gap) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(i -> Traces.whole("c4-00" + i, 0, 20, gap, 3))
                .toList();
    }

    private static Repeat recorded(int number, double gap) {
        return new Repeat.Recorded(number, "run r-1, repeat " + number, () -> started(traces(gap), "start " + number));
    }

    /** The recording of a server that started then. */
    private static Recording started(List<Trace> traces, String start) {
        var recording = Plans.recording(traces);
        var header = recording.header();
        var server = new LinkedHashMap<>(header.server());
        server.put(Recording.Header.SERVER_START, start);
        return new Recording(
                new Recording.Header(
                        header.deployment(),
                        header.test(),
                        header.provenance(),
                        header.started(),
                        header.seed(),
                        header.plan(),
                        server,
                        header.asked()),
                recording.traces(),
                recording.sideRecords());
    }

    private static TestVerdict judge(Limit limit, double... gaps) {
        var repeats = new ArrayList<Repeat>();
        for (var gap : gaps) {
            repeats.add(recorded(repeats.size() + 1, gap));
        }
        return judge(limit, repeats);
    }

    private static TestVerdict judge(Limit limit, List<Repeat> repeats) {
        return Judge.judge(Plans.planned(Plans.loadTest(4, 3, limit)), repeats, References.NONE);
    }

    private static Limit tpot(double most, OverRepeats over) {
        var limit = Plans.max("tpot.mean", most, Unit.MILLISECONDS, most + " ms");
        return new Limit(
                limit.figure(),
                limit.bound(),
                limit.window(),
                true,
                false,
                false,
                over,
                limit.origin(),
                null,
                new Location("thresholds.yaml", 30, 11));
    }

    private static OverRepeats sure() {
        return new OverRepeats(false, OptionalDouble.of(0.95));
    }

    @Test
    void judgesTheMeanOfTheRepeats() {
        // (9 + 10 + 14) / 3 = 11; sd = √((4 + 1 + 9) / 2) = 2.646
        assertThat(judge(tpot(11, OverRepeats.MEAN), 9, 10, 14).headline())
                .isEqualTo("PASS smollm2-135m c4: tpot.mean 11.000 ms, the mean of 3 repeats (9.000 ms to 14.000 ms;"
                        + " sd 2.646 ms), allowed at most 11.0 ms, n=12 (recorded 2026-11-21)");
        assertThat(judge(tpot(10.9, OverRepeats.MEAN), 9, 10, 14).word()).isEqualTo("FAIL");
    }

    @Test
    void judgesTheMedianOnRequest() {
        assertThat(judge(tpot(10, new OverRepeats(true, OptionalDouble.empty())), 9, 10, 14)
                        .headline())
                .startsWith("PASS smollm2-135m c4: tpot.mean 10.000 ms, the median of 3 repeats");
    }

    @Test
    void judgesTheBoundOfTheMeanWithConfidence() {
        // t(0.95, 2) = 2.919986: 11 ± 2.919986 × 2.645751 / √3 = 11 ± 4.4604
        assertThat(judge(tpot(15.5, sure()), 9, 10, 14).word()).isEqualTo("PASS");
        assertThat(judge(tpot(15.4, sure()), 9, 10, 14).headline())
                .contains("95.0 % sure: at most 15.460 ms")
                .startsWith("INCONCLUSIVE");
        // t(0.99, 2) = 6.964557: 10 - 6.964557 × 0.1 / √3 = 9.5979
        assertThat(judge(tpot(9.59, sure()), 9.9, 10, 10.1).word()).isEqualTo("FAIL");
        assertThat(judge(tpot(9.6, sure()), 9.9, 10, 10.1).word()).isEqualTo("INCONCLUSIVE");
    }

    @Test
    void isInconclusiveWithConfidenceWhereAllRepeatsAreOfOneStart() {
        var repeats = IntStream.rangeClosed(1, 3)
                .<Repeat>mapToObj(i -> new Repeat.Recorded(i, "run r-1", () -> started(traces(10), "one")))
                .toList();

        assertThat(judge(tpot(99, sure()), repeats).headline())
                .contains("the 3 repeats are of one start of the server, as far as is known");
    }

    @Test
    void isInconclusiveWithConfidenceAfterOneMeasurement() {
        assertThat(judge(tpot(99, sure()), 10).headline())
                .contains("one measurement has no spread. Measure it several times, with `repeats: 5`.");
    }

    @Test
    void isUnmeasuredAndNamesTheRepeatThatWasNotSent() {
        var repeats =
                List.of(recorded(1, 10), new Repeat.NotSent(2, new Unmeasured("the server ended", "See its log.")));

        assertThat(judge(tpot(99, OverRepeats.MEAN), repeats).headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m c4: repeat 2 of 2 is spoilt: the server ended. Measure it again with"
                                + " -Dassay.resume and the directory of this run. (recorded 2026-11-21)");
    }

    @Test
    void isUnmeasuredAndNamesTheRepeatThatAnAuditSpoilt() {
        var short1 = new ArrayList<>(traces(10));
        short1.set(0, Traces.whole("c4-001", 0, 20, 10, 2));
        var repeats =
                List.of(recorded(1, 10), new Repeat.Recorded(2, "run r-1", () -> started(List.copyOf(short1), "two")));

        assertThat(judge(tpot(99, OverRepeats.MEAN), repeats).headline())
                .startsWith("UNMEASURED smollm2-135m c4: repeat 2 of 2 is spoilt: tokens exact: ");
    }

    @Test
    void failsOnSoundRepeatsEvenIfAnotherIsSpoilt() {
        var repeats =
                List.of(recorded(1, 10), new Repeat.NotSent(2, new Unmeasured("the server ended", "See its log.")));

        assertThat(judge(tpot(9, OverRepeats.MEAN), repeats).word()).isEqualTo("FAIL");
    }

    @Test
    void keepsASpoiltRepeatThatWasMeasuredAgainAndDoesNotCountIt() {
        var repeats = List.of(
                new Repeat.Superseded(1, "run r-1", () -> started(traces(99), "zero")),
                recorded(1, 10),
                recorded(2, 10));

        var test = (TestVerdict.OfRepeats) judge(tpot(11, OverRepeats.MEAN), repeats);

        assertThat(test.word()).isEqualTo("PASS");
        assertThat(test.superseded()).hasSize(1);
        assertThat(test.repeats()).extracting(TestVerdict.OfRepeat::number).containsExactly(1, 2);
    }
}
