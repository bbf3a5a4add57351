/**
 * How a test is split over several processes, its shards. In: a {@link dev.assay.plan.testspecs.TestSpec} and the number of shards. Out: how many shards send
 * requests, and which of its requests, streams and arrivals belong to each. Never: a file, a clock, another shard. Start at Sharing.
 *
 * <p>Of the list of a test's requests, which depends only on the plan and the seed, each shard sends every n-th, with the ids and prompts of the whole list;
 * warm-up and measured requests are split each for itself. An open loop is split in the same way with its due times, which are counted from one common start. A
 * closed loop gives each shard an n-th of its streams (the first ones get one more if there is a rest), and a throttle is split in the same way. If a test has
 * fewer streams, requests or questions than there are shards, n is smaller: the further shards send nothing and only wait.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.shards;
