package dev.assay.plan.testspecs;

import static dev.assay.testing.Plans.calibrate;
import static dev.assay.testing.Plans.max;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowedFailuresTest {
    private static final Limit TWO = max("failed", 2, Unit.COUNT, "2");
    private static final Limit PERCENT = max("failed-share", 0.29, Unit.SHARE, "29 %");

    private static AllowedFailures of(Limit... limits) {
        return AllowedFailures.of(Plans.loadTest(100, 3, limits));
    }

    @Test
    void allowNoFailureWithoutALimit() {
        assertThat(of().covers(0, 40)).isTrue();
        assertThat(of().covers(1, 40)).isFalse();
        assertThat(of().most(40)).isZero();
        assertThat(of(calibrate("failed")).most(40)).isZero();
        assertThat(AllowedFailures.of(Plans.accuracy(3)).most(3)).isZero();
    }

    @Test
    void allowACountOrAShareAndTheSmallerOfBoth() {
        assertThat(of(TWO).most(40)).isEqualTo(2);
        assertThat(of(TWO).most(1)).isEqualTo(1);
        assertThat(of(PERCENT).most(100)).isEqualTo(29); // 0.29 × 100 is 28.999999999999996
        assertThat(of(PERCENT, TWO).most(100)).isEqualTo(2);
        assertThat(of(PERCENT, TWO).most(5)).isEqualTo(1);
    }

    @Test
    void allowExactlyTheMostForEveryNumberOfRequests() {
        assertThat(IntStream.rangeClosed(1, 300)).allSatisfy(sent -> {
            var most = of(PERCENT).most(sent);
            assertThat(of(PERCENT).covers(most, sent)).isTrue();
            assertThat(of(PERCENT).covers(most + 1, sent)).isFalse();
        });
    }

    @Test
    void followEnforcedLimitsBeforeTolerated() {
        var told = Plans.oneOfSeveral(max("failed", 0, Unit.COUNT, "0"), false);

        assertThat(of(TWO, told).most(40)).isEqualTo(2);
        assertThat(of(told).most(40)).isZero();
    }
}
