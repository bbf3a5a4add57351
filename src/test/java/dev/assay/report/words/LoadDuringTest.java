package dev.assay.report.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.asking.Asking;
import dev.assay.testing.Plans;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LoadDuringTest {
    @Test
    void saysWhatIsPlanned() {
        var alone = Plans.accuracy(5);
        var busy = alone.during(Plans.loadTest(2, 10));

        assertThat(LoadDuring.planned(alone, Language.ENGLISH)).isEqualTo("4");
        assertThat(LoadDuring.planned(alone, Language.CHINESE)).isEqualTo("4");
        assertThat(LoadDuring.planned(busy, Language.ENGLISH)).isEqualTo("4, during c4 (4 in flight)");
        assertThat(LoadDuring.planned(busy, Language.CHINESE)).isEqualTo("4，同时有负载：c4（并发：4）");
    }

    @Test
    void saysWhatWasThere() {
        var load = new Asking.During("c40", 40, OptionalDouble.of(39.8123), 120, 40, List.of());
        var none = new Asking.During("c40", 40, OptionalDouble.empty(), 3, 0, List.of("c40-during-1: 500 gone"));

        assertThat(LoadDuring.seen(load, Language.ENGLISH)).isEqualTo("during c40 (40 in flight, mean 39.812)");
        assertThat(LoadDuring.seen(load, Language.CHINESE)).isEqualTo("同时有负载：c40（并发：40，平均：39.812）");
        assertThat(LoadDuring.seen(none, Language.ENGLISH)).isEqualTo("during c40 (40 in flight)");
        assertThat(LoadDuring.seen(none, Language.CHINESE)).isEqualTo("同时有负载：c40（并发：40）");
    }
}
