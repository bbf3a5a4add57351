package dev.assay.report.console;

import dev.assay.input.Problem;
import java.time.Duration;
import java.util.List;

/**
 * What an earlier measurement of the same planned test shows.
 *
 * @param when which measurement it was, for people: {@code its recording of 2026-11-21}
 * @param took the time from its first request to the end of its last
 * @param noisy warnings about limits that were kept so narrowly that chance alone would often miss them
 */
public record EarlierVerdict(String when, Duration took, List<Problem> noisy) {
    private static final int MANY_SECONDS = 100;
    private static final int MANY_MINUTES = 100;

    public EarlierVerdict {
        noisy = List.copyOf(noisy);
    }

    /** Returns a time, rounded for planning: {@code about 44 s}, {@code about 12 min}, {@code about 2.5 h}. */
    public static String about(Duration time) {
        var seconds = Math.max(1, Math.round(time.toMillis() / 1e3));
        if (seconds < MANY_SECONDS) {
            return "about " + seconds + " s";
        }
        var minutes = Math.round(seconds / 60.0);
        if (minutes < MANY_MINUTES) {
            return "about " + minutes + " min";
        }
        var tenths = Math.round(minutes / 6.0);
        return "about " + tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " h";
    }
}
