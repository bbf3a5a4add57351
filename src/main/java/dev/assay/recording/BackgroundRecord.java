package dev.assay.recording;

import java.util.List;

/**
 * Records the load that kept the server busy while a test was measured. Its requests are not among the traces of the test, and no figure counts them.
 *
 * @param test the name of the load test whose load it was
 * @param inFlight how many of its requests were to be in flight
 * @param requests when each was sent and when it ended, on the clock of the traces, in the order in which they ended
 * @param stopped how many of them were in flight at the end, when the last question was answered, and were given up
 * @param failures each that failed, with what happened: {@code c40-during-3: 500 out of memory}
 */
public record BackgroundRecord(String test, int inFlight, List<Request> requests, int stopped, List<String> failures)
        implements SideRecord {
    public BackgroundRecord {
        requests = List.copyOf(requests);
        failures = List.copyOf(failures);
    }

    /** When a request was sent and when it ended, in nanoseconds. */
    public record Request(long sent, long ended) {}
}
