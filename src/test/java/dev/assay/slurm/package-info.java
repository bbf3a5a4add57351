/**
 * Shards in a real Slurm. In: the Slurm that {@code .ci/slurm} starts, the script of {@code examples/shards}, {@code assay.jar}. Out: what Slurm tells its tasks, and
 * what becomes of a run whose tasks are killed, cancelled and continued. Never: a Slurm of others. Start at ShardsUnderSlurmTest.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.slurm;
