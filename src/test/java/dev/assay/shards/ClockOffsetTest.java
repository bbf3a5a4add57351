package dev.assay.shards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.shards.ClockOffset.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The offset between the clock of a file server and the clock here. */
class ClockOffsetTest {
    private static final long MS = 1_000_000;

    /** A file server whose clock is ahead by {@code ahead}, and rounds its stamps down to {@code granule}; each write takes at most {@code trip}. */
    private static List<Stamp> stamps(long ahead, long granule, long trip, long apart, int count) {
        var random = new Random(7);
        var stamps = new ArrayList<Stamp>();
        var now = 5_000 * MS;
        for (var i = 0; i < count; i++) {
            now += apart + random.nextLong(apart / 2 + 1);
            var there = random.nextLong(trip);
            var stamp = Math.floorDiv(now + there + ahead, granule) * granule;
            stamps.add(new Stamp(now, stamp, now + there + random.nextLong(trip)));
            now = stamps.getLast().after();
        }
        return stamps;
    }

    @ParameterizedTest
    @CsvSource({
        // ahead ms, granule ns, trip us, apart us, within us
        "0, 4000000, 50, 300, 400",
        "-86400000, 4000000, 50, 300, 400",
        "123456, 1, 200, 500, 800",
        "17, 1000000, 900, 1000, 2000",
        "3, 10000000, 300, 3000, 6000",
        "9, 1000000000, 400, 20000, 21000"
    })
    void isBoundedByAllStampsTogether(long aheadMs, long granule, long tripUs, long apartUs, long withinUs) {
        var ahead = aheadMs * MS;

        var offset = ClockOffset.of(stamps(ahead, granule, tripUs * 1000, apartUs * 1000, 150))
                .orElseThrow();

        assertThat(ahead).isBetween(offset.low(), offset.high());
        assertThat(offset.within()).isLessThanOrEqualTo(withinUs * 1000);
        assertThat(offset.middle()).isBetween(ahead - offset.within(), ahead + offset.within());
    }

    @Test
    void isNotKnownFromOneTimeOnly() {
        assertThat(ClockOffset.of(stamps(0, 60_000 * MS, 50_000, MS, 100))).isEmpty();
        assertThat(ClockOffset.of(List.of(new Stamp(0, 1, 2)))).isEmpty();
    }

    @Test
    void isNotKnownIfTheOtherClockWasSetBack() {
        var stamps = stamps(50 * MS, 1, 50_000, MS, 50);
        stamps.addAll(stamps(-50 * MS, 1, 50_000, MS, 50));

        assertThat(ClockOffset.of(stamps)).isEmpty();
    }

    @Test
    void isNotKnownIfTheOtherClockJumpedFurtherThanAStampMayBeCoarse() {
        var all = new ArrayList<>(stamps(0, 1, 50_000, MS, 50));
        var shift = all.getLast().after();
        stamps(2_000 * MS, 1, 50_000, MS, 50).stream()
                .map(each -> new Stamp(each.before() + shift, each.stamp() + shift, each.after() + shift))
                .forEach(all::add);

        assertThat(ClockOffset.of(all)).isEmpty();
    }

    @Test
    void holdsOverATimeInWhichTheClocksDriftApart() {
        var before = new ClockOffset(100, 200);
        var after = new ClockOffset(350, 400);

        assertThat(before.until(after)).isEqualTo(new ClockOffset(100, 400));
        assertThat(before.until(after).within()).isEqualTo(150);
    }
}
