package dev.assay.recording;

import org.jspecify.annotations.Nullable;

/**
 * What the client itself adds to a time. The calibration measured it against a reference server of known timing, before the test. Times are in
 * nanoseconds. Each is the upper end of a 95 % confidence interval; the p99 of fewer than 299 requests is the largest value.
 *
 * @param inFlight how many requests were in flight
 * @param requests how many requests were measured
 * @param ttftMean mean of the time by which the first token was stamped too late
 * @param ttftP99 its p99
 * @param e2eMean mean of the time by which the last token was stamped too late, while the next request may have been sent
 * @param e2eP99 its p99
 * @param gapP99 p99 of the time by which the gap between two tokens was measured too long
 * @param serverP99 p99 of the reference server's own delay, which is a part of the other values
 * @param loops how many threads shared the sockets; 0: the recording does not say it
 * @param pace the shortest time from one request to the next on one of these threads; 0: the recording does not say it
 * @param reading what bytes waited for the threads that read, a part of the other values too; absent if nobody watched, as in older recordings
 */
public record ClientOverhead(
        int inFlight,
        int requests,
        long ttftMean,
        long ttftP99,
        long e2eMean,
        long e2eP99,
        long gapP99,
        long serverP99,
        int loops,
        long pace,
        @Nullable ReadingDelays reading) {}
