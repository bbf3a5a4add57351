/**
 * The run directories of the shards of one run, made one. In: their directories. Out: a run directory with all their traces, or every reason why they cannot
 * be merged. Never: a verdict. Start at MergedRun.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.merging;
