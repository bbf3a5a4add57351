package dev.assay.plant;

import static dev.assay.plant.Faults.planted;
import static dev.assay.plant.Faults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailedRequestsTest {
    private static List<Trace> traces(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Traces.whole("c4-" + i, i * 100, 20, 10, 3))
                .toList();
    }

    @Test
    void endRequestsWithAnErrorOfTheServerWhenTheyEnded() {
        var planted = planted(Plans.loadTest(10, 3), Plans.recording(traces(10)), "failed+11%")
                .traces();

        var failed = planted.stream().filter(trace -> !trace.complete()).toList();
        assertThat(failed).hasSize(2).allSatisfy(trace -> {
            assertThat(trace.ending()).isEqualTo(new Ending.HttpError(500, "planted fault"));
            assertThat(trace.ending().failedByServer()).isTrue();
            assertThat(Ending.ofCleanEnd(Objects.requireNonNull(trace.head()), trace.body()))
                    .isEqualTo(trace.ending());
        });
        assertThat(planted)
                .extracting(Trace::ended)
                .containsExactlyElementsOf(traces(10).stream().map(Trace::ended).toList());
    }

    @Test
    void areOnlyThoseThatHadAnAnswer() {
        var broken = Traces.whole("c4-0", 0, 20, 10, 3).endedAs(new Ending.ConnectFailed("connection refused"));

        assertThat(refused(Plans.loadTest(1, 3), Plans.recording(List.of(broken)), "failed+1%"))
                .isEqualTo("of 1 requests, 1 would have to fail, and 0 have an answer");
    }
}
