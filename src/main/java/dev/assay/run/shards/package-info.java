/**
 * Where the shards of one run meet: a shared directory with small files. In: the number of a shard, what it would measure, and the steps of its tests. Out: the
 * same steps of all shards at the same time, the offset of this machine's clock to that of the file server, and which shards are gone. Never: a request to a
 * server, a verdict. Start at JointRun, then JointTest.
 *
 * <p>The files, below the directory of {@code -Dassay.shard.directory}:
 * <ul>
 *   <li>{@code claims/K}: the process that is shard K. It is created by one process alone, and replaced when the shard is continued.
 *   <li>{@code run.json}: what all shards measure ({@code ShardFacts}, as shard 1 has it; the same format as {@code shard.json} of a run directory).
 *   <li>{@code directories/K}: the run directory of shard K, which merging reads.
 *   <li>{@code generation}, {@code generations/G/}: G counts the starts of the whole run, the first and each continuation. {@code joined-K}, {@code go},
 *       {@code ended-K}, {@code lost-K}.
 *   <li>{@code alive/K}: written again every two seconds. Only shard 1 says that another is lost; if shard 1 is gone, the others stop.
 *   <li>{@code tests/DEPLOYMENT/TEST/REPEAT/recorded-K}: the generation in which shard K recorded its part.
 *   <li>{@code tests/DEPLOYMENT/TEST/REPEAT/G/}: the steps of one measurement: {@code decision-1}, {@code ready-K}, {@code calibrating-K}, {@code calibrated-K},
 *       {@code warm-K}, {@code set-K}, {@code start-1} (the agreed start, by the clock of the file server), {@code sent-K}, {@code recorded-K} or {@code failed-K}.
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.assay.run.shards;
