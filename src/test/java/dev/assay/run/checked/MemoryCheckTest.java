package dev.assay.run.checked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.run.options.ShardOptions;
import dev.assay.shards.Shard;
import dev.assay.testing.Plans;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
    private static final long MIB = 1 << 20;
    private static final Options LIVE = Options.of(Map.of("assay.endpoint", "http://127.0.0.1:8000"));
    private static final Options PLAN_ONLY = Options.of(Map.of("assay.plan", "true"));
    private static final Options REPLAY = Options.of(Map.of());
    /** Sixteen million tokens. */
    private static final Plan LARGE = Plans.plan(Plans.loadTest(20_000, 800));

    private static List<String> messages(MemoryCheck check, Options options, Plan plan) {
        return check.problems(options.mode(), plan)
                .map(problem -> problem.message())
                .toList();
    }

    @Test
    void refusesALoadTestThatCannotBeJudgedAndSaysHowManyRequestsFit() {
        assertThat(messages(new MemoryCheck(512 * MIB, 512 * MIB), LIVE, LARGE))
                .containsExactly("smollm2-135m c4 needs, to be judged, about 877 MiB of memory, and the JVM may use"
                        + " 512 MiB: plan at most 10665 requests, or give the JVM more:"
                        + " `mvn -DargLine=-Xmx1095m verify`, or `java -Xmx1095m -jar assay.jar verify`");
        assertThat(messages(new MemoryCheck(512 * MIB, 512 * MIB), PLAN_ONLY, LARGE))
                .hasSize(1);
    }

    @Test
    void takesThePlanOnceItHasTheRequestsThatFitOrTheMemoryThatItNeeds() {
        var check = new MemoryCheck(512 * MIB, 512 * MIB);

        assertThat(messages(check, LIVE, Plans.plan(Plans.loadTest(10_665, 800))))
                .isEmpty();
        assertThat(messages(check, LIVE, Plans.plan(Plans.loadTest(10_666, 800))))
                .hasSize(1);
        assertThat(messages(new MemoryCheck(1095 * MIB, 1095 * MIB), LIVE, LARGE))
                .isEmpty();
    }

    @Test
    void refusesMoreAnswersInFlightThanFitOutsideTheHeap() {
        var test = Plans.with(Plans.loadTest(20_000, 800), new Pace.Closed(10_000), new TestLength(20_000));

        assertThat(messages(new MemoryCheck(4096 * MIB, 1024 * MIB), LIVE, Plans.plan(test)))
                .containsExactly("smollm2-135m c4 needs, for the answers in flight, about 2,344 MiB of memory outside"
                        + " the heap, and the JVM may use 1,024 MiB: plan at most 4369 in flight, or give the JVM more:"
                        + " `mvn -DargLine=-Xmx2928m verify`, or `java -Xmx2928m -jar assay.jar verify`");
    }

    @Test
    void countsOnlyTheShareOfAShard() {
        var check = new MemoryCheck(192 * MIB, 512 * MIB);
        var shards = new ShardOptions(new Shard(2, 4), Path.of("runs"), Optional.empty());

        assertThat(check.problems(new RunMode.Sharded((RunMode.Live) LIVE.mode(), shards), LARGE))
                .isEmpty();
        assertThat(messages(check, LIVE, LARGE)).hasSize(1);
    }

    @Test
    void refusesNoRecording() {
        assertThat(messages(new MemoryCheck(64 * MIB, 64 * MIB), REPLAY, LARGE)).isEmpty();
    }

    @Test
    void saysInThePlanWhatTheLargestLoadTestNeeds() {
        assertThat(new MemoryCheck(1024 * MIB, 1024 * MIB).line(LARGE))
                .containsExactly("memory: about 877 MiB of the 1,024 MiB that the JVM may use, for smollm2-135m c4");
        assertThat(new MemoryCheck(4096 * MIB, 4096 * MIB).line(LARGE)).isEmpty();
    }
}
