package dev.assay.audits.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Schedule;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacklogTest {

    private static double alike(Random ignored) {
        return 1;
    }

    private static double exponential(Random random) {
        return -Math.log1p(-random.nextDouble());
    }

    private static Pace.Open twoASecond(long seed, Arrivals arrivals, @Nullable Quantity rampUp) {
        return new Pace.Open(new Quantity(2, Unit.PER_SECOND, "2/s"), arrivals, seed, rampUp, null);
    }

    /** A queue in front of servers, first come first served. */
    private static List<Trace> queue(
            Pace.Open pace, int requests, int servers, double load, ToDoubleFunction<Random> service) {
        var random = new Random(pace.seed() * 31);
        var free = new PriorityQueue<Double>();
        for (var server = 0; server < servers; server++) {
            free.add(0.0);
        }
        var mean = load * servers * 1000 / pace.rate().value();
        var traces = new ArrayList<Trace>();
        for (var due : Schedule.first(pace, requests)) {
            var ended = Math.max(due / 1e6, free.remove()) + mean * service.applyAsDouble(random);
            free.add(ended);
            traces.add(Traces.bare("r2-" + traces.size(), due / 1e6, due / 1e6, ended));
        }
        return traces;
    }

    private static long found(int runs, int servers, double load, int requests, ToDoubleFunction<Random> service) {
        return LongStream.rangeClosed(1, runs)
                .mapToObj(seed -> twoASecond(seed, new Arrivals.Poisson(), null))
                .map(pace -> Backlog.of(pace, queue(pace, requests, servers, load, service)))
                .filter(finding -> finding.severity() == Severity.FAILED)
                .count();
    }

    @ParameterizedTest(name = "{0} servers at {1}, {2} requests")
    @CsvSource({"1, 0.7, 300", "1, 0.8, 300", "8, 0.8, 300", "1, 0.9, 100"})
    void findsNothingWhereAServerHasRoomToSpare(int servers, double load, int requests) {
        assertThat(found(500, servers, load, requests, BacklogTest::alike)).isZero();
        assertThat(found(500, servers, load, requests, BacklogTest::exponential))
                .isZero();
    }

    @ParameterizedTest(name = "{0} servers at {1}, {2} requests")
    @CsvSource({"1, 1.5, 300", "8, 1.5, 600", "8, 2, 300", "1, 4, 200"})
    void findsAServerThatDoesNotKeepUp(int servers, double load, int requests) {
        assertThat(found(100, servers, load, requests, BacklogTest::alike)).isEqualTo(100);
    }

    @Test
    void saysHowManyCameAndEnded() {
        var pace = twoASecond(1, new Arrivals.Constant(), null);

        assertThat(Backlog.of(pace, queue(pace, 120, 1, 0.8, BacklogTest::alike)))
                .isEqualTo(
                        new Finding(
                                "server keeps up",
                                Severity.SOUND,
                                "108 requests came in the last 53.6 s of the schedule, and 107 ended; 0 were under way before and 1 after"));
        assertThat(Backlog.of(pace, queue(pace, 120, 1, 2, BacklogTest::alike)))
                .isEqualTo(new Finding(
                        "server keeps up",
                        Severity.FAILED,
                        "the server does not keep up with 2/s: 95 requests came in the last 47.5 s of the schedule, and 47"
                                + " ended; 13 were under way before and 61 after"));
    }

    /** Half of the time at a growing rate, and each answer takes 20 s. */
    @Test
    void letsAServerFillUp() {
        var pace = twoASecond(1, new Arrivals.Constant(), new Quantity(30_000, Unit.MILLISECONDS, "30 s"));

        var finding = Backlog.of(pace, queue(pace, 90, 1000, 0.04, BacklogTest::alike));

        assertThat(finding.severity()).isEqualTo(Severity.SOUND);
        assertThat(finding.text())
                .isEqualTo(
                        "14 requests came in the last 7.0 s of the schedule, and 14 ended; 40 were under way before and 40 after");
    }

    @Test
    void saysThatAShortRunShowsNothing() {
        var pace = twoASecond(1, new Arrivals.Constant(), null);

        assertThat(Backlog.of(pace, queue(pace, 10, 1, 40, BacklogTest::alike)))
                .isEqualTo(
                        new Finding(
                                "server keeps up",
                                Severity.NOTE,
                                "cannot be decided: too few requests came after the first ones had ended. Plan more, or a longer time"));
    }
}
