package dev.assay.run.options;

import dev.assay.shards.Shard;
import java.nio.file.Path;
import java.util.Optional;

/**
 * This process measures a run together with others.
 *
 * @param directory where they meet
 * @param run the name of the joint run, if the system that started the shards has one; empty: shard 1 gives it one
 */
public record ShardOptions(Shard shard, Path directory, Optional<String> run) {}
