/**
 * How a test is split over several processes, its shards. In: a {@link dev.assay.plan.testspecs.TestSpec} and the number of shards. Out: how many shards send
 * requests, and which of its requests, streams and arrivals belong to each. Never: a file, a clock, another shard. Start at Sharing.
 *
 * <p>A closed loop gives each shard one n-th of its streams; if there is a rest, the first shards get one more. A throttle is split in the same way. The list of a
 * test's requests depends only on the plan and the seed. Its i-th request belongs to the stream i modulo the number of streams (or of requests that the throttle lets
 * out), and each shard sends those of its streams, with the ids and prompts of the whole list: a shard with two of six streams has two of every six requests, so that
 * all shards end together. An open loop without a throttle has no streams, and each shard sends every n-th request. Its due times are split with the requests, and are
 * counted from one common start. Warm-up and measured requests are split each for itself. If a test has fewer streams, requests or questions than there are shards, n
 * is smaller: the further shards send nothing and only wait.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.shards;
