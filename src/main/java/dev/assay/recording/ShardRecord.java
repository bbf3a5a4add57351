package dev.assay.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a test a recording holds, if several processes measured the test together. All times are of the clock of the test unless they are said to be of
 * the file server.
 *
 * @param shard the number of the process that wrote this recording, from 1
 * @param of how many shards the joint run has
 * @param sharing how many of them, from shard 1 on, sent requests of this test; the others have no recording of it. At most {@code of}
 * @param run the name of the joint run, the same in all its shards
 * @param zero the clock of the file server at the zero of the test's clock, in nanoseconds since 1970; null: it is not known
 * @param within how far the true value may be from {@code zero}, on either side, in nanoseconds; null if and only if {@code zero} is
 * @param begun when all shards had agreed to send the first measured request, in nanoseconds of the test's clock; without a known offset, when this shard
 *     was told to begin
 * @param lost the numbers of the shards that ended before they had finished the test; in ascending order
 */
public record ShardRecord(
        int shard,
        int of,
        int sharing,
        String run,
        @Nullable Long zero,
        @Nullable Long within,
        long begun,
        List<Integer> lost)
        implements SideRecord {
    public ShardRecord {
        lost = List.copyOf(lost);
        if (shard < 1 || shard > sharing || sharing > of) {
            throw new IllegalArgumentException(
                    "there is no shard " + shard + " where " + sharing + " of " + of + " send requests");
        }
        if ((zero == null) != (within == null) || (within != null && within < 0)) {
            throw new IllegalArgumentException("an offset " + zero + " within " + within);
        }
    }
}
