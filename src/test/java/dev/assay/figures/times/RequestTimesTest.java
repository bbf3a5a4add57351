package dev.assay.figures.times;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import org.junit.jupiter.api.Test;

/** Values worked out by hand; the arithmetic stands beside them. */
class RequestTimesTest {
    private static RequestTimes times(Trace trace) {
        return RequestTimes.of(trace).orElseThrow();
    }

    /** Due at 10, let go by a throttle at 13, sent at 14 ms. */
    @Test
    void tellsTheWaitForTheThrottleFromTheLagOfTheClient() {
        var trace = Traces.trace("a")
                .sentAt(10, 14)
                .text(34, " a")
                .last(44, " b", "length")
                .usage(256, 2)
                .done()
                .build();

        assertThat(times(trace).clientWait()).isEqualTo(4);
        assertThat(times(trace).scheduleLag()).isEqualTo(4);
        assertThat(RequestTimes.of(trace, 13_000_000).orElseThrow().scheduleLag())
                .isEqualTo(1);
    }

    /** What comes after the last text and is neither text nor a finish reason does not count. */
    @Test
    void endsWithTheLastTextWhereNothingSaysWhyItEnded() {
        var trace = Traces.trace("a")
                .text(20, " a")
                .text(30, " b")
                .text(50, "")
                .text(60, "")
                .usage(256, 2)
                .done()
                .build();

        assertThat(times(trace).e2e()).isEqualTo(30);
    }

    @Test
    void hasAGapBetweenTwoReads() {
        var two = times(Traces.whole("a", 0, 20, 7, 2));

        assertThat(two.ttst()).hasValue(7);
        assertThat(two.gaps().millis()).containsExactly(7.0);
        assertThat(two.gaps()).hasToString("1 gaps");
        assertThat(times(Traces.whole("a", 0, 20, 7, 1)).ttst()).isEmpty();
    }

    @Test
    void isEqualToTheTimesOfARequestWithTheSameGaps() {
        var three = times(Traces.whole("a", 0, 20, 7, 3));

        assertThat(three)
                .isEqualTo(times(Traces.whole("a", 0, 20, 7, 3)))
                .hasSameHashCodeAs(times(Traces.whole("a", 0, 20, 7, 3)));
        assertThat(three.gaps())
                .isNotEqualTo(times(Traces.whole("a", 0, 20, 8, 3)).gaps())
                .doesNotHaveSameHashCodeAs(times(Traces.whole("a", 0, 20, 8, 3)).gaps())
                .isNotEqualTo("2 gaps");
    }

    /** Of 40 tokens the first two came in one event each, at 20 ms, where the others had 1 ms each: they may have been held back. */
    @Test
    void mayHaveBeenHeldBackWhereTheFirstReadBroughtSeveralEvents() {
        var trace = Traces.trace("a").text(20, " x").text(20, " x");
        for (var i = 1; i < 38; i++) {
            trace.text(20 + i, " x");
        }
        var times = times(trace.last(58, " x", "length").usage(256, 40).done().build());

        assertThat(times.isRough()).isTrue();
        assertThat(times.fastest().tpot()).hasValue(1); // 38 / (40 − 2)
        assertThat(times.slowest().tpot()).hasValue(58.0 / 39);
        assertThat(times.slowest().isRough()).isFalse();
        assertThat(times.lacksTokenTime()).isFalse();
    }

    /** The same, but the second event of the first read has no text, or none came: one event is not held back. */
    @Test
    void wasNotHeldBackWhereTheFirstReadBroughtOneEventWithText() {
        for (var first : new int[] {1, 2}) {
            var trace = Traces.trace("a").text(20, " x");
            if (first == 2) {
                trace.text(20, "");
            }
            for (var i = 1; i < 38; i++) {
                trace.text(20 + i, " x");
            }
            var times = times(
                    trace.last(58, " x", "length").usage(256, first + 38).done().build());

            assertThat(times.isRough()).isFalse();
            assertThat(times.tpot()).hasValue(1);
        }
    }

    /** The first event has two choices with a text each, which end at the same byte. */
    @Test
    void wasNotHeldBackWhereTheFirstReadBroughtTwoChoicesOfOneEvent() {
        var trace = Traces.trace("a")
                .data(20, "{\"choices\":[{\"index\":0,\"text\":\" x\"},{\"index\":1,\"text\":\" x\"}]}");
        for (var i = 1; i < 38; i++) {
            trace.text(20 + i, " x");
        }

        var times = times(trace.last(58, " x", "length").usage(256, 40).done().build());

        assertThat(times.isRough()).isFalse();
        assertThat(times.tpot()).hasValue(1);
    }

    @Test
    void lacksGapsAndTheTimeOfATokenWhereOneReadBroughtSeveralTokens() {
        var atOnce = times(Traces.whole("a", 0, 20, 0, 5));
        var single = times(Traces.whole("a", 0, 20, 0, 1));

        assertThat(atOnce.lacksGaps()).isTrue();
        assertThat(atOnce.lacksTokenTime()).isTrue();
        assertThat(atOnce.fastest()).isSameAs(atOnce);
        assertThat(atOnce.slowest()).isSameAs(atOnce);
        assertThat(single.lacksGaps()).isFalse();
        assertThat(single.lacksTokenTime()).isFalse();
    }

    /** Nobody knows how many tokens it has. */
    @Test
    void mayHaveSeveralTokensWhereNothingCountsThem() {
        var uncounted =
                times(Traces.trace("a").last(20, " a b", "length").done().build());

        assertThat(uncounted.lacksGaps()).isTrue();
        assertThat(uncounted.lacksTokenTime()).isTrue();
    }
}
