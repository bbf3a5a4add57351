package dev.assay.report.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.report.summary.PublishedAccuracy.Count;
import dev.assay.stats.Proportion;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedAccuracyTest {
    @Test
    void saysHowFarTwoCountsCanBeToldApart() {
        var counts = List.of(new Count("a", new Proportion(34, 40)), new Count("b", new Proportion(40, 40)));

        // 2 / 2^6; Tango's bound by Python as in PairedCountsTest
        assertThat(PublishedAccuracy.of(counts)).isEqualTo("""
                | deployment | right | accuracy | 95 % interval (Wilson) |
                |---|---|---|---|
                | a | 34/40 | 85.0 % | 70.9 to 92.9 % |
                | b | 40/40 | 100.0 % | 91.2 to 100.0 % |

                | compared | changed at least | p at best (McNemar, exact) | smallest margin that it could prove (Tango, 95 %) |
                |---|---|---|---|
                | a against b | 6 of 40 | 0.031 | 26.5 points |
                """);
    }

    @Test
    void refusesCountsOfDifferentQuestions() {
        var counts = List.of(new Count("a", new Proportion(34, 40)), new Count("b", new Proportion(8, 10)));

        assertThatThrownBy(() -> PublishedAccuracy.of(counts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Counts of the same questions have one size, found [40, 10].");
    }
}
