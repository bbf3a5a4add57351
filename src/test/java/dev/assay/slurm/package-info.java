/**
 * Runs that are spread over the tasks of a real Slurm. In: {@code assay.jar} and the Slurm that {@code .ci/slurm} starts. Out: what the merged run says,
 * beside what a server of known timing did. Never: a Slurm of others. Start at ShardsUnderSlurmTest.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.slurm;
