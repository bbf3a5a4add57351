package dev.assay.plant;

import static dev.assay.plant.Faults.fault;
import static dev.assay.plant.Faults.planted;
import static dev.assay.plant.Faults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.Figure;
import dev.assay.figures.ServerFigure;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlantedCountsTest {
    /** 1 + 150 / 100 = 2.5 tokens a step; 64 of 256 tokens from the cache. */
    private static Recording recording() {
        return Counted.requests(1)
                .with(ServerCount.DRAFTS, 100)
                .with(ServerCount.ACCEPTED_TOKENS, 150)
                .with(ServerCount.CACHE_HITS, 64)
                .over(Traces.whole("c4-001", 0, 20, 10, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "accept-length=1.1, ACCEPT_LENGTH, 1.1",
        "accept-length=1, ACCEPT_LENGTH, 1",
        "cache-hit-rate=50%, CACHE_HIT_RATE, 0.5",
        "preemptions=7, PREEMPTIONS, 7"
    })
    void giveTheFigureTheValue(String fault, ServerFigure figure, double value) {
        var planted = planted(Plans.loadTest(1, 3), recording(), fault);

        assertThat(figure.of(planted))
                .isInstanceOfSatisfying(
                        Figure.Measured.class,
                        measured -> assertThat(measured.value()).isEqualTo(value));
        assertThat(planted.traces()).isEqualTo(recording().traces());
    }

    @ParameterizedTest
    @CsvSource({
        "accept-length=1.1, 2.49, 1",
        "accept-length=3, 2.51, 100",
        "cache-hit-rate=10%, 24, 0",
        "cache-hit-rate=50%, 26, 100",
        "preemptions=7, 1, 10000"
    })
    void areTriedFromTheRecordedValueInTheDirectionOfTheFault(String fault, String first, String last) {
        var sizes = new Plant(Plans.planned(Plans.loadTest(1, 3)), 1).sizes(recording(), fault(fault));

        assertThat(sizes.getFirst().toString().replaceAll(".*=|%", "")).isEqualTo(first);
        assertThat(sizes.getLast().toString().replaceAll(".*=|%", "")).isEqualTo(last);
    }

    @Test
    void needARecordingInWhichTheServerCounts() {
        var uncounted = Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 3)));

        assertThat(refused(Plans.loadTest(1, 3), uncounted, "accept-length=1.1"))
                .isEqualTo("the server's counters were not read");
        assertThat(refused(
                        Plans.loadTest(1, 3),
                        Counted.requests(1).over(Traces.whole("c4-001", 0, 20, 10, 3)),
                        "accept-length=1.1"))
                .isEqualTo("the server counts no drafts: it does not speculate, or does not report it");
    }
}
