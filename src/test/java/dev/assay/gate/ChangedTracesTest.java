package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangedTracesTest {
    @Test
    void areNotJudged() {
        var traces = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> Traces.whole("c4-" + i, 0, 20, 10, 3))
                .toList();
        var written = Plans.recording(traces);
        var changed =
                new Recording(written.header(), List.copyOf(traces), SideRecords.NONE.altered(Optional.of("c4.jsonl")));

        assertThat(Judge.judge(Plans.planned(Plans.loadTest(4, 3)), written).word())
                .isEqualTo("PASS");
        assertThat(Judge.judge(Plans.planned(Plans.loadTest(4, 3)), changed).headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m c4: the traces were changed after the test had ended: the SHA-256 "
                                + "in the last line of c4.jsonl does not match. No limit was judged; see the traces. (recorded 2026-11-21)");
    }
}
