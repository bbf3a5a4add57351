package dev.assay.run.checked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.Arrivals;
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
                        + " `mvn -DargLine=-XX:MaxDirectMemorySize=2928m verify`, or"
                        + " `java -XX:MaxDirectMemorySize=2928m -jar assay.jar verify`");
    }

    private static Plan closed(int inFlight, int requests) {
        return Plans.plan(
                Plans.with(Plans.loadTest(requests, 800), new Pace.Closed(inFlight), new TestLength(requests)));
    }

    @Test
    void namesBothMemoriesIfBothAreTooSmallAndWhatIsEnoughForBoth() {
        var small = new MemoryCheck(512 * MIB, 512 * MIB);

        assertThat(messages(small, LIVE, closed(10_000, 20_000)))
                .containsExactly("smollm2-135m c4 needs, to be judged, about 877 MiB of memory, and the JVM may use"
                        + " 512 MiB; and, for the answers in flight, about 2,344 MiB of memory outside the heap, and the JVM"
                        + " may use 512 MiB: plan at most 10665 requests and 2184 in flight, or give the JVM more:"
                        + " `mvn -DargLine=-Xmx2928m verify`, or `java -Xmx2928m -jar assay.jar verify`");
        assertThat(messages(new MemoryCheck(2928 * MIB, 2928 * MIB), LIVE, closed(10_000, 20_000)))
                .isEmpty();
        assertThat(messages(small, LIVE, closed(2_184, 10_665))).isEmpty();
        assertThat(messages(small, LIVE, closed(2_185, 10_665))).hasSize(1);
        assertThat(messages(small, LIVE, closed(2_184, 10_666))).hasSize(1);
    }

    @Test
    void namesBothFlagsIfBothMemoriesHaveOne() {
        assertThat(messages(new MemoryCheck(512 * MIB, 256 * MIB), LIVE, closed(10_000, 20_000)))
                .singleElement()
                .asString()
                .endsWith(" and 1092 in flight, or give the JVM more:"
                        + " `mvn -DargLine=\"-Xmx1095m -XX:MaxDirectMemorySize=2928m\" verify`, or"
                        + " `java -Xmx1095m -XX:MaxDirectMemorySize=2928m -jar assay.jar verify`");
    }

    @Test
    void saysInThePlanWhatTheAnswersInFlightNeedOutsideTheHeap() {
        assertThat(new MemoryCheck(4096 * MIB, 3072 * MIB).lines(closed(10_000, 20_000)))
                .containsExactly(
                        "memory: about 2,344 MiB of the 3,072 MiB that the JVM may use outside the heap, for the"
                                + " answers in flight of smollm2-135m c4");
    }

    @Test
    void countsOnlyTheShareOfAShard() {
        var check = new MemoryCheck(192 * MIB, 512 * MIB);
        var shards = new ShardOptions(new Shard(2, 4), Path.of("runs"), Optional.empty());

        assertThat(check.problems(new RunMode.Sharded((RunMode.Live) LIVE.mode(), shards), LARGE))
                .isEmpty();
        assertThat(messages(check, LIVE, LARGE)).hasSize(1);
    }

    /** Of three streams, the first of two shards has two, and so 13,333 of 20,000 requests. */
    @Test
    void countsTheLargestShareOfShards() {
        var uneven = Plans.plan(Plans.with(Plans.loadTest(20_000, 800), new Pace.Closed(3), new TestLength(20_000)));
        var shards = new ShardOptions(new Shard(2, 2), Path.of("runs"), Optional.empty());
        var mode = new RunMode.Sharded((RunMode.Live) LIVE.mode(), shards);
        var third = ((13_334 * (4096 + 6 * 256L)) >> 20) + 96;

        assertThat(new MemoryCheck((third + 2) * MIB, 512 * MIB).problems(mode, uneven))
                .isEmpty();
        assertThat(new MemoryCheck((third - 2) * MIB, 512 * MIB).problems(mode, uneven))
                .hasSize(1);
    }

    @Test
    void refusesToMergeWhatCannotBeJudged() {
        var merge = new RunMode.Merge(List.of(Path.of("runs/joint-1")));

        assertThat(new MemoryCheck(512 * MIB, 512 * MIB).problems(merge, LARGE).map(Problem::message))
                .containsExactly("smollm2-135m c4 needs, to be judged, about 877 MiB of memory, and the JVM may use"
                        + " 512 MiB: give the JVM more: `mvn -DargLine=-Xmx1095m verify`, or"
                        + " `java -Xmx1095m -jar assay.jar verify`");
        assertThat(new MemoryCheck(1095 * MIB, 64 * MIB).problems(merge, LARGE)).isEmpty();
    }

    @Test
    void saysToTheFirstShardThatTheMergedRunNeedsMore() {
        var check = new MemoryCheck(512 * MIB, 512 * MIB);
        var live = (RunMode.Live) LIVE.mode();

        assertThat(check.warnings(
                        new RunMode.Sharded(live, new ShardOptions(new Shard(1, 4), Path.of("runs"), Optional.empty())),
                        LARGE))
                .containsExactly("smollm2-135m c4 needs, when all shards are merged, to be judged, about 877 MiB of"
                        + " memory, and the JVM may use 512 MiB here. When you merge, give the JVM more:"
                        + " `mvn -DargLine=-Xmx1095m verify`, or `java -Xmx1095m -jar assay.jar verify`");
        assertThat(check.warnings(
                        new RunMode.Sharded(live, new ShardOptions(new Shard(2, 4), Path.of("runs"), Optional.empty())),
                        LARGE))
                .isEmpty();
    }

    /** 20,000 answers of 15 pieces of 16 KiB; 4,369 of them fit into 1 GiB. */
    @Test
    void saysWhatATestAtARateNeedsIfTheServerLeavesAllRequestsInFlight() {
        var open = Plans.plan(Plans.open(Plans.loadTest(20_000, 800), 50, new Arrivals.Constant()));
        var check = new MemoryCheck(4096 * MIB, 1024 * MIB);

        assertThat(messages(check, LIVE, open)).isEmpty();
        assertThat(check.warnings(LIVE.mode(), open))
                .containsExactly("smollm2-135m c4 has a rate and no max-in-flight, so a slow server may have all its"
                        + " 20000 requests in flight at once. For that it would need about 877 MiB of the 4,096 MiB that"
                        + " the JVM may use, and 4,688 MiB of the 1,024 MiB outside the heap. Set max-in-flight: 4369, or"
                        + " give the JVM more: `mvn -DargLine=-XX:MaxDirectMemorySize=5858m verify`, or"
                        + " `java -XX:MaxDirectMemorySize=5858m -jar assay.jar verify`");
        assertThat(check.warnings(PLAN_ONLY.mode(), open)).hasSize(1);
        assertThat(check.warnings(REPLAY.mode(), open)).isEmpty();
        assertThat(new MemoryCheck(6000 * MIB, 6000 * MIB).warnings(LIVE.mode(), open))
                .isEmpty();
        assertThat(check.warnings(LIVE.mode(), LARGE)).as("a closed loop").isEmpty();
    }

    @Test
    void refusesNoRecording() {
        assertThat(messages(new MemoryCheck(64 * MIB, 64 * MIB), REPLAY, LARGE)).isEmpty();
    }

    @Test
    void saysInThePlanWhatTheLargestLoadTestNeeds() {
        assertThat(new MemoryCheck(1024 * MIB, 1024 * MIB).lines(LARGE))
                .containsExactly("memory: about 877 MiB of the 1,024 MiB that the JVM may use, for smollm2-135m c4");
        assertThat(new MemoryCheck(4096 * MIB, 4096 * MIB).lines(LARGE)).isEmpty();
    }
}
