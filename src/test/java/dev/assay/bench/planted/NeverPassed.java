package dev.assay.bench.planted;

import static dev.assay.bench.planted.PlantedRows.absolute;
import static dev.assay.bench.planted.PlantedRows.spoiltBaseline;

import dev.assay.bench.planted.Row.Want;
import java.util.List;

/**
 * Measurements that are broken in such a way that a limit looks kept though the server misses it, or looks missed by no fault of the server. The limits allow
 * 10 % more than the usual time.
 */
final class NeverPassed {
    private static final int REQUESTS = 100;
    private static final String TPOT = "tpot.mean: {max: 48.4 ms}";
    private static final String TTFT = "ttft.mean: {max: 275 ms}";
    /** A server that misses its limit. */
    private static final double SLOW = 1.2;

    private NeverPassed() {}

    static List<Row> rows() {
        return List.of(
                absolute(
                        "drift: all times rise by 30 % during the test, and the mean is the usual one",
                        Want.NO_PASS, REQUESTS, load -> load.rising(0.3), TPOT, TTFT),
                absolute("drift of 10 %", Want.NO_PASS, REQUESTS, load -> load.rising(0.1), TPOT, TTFT)
                        .onlyShown(),
                absolute(
                        "a throttle: heat slows the GPU down in three of ten seconds, all times +15 %",
                        Want.NO_PASS, REQUESTS, load -> load.hot(1.15), TPOT, TTFT),
                spoiltBaseline(
                        "a throttle while the baseline was measured, all its times +15 %; now TPOT +10 %",
                        load -> load.hot(1.15), load -> load.tpot(1.1), "tpot.mean"),
                absolute(
                        "a throttle in the client: 3 requests in flight in place of 4, and a server that is slow only with 4",
                        Want.NO_PASS,
                        REQUESTS,
                        load -> load.idle(1),
                        TPOT,
                        TTFT),
                absolute(
                        "a cached prefix: half of each prompt is known, so a TTFT of +20 % is halved",
                        Want.NO_PASS, REQUESTS, load -> load.ttft(SLOW / 2).cached(128, true), TTFT),
                absolute(
                        "the same, and only the server's counters say it",
                        Want.NO_PASS,
                        REQUESTS,
                        load -> load.ttft(SLOW / 2).cached(128, false),
                        TTFT),
                absolute(
                        "changed output lengths: all answers end after 14 of 16 tokens",
                        Want.NO_PASS,
                        REQUESTS,
                        load -> load.shorter(REQUESTS, 2),
                        TPOT,
                        TTFT),
                absolute(
                        "changed output lengths: one answer of 100 ends a token too early",
                        Want.NO_PASS,
                        REQUESTS,
                        load -> load.shorter(1, 1),
                        TPOT,
                        TTFT),
                absolute(
                        "a hop passes eight events on together",
                        Want.NO_PASS,
                        REQUESTS,
                        load -> load.through(Hop.EIGHTS),
                        TPOT,
                        "itl.p50: {max: 400 ms}"),
                absolute(
                        "a hop passes each answer on when it has the whole; TPOT +20 %",
                        Want.NO_PASS, REQUESTS, load -> load.tpot(SLOW).through(Hop.WHOLE), TPOT),
                absolute(
                        "a hop holds the first half of each answer back, then passes it on fast; TPOT +20 %",
                        Want.NO_PASS, REQUESTS, load -> load.tpot(SLOW).through(Hop.HALF), TPOT),
                absolute(
                                "the same behind a gateway that hides the server's counters",
                                Want.NO_PASS,
                                REQUESTS,
                                load -> load.tpot(SLOW).through(Hop.HALF).unwatched(),
                                TPOT)
                        .onlyShown());
    }
}
