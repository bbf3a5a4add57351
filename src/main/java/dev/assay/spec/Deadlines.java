package dev.assay.spec;

import java.time.Duration;

/**
 * How long a request may take, stage by stage.
 *
 * @param connect until the connection stands
 * @param firstOutput from sending until the first output has arrived
 * @param gap between two outputs
 * @param total from sending until the end
 */
public record Deadlines(Duration connect, Duration firstOutput, Duration gap, Duration total) {
    /** What holds where the file says nothing: wide enough for a saturated server, finite for a dead one. */
    public static final Deadlines DEFAULT = new Deadlines(
            Duration.ofSeconds(10), Duration.ofSeconds(120), Duration.ofSeconds(60), Duration.ofMinutes(30));
}
