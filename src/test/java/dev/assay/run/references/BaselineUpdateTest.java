package dev.assay.run.references;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.baseline.BaselineReader;
import dev.assay.baseline.BaselineTest;
import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.input.Location;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.run.options.ComparisonOptions.BaselineAction;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineUpdateTest {
    private static final Location PLACE = new Location("thresholds.yaml", 30, 11);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-29");
    private static final References NONE =
            (planned, against, measured) -> new Reference.Missing("it has no baseline yet", "Write one.");

    @TempDir
    Path folder;

    private static Planned planned() {
        var figure = Plans.max("tpot.mean", 1, Unit.MILLISECONDS, "1 ms").figure();
        var regression =
                new Bound.Regression(new Against(Against.BASELINE, PLACE), new Margin(0.03, 0, "3 %"), Margin.NONE);
        return Plans.planned(Plans.loadTest(4, 3, new Limit(figure, regression, true, false, PLACE)));
    }

    /** Requests of three tokens: ttft 20 ms, then two gaps of so many ms. */
    private static List<Trace> traces(int requests, double gap) {
        return IntStream.rangeClosed(1, requests)
                .mapToObj(i -> Traces.whole("c4-00" + i, 0, 20, gap, 3))
                .toList();
    }

    /** A recording of the i-th start of a server of this version. */
    private static Recording recording(List<Trace> traces, int i, String version) {
        var recording = Plans.recording(traces);
        var header = recording.header();
        var server = new LinkedHashMap<>(header.server());
        server.put("version", version);
        server.put(Recording.Header.SERVER_START, "start " + i);
        return new Recording(
                new Recording.Header(
                        header.deployment(),
                        header.test(),
                        header.provenance(),
                        Instant.parse("2026-11-20T08:00:00Z").plusSeconds(3600L * i),
                        header.seed(),
                        header.plan(),
                        server,
                        header.asked()),
                recording.traces(),
                recording.sideRecords());
    }

    private static List<Repeat> repeats(Recording... recordings) {
        var repeats = new ArrayList<Repeat>();
        for (var recording : recordings) {
            var number = repeats.size() + 1;
            repeats.add(new Repeat.Recorded(number, "run r-1, repeat " + number, () -> recording));
        }
        return repeats;
    }

    private List<String> update(BaselineAction action, List<Repeat> repeats) {
        var planned = planned();
        var update = new BaselineUpdate(action, folder, TODAY);
        update.take(Judge.judge(planned, repeats, NONE), repeats);
        return update.end();
    }

    private List<String> write(Recording... recordings) {
        return update(BaselineAction.WRITE, repeats(recordings));
    }

    private BaselineTest read() {
        return BaselineReader.of(folder, "smollm2-135m")
                .orElseThrow()
                .test("c4")
                .orElseThrow();
    }

    @Test
    void acceptsSoundRepeatsAlthoughTheyHaveNothingToCompareWith() {
        var lines = write(
                recording(traces(4, 10), 1, "0.32.0"),
                recording(traces(4, 11), 2, "0.32.0"),
                recording(traces(4, 12), 3, "0.32.0"));

        assertThat(lines)
                .startsWith("baseline of smollm2-135m c4: 3 starts of 2026-11-20, the first", "  ttft.mean 20.000 ms")
                .contains("  tpot.mean 11.000 ms")
                .endsWith("written: baselines/smollm2-135m.json");
        assertThat(read().starts())
                .extracting(start ->
                        Objects.requireNonNull(start.values().get("tpot.mean")).value())
                .containsExactly(10.0, 11.0, 12.0);
        assertThat(read().history()).hasSize(1);
    }

    @Test
    void onlyShowsWhatWouldChange() {
        write(recording(traces(4, 10), 1, "0.31.0"));

        var lines = update(BaselineAction.SHOW, repeats(recording(traces(4, 12), 9, "0.32.0")));

        assertThat(lines)
                .contains(
                        "baseline of smollm2-135m c4: 1 start of 2026-11-20 in place of 1 start of 2026-11-20",
                        "  version [0.31.0] → [0.32.0]",
                        "  tpot.mean 10.000 ms → 12.000 ms (+20.0 %)")
                .endsWith("baselines/smollm2-135m.json was not written; -Dassay.baseline=write writes it");
        assertThat(Objects.requireNonNull(read().starts().getFirst().values().get("tpot.mean"))
                        .value())
                .isEqualTo(10);
    }

    @Test
    void keepsTheHistoryAndTellsDrift() {
        write(recording(traces(4, 10), 1, "0.32.0"));
        write(recording(traces(4, 10.2), 2, "0.32.0"));

        var lines = write(recording(traces(4, 10.4), 3, "0.32.0"));

        assertThat(read().history()).hasSize(3);
        assertThat(lines)
                .contains(
                        "warning: smollm2-135m c4: its baselines drifted: tpot.mean was 10.000 ms on 2026-11-29 and is 10.400"
                                + " ms on 2026-11-29, which is worse by more than the limit allows, in 2 steps that each were"
                                + " within it. Compare with the older server, or accept it knowingly");
    }

    @Test
    void refusesATestThatWasNotMeasured() {
        var repeats = List.<Repeat>of(new Repeat.NotSent(1, new Unmeasured("the server does not answer", "Start it.")));

        assertThat(update(BaselineAction.WRITE, repeats))
                .containsExactly(
                        "no baseline of smollm2-135m c4: it is UNMEASURED, since the server does not answer",
                        "no baseline was written: nothing can be accepted");
        assertThat(Files.exists(folder.resolve("baselines"))).isFalse();
    }

    @Test
    void refusesAMeasurementThatLacksRequests() {
        assertThat(write(recording(traces(3, 10), 1, "0.32.0")))
                .first()
                .isEqualTo(
                        "no baseline of smollm2-135m c4: it is not sound: every planned request complete: 3 of 4 requests"
                                + " complete: 1 not sent");
    }

    @Test
    void refusesRepeatsOfDifferentServers() {
        assertThat(write(recording(traces(4, 10), 1, "0.31.0"), recording(traces(4, 11), 2, "0.32.0")))
                .containsExactly(
                        "no baseline of smollm2-135m c4: its repeats were measured under different conditions: version [0.31.0]"
                                + " and [0.32.0]",
                        "no baseline was written: nothing can be accepted");
    }

    @Test
    void refusesACopyOfARepeat() {
        assertThat(write(recording(traces(4, 10), 1, "0.32.0"), recording(traces(4, 10), 1, "0.32.0")))
                .containsExactly(
                        "no baseline of smollm2-135m c4: run r-1, repeat 1 and run r-1, repeat 2 are the same measurement,"
                                + " and a copy is no second start",
                        "no baseline was written: nothing can be accepted");
    }
}
