package dev.assay.run.checked;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.TestSpec.LoadTest;
import dev.assay.run.options.RunMode;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the load tests of a plan fit into the memory that this JVM may use. A test that does not would be measured to its end, and then not be judged.
 *
 * @param heap the most that the heap may have, in bytes
 * @param outside the most that buffers outside the heap may have, in bytes
 */
public record MemoryCheck(long heap, long outside) {
    /** Returns the check for this JVM. */
    public static MemoryCheck here() {
        var heap = Runtime.getRuntime().maxMemory();
        return new MemoryCheck(
                heap, outsideFlag().filter(bytes -> bytes > 0).orElse(heap)); // 0: as much as the heap may have
    }

    private static Optional<Long> outsideFlag() {
        // Only HotSpot has this bean.
        var hotSpot = Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class));
        return hotSpot.map(
                bean -> Long.parseLong(bean.getVMOption("MaxDirectMemorySize").getValue()));
    }

    /** Returns the load tests that do not fit; none if nothing is to be measured, planned or merged. */
    public Stream<Problem> problems(RunMode mode, Plan plan) {
        if (mode instanceof RunMode.Merge) {
            return unjudged(plan)
                    .map(load -> new Problem(
                            load.test.place(),
                            load.planned.name() + " needs, " + judging(load) + ": " + more(load.need.judging())));
        }
        return measures(mode) ? problems(plan, processes(mode)) : Stream.empty();
    }

    private static boolean measures(RunMode mode) {
        return mode instanceof RunMode.Live || mode instanceof RunMode.Sharded || mode instanceof RunMode.PlanOnly;
    }

    private static int processes(RunMode mode) {
        return mode instanceof RunMode.Sharded shards ? shards.shard().shard().of() : 1;
    }

    /** Returns the load tests that cannot be judged here, once they are measured. How many requests a time gives is known only then. */
    private Stream<Load> unjudged(Plan plan) {
        return loads(plan, 1).filter(load -> !load.test.endsByTime() && load.need.judging() > heap);
    }

    /**
     * Returns what may not fit: load tests at a rate without a limit on the requests in flight, if all of them were in flight at once, and what the first of several
     * shards measures together with others that cannot be judged in as much memory as it has.
     */
    public Stream<String> warnings(RunMode mode, Plan plan) {
        if (!measures(mode)) {
            return Stream.empty();
        }
        var processes = processes(mode);
        var unlimited = loads(plan, processes)
                .filter(load -> MemoryNeed.inFlight(load.test.pace()).isEmpty())
                .filter(load -> load.need.fits(heap, outside))
                .filter(load -> !all(load).fits(heap, outside))
                .map(this::unlimited);
        var merged =
                mode instanceof RunMode.Sharded shards && shards.shard().shard().leads()
                        ? unjudged(plan)
                                .map(load -> load.planned.name() + " needs, when all shards are merged, "
                                        + judging(load) + " here. When you merge, " + more(load.need.judging()))
                        : Stream.<String>empty();
        return Stream.concat(unlimited, merged);
    }

    private static MemoryNeed all(Load load) {
        return MemoryNeed.with(load.test, load.processes, load.test.requests());
    }

    private String unlimited(Load load) {
        var all = all(load);
        var most = MemoryNeed.inFlightFitting(load.test, load.processes, heap, outside);
        return load.planned.name() + " has a rate and no max-in-flight, so a slow server may have all its "
                + load.test.requests()
                + " requests in flight at once. For that it would need about " + mebibytes(all.heap()) + " of the "
                + mebibytes(heap) + " that the JVM may use, and " + mebibytes(all.outside()) + " of the "
                + mebibytes(outside) + " outside the heap. Set max-in-flight: " + most + ", or "
                + more(Math.max(all.heap(), all.outside()));
    }

    private Stream<Problem> problems(Plan plan, int processes) {
        return loads(plan, processes)
                .filter(load -> !load.need.fits(heap, outside))
                .map(load -> new Problem(load.test.place(), text(load)));
    }

    /** Returns a line about the load test of a plan that needs most, if it needs more than half of the heap; none otherwise. */
    public Stream<String> line(Plan plan) {
        return loads(plan, 1).max((one, other) -> Long.compare(one.need.heap(), other.need.heap())).stream()
                .filter(most -> 2 * most.need.heap() > heap)
                .map(most -> "memory: about " + mebibytes(most.need.heap()) + " of the " + mebibytes(heap)
                        + " that the JVM may use, for " + most.planned.name());
    }

    /** @param processes how many measure it together */
    private record Load(Planned planned, LoadTest test, int processes, MemoryNeed need) {}

    private static Stream<Load> loads(Plan plan, int processes) {
        return plan.tests().stream()
                .flatMap(planned -> planned.test() instanceof LoadTest test
                        ? Stream.of(new Load(planned, test, processes, MemoryNeed.of(test, processes)))
                        : Stream.empty());
    }

    private String text(Load load) {
        var need = load.need;
        var fitting = need.heap() > heap
                ? MemoryNeed.fitting(load.test, load.processes, heap) + " requests"
                : need.inFlightFitting(outside) * load.processes + " in flight";
        var which = need.heap() > heap
                ? need.judging() > need.measuring()
                        ? judging(load)
                        : "to be measured, about " + mebibytes(need.heap()) + " of memory, and the JVM may use "
                                + mebibytes(heap)
                : "for the answers in flight, about " + mebibytes(need.outside())
                        + " of memory outside the heap, and the JVM may use " + mebibytes(outside);
        var most = Math.max(need.heap(), need.outside());
        return load.planned.name() + " needs, " + which + ": "
                + (fitting.startsWith("0 ") ? "" : "plan at most " + fitting + ", or ")
                + more(most);
    }

    private String judging(Load load) {
        return "to be judged, about " + mebibytes(load.need.judging()) + " of memory, and the JVM may use "
                + mebibytes(heap);
    }

    private static String more(long bytes) {
        return String.format(
                Locale.ROOT,
                "give the JVM more: `mvn -DargLine=-Xmx%1$dm verify`, or `java -Xmx%1$dm -jar assay.jar verify`",
                (bytes >> 20) * 5 / 4);
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", (bytes + (1 << 20) - 1) >> 20);
    }
}
