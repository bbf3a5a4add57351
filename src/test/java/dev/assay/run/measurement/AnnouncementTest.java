package dev.assay.run.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.shards.Part;
import dev.assay.testing.Plans;
import dev.assay.trace.Payload;
import dev.assay.wire.Request;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A load test of 40 requests, eight of them in flight. */
class AnnouncementTest {
    private static final TestSpec.LoadTest ENDS_BY_COUNT =
            Plans.with(Plans.loadTest(40, 3), new Pace.Closed(8), new TestLength(40));
    private static final TestSpec.LoadTest ENDS_BY_TIME = Plans.with(
            Plans.loadTest(40, 3),
            new Pace.Closed(8),
            new TestLength(40, new Quantity(60_000, Unit.MILLISECONDS, "1 min")));

    private static List<Request> requests(int warmup, int measured) {
        return IntStream.range(0, warmup + measured)
                .mapToObj(i ->
                        new Request("c4-" + i, URI.create("http://server/v1/completions"), Payload.of(""), i < warmup))
                .toList();
    }

    @Test
    void saysWhatTheWholeTestSends() {
        assertThat(Announcement.of(ENDS_BY_COUNT, Part.WHOLE, requests(8, 40)))
                .isEqualTo("40 requests after 8 to warm up, 8 in flight");
        assertThat(Announcement.of(ENDS_BY_TIME, Part.WHOLE, requests(0, 40)))
                .isEqualTo("at most 40 requests in 1 min, 8 in flight");
    }

    @Test
    void saysOnlyWhatThisShardSends() {
        assertThat(Announcement.of(ENDS_BY_COUNT, new Part(2, 3), requests(3, 15)))
                .isEqualTo("15 requests after 3 to warm up, 3 in flight");
        assertThat(Announcement.of(ENDS_BY_TIME, new Part(3, 3), requests(2, 10)))
                .isEqualTo("at most 10 requests in 1 min after 2 to warm up, 2 in flight");
    }

    /** A test that ends by time may have sent fewer when it was recorded. */
    @Test
    void saysWhatARecordingHas() {
        assertThat(Announcement.of(ENDS_BY_TIME, Part.WHOLE, requests(0, 1))).isEqualTo("1 request, 8 in flight");
    }
}
