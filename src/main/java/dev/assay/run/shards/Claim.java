package dev.assay.run.shards;

import dev.assay.shards.Shard;
import java.util.OptionalLong;

/**
 * The file that says which process is a shard. It is created by one process alone, and replaced by the one that continues the shard.
 *
 * @param token of this process, unlike that of any other
 */
record Claim(SharedFiles files, Shard shard, Timing timing, String token) {
    private String file() {
        return "claims/" + shard.number();
    }

    /**
     * Takes the number of the shard.
     *
     * @return the last generation of the run in which this number took part; 0: none
     * @throws dev.assay.input.InputException if another process has the number, or nothing is there to be continued
     */
    int take(boolean resumed) {
        if (!resumed) {
            if (!files.create(file(), text(0))) {
                throw JointRun.refused("[" + files.root() + "] has a shard " + shard.number()
                        + " already: two shards have one number, or an earlier run used this directory. Give each shard"
                        + " another number and each run a directory of its own; to continue a shard, give"
                        + " -Dassay.resume too.");
            }
            return 0;
        }
        var last = files.text(file())
                .map(Claim::generation)
                .orElseThrow(() -> JointRun.refused("[" + files.root() + "] has no shard " + shard.number()
                        + " that could be continued. Give -Dassay.shard and -Dassay.shard.directory as in the run that is"
                        + " continued."));
        if (lives(last)) {
            throw JointRun.refused("shard " + shard.number() + " in [" + files.root()
                    + "] still runs: it gave a sign of life a moment ago. End it before it is continued, or wait "
                    + timing.lost().toSeconds() + " s.");
        }
        joined(last);
        return last;
    }

    private boolean lives(int generation) {
        var probe = "now-" + token;
        files.touch(probe);
        var now = files.stamp(probe).orElseThrow();
        files.delete(probe);
        var sign = files.stamp("alive/" + shard.number());
        return sign.isPresent()
                && now - sign.getAsLong() < 4 * timing.beat().toNanos()
                && !files.names(JointRun.generationFolder(generation)).contains(JointRun.ENDED + "-" + shard.number());
    }

    /** Says in which generation of the run this process takes part. */
    void joined(int generation) {
        files.put(file(), text(generation));
    }

    private String text(int generation) {
        return token + " " + generation;
    }

    private static int generation(String text) {
        return Integer.parseInt(text.substring(text.indexOf(' ') + 1).strip());
    }

    /** Returns whether no other process took the number since. */
    boolean mine() {
        return files.text(file()).orElse("").startsWith(token);
    }

    /** Returns when the file server says that the number was taken. */
    OptionalLong stamp() {
        return files.stamp(file());
    }
}
