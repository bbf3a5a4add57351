package dev.assay.run.shards;

/** The joint run is over for this shard, although it has not measured everything. The message says why, without a full stop. */
public final class JointRunOver extends RuntimeException {
    JointRunOver(String why) {
        super(why);
    }

    /** Returns why. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
