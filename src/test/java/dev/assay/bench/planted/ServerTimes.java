package dev.assay.bench.planted;

import dev.assay.recording.Histogram;
import java.util.List;

/** The times that a simulated server keeps of itself: it has each token a little before the client sees it. */
final class ServerTimes {
    private static final double NANOS_PER_SECOND = 1e9;
    /** What the front end and the network take. */
    private static final double FRONT_END_SECONDS = 0.002;

    private long requests;
    private double toFirst;
    private long gaps;
    private double between;

    void add(long sent, long[] arrivals) {
        requests++;
        toFirst += (arrivals[0] - sent) / NANOS_PER_SECOND - FRONT_END_SECONDS;
        gaps += arrivals.length - 1;
        between += (arrivals[arrivals.length - 1] - arrivals[0]) / NANOS_PER_SECOND;
    }

    Histogram ttft() {
        return new Histogram(requests, toFirst, List.of());
    }

    Histogram itl() {
        return new Histogram(gaps, between, List.of());
    }
}
