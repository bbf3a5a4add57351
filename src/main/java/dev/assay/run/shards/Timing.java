package dev.assay.run.shards;

import java.time.Duration;

/**
 * How patient shards are with each other.
 *
 * @param join how long shards wait for the others at the beginning of a run
 * @param lost a shard that gave no sign of life for so long is lost, by the time stamps of the file server
 * @param beat how often a shard gives a sign of life; a small part of {@code lost}
 * @param poll how often a waiting shard looks
 * @param lead how far ahead the start of a test is set; longer than the others need to read of it
 * @param say how often a waiting shard says for whom it waits
 */
public record Timing(Duration join, Duration lost, Duration beat, Duration poll, Duration lead, Duration say) {
    private static final int POLLS_AHEAD = 5;

    /** Returns the usual times. The more shards there are, the less often each one looks, so that the file server is not kept busy. */
    public static Timing of(int shards) {
        var poll = Duration.ofMillis(Math.max(20, shards));
        return new Timing(
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                poll,
                Duration.ofMillis(500).plus(poll.multipliedBy(POLLS_AHEAD)),
                Duration.ofSeconds(20));
    }

    /** Returns the same times, except after how long a shard is lost. */
    public Timing lostAfter(Duration other) {
        return new Timing(join, other, beat, poll, lead, say);
    }

    /** Returns how many own signs of life pass before another shard is lost. */
    int beats() {
        return (int) Math.max(2, lost.dividedBy(beat));
    }
}
