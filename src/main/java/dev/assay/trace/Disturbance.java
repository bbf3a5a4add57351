package dev.assay.trace;

import org.jspecify.annotations.Nullable;

/**
 * What kept the harness from its work while a row was measured. A thread woke at fixed times, and saw how late it came: pauses of the
 * garbage collector, other processes and a hypervisor all show there. Times are in nanoseconds.
 *
 * @param watched how long that thread looked
 * @param lagP99 p99 of how late it woke
 * @param lagMax the latest
 * @param lagShift by how much such delays put off an event at any instant, on average
 * @param collections pauses of the garbage collector
 * @param longestPause the longest of them; 0 without any
 * @param stolenPpm which part of the processors' time a hypervisor gave to others, in millionths; absent where the system does not say
 */
public record Disturbance(
        long watched,
        long lagP99,
        long lagMax,
        long lagShift,
        int collections,
        long longestPause,
        @Nullable Long stolenPpm) {}
