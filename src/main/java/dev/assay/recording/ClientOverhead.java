package dev.assay.recording;

/**
 * What the harness itself adds to a time, as found on a server of known truth before a test was measured. Times are in nanoseconds, and each
 * is the upper end of what the requests leave possible with 95 % confidence; a p99 of fewer than 299 is the largest.
 *
 * @param inFlight streams at once
 * @param requests how many were looked at
 * @param ttftMean mean of how much too late the first token was seen
 * @param ttftP99 its p99
 * @param e2eMean mean of how much too late the last token was seen, while the next request may have gone out
 * @param e2eP99 its p99
 * @param gapP99 p99 of how much too long a gap between two tokens read
 * @param serverP99 p99 of how late that server itself was: it is part of the others
 */
public record ClientOverhead(
        int inFlight,
        int requests,
        long ttftMean,
        long ttftP99,
        long e2eMean,
        long e2eP99,
        long gapP99,
        long serverP99) {}
