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

    /** Returns the load tests that do not fit; none if nothing is to be measured or planned. */
    public Stream<Problem> problems(RunMode mode, Plan plan) {
        if (mode instanceof RunMode.Sharded shards) {
            return problems(plan, shards.shard().shard().of());
        }
        return mode instanceof RunMode.Live || mode instanceof RunMode.PlanOnly ? problems(plan, 1) : Stream.empty();
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
                ? (need.judging() > need.measuring() ? "to be judged, " : "to be measured, ") + "about "
                        + mebibytes(need.heap()) + " of memory, and the JVM may use " + mebibytes(heap)
                : "for the answers in flight, about " + mebibytes(need.outside())
                        + " of memory outside the heap, and the JVM may use " + mebibytes(outside);
        var most = Math.max(need.heap(), need.outside());
        return load.planned.name() + " needs, " + which + ": "
                + (fitting.startsWith("0 ") ? "" : "plan at most " + fitting + ", or ")
                + String.format(
                        Locale.ROOT,
                        "give the JVM more: `mvn -DargLine=-Xmx%1$dm verify`, or `java -Xmx%1$dm -jar assay.jar verify`",
                        (most >> 20) * 5 / 4);
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", (bytes + (1 << 20) - 1) >> 20);
    }
}
