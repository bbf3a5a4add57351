/**
 * A real Slurm, as far as shards rely on it. In: the Slurm that {@code .ci/slurm} starts. Out: what it tells its tasks. Never: a Slurm of others. Start at
 * RealSlurmTest.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.slurm;
