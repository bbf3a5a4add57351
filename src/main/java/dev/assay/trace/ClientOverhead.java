package dev.assay.trace;

/**
 * What the harness itself adds to a time, as found on a server of known truth.
 *
 * @param inFlight streams at once
 * @param requests how many were looked at
 * @param ttftMean mean of how much too late the first token was seen, in milliseconds
 * @param ttftP99 its p99
 * @param gapP99 p99 of how much too long a gap between two tokens read, in milliseconds
 * @param serverP99 p99 of how late that server itself was, in milliseconds: it is part of the others
 */
public record ClientOverhead(
        int inFlight, int requests, double ttftMean, double ttftP99, double gapP99, double serverP99) {}
