/**
 * The shards of a run as one. In: what each shard recorded beside its requests, and how late its clock is. Out: one set of {@link
 * dev.assay.recording.SideRecords}, and one clock. Never: a file, a figure. Start at JointClock.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.recording.shards;
