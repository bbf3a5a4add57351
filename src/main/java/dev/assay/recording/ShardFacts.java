package dev.assay.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all shards of one joint run must have in common, and the number of one of them. A run directory with {@code shard.json} is that of a shard.
 *
 * @param shard from 1
 * @param of how many shards the joint run has
 * @param run the name of the joint run
 * @param seed the seed of prompts and schedules
 * @param planSha256 the SHA-256 of the plan of the run: its tests with all that they measure, the questions and texts, and the limits
 * @param version the version of Assay
 */
public record ShardFacts(int shard, int of, String run, long seed, String planSha256, String version) {
    public ShardFacts {
        if (shard < 1 || shard > of) {
            throw new IllegalArgumentException("there is no shard " + shard + " of " + of);
        }
    }

    /**
     * Returns how another shard differs in what all shards must have in common; empty if it does not.
     *
     * @param plan gives the first difference of the plans in words, where both are known
     */
    public List<String> differences(ShardFacts other, Supplier<Optional<String>> plan) {
        var differences = new ArrayList<String>();
        add("number of shards", of, other.of, differences);
        add("joint run", run, other.run, differences);
        add("version of Assay", version, other.version, differences);
        add("seed", seed, other.seed, differences);
        if (!planSha256.equals(other.planSha256)) {
            differences.add(plan.get()
                    .map("plan: "::concat)
                    .orElseGet(() -> "SHA-256 of the plan [" + planSha256 + "] and [" + other.planSha256 + "]"));
        }
        return List.copyOf(differences);
    }

    private static void add(String what, Object mine, Object theirs, List<String> differences) {
        if (!mine.equals(theirs)) {
            differences.add(what + " [" + mine + "] and [" + theirs + "]");
        }
    }
}
