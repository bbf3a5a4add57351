package dev.assay.run.checked;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.TestSpec.LoadTest;
import dev.assay.run.options.RunMode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
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
                + mebibytes(outside) + " outside the heap. Set max-in-flight: " + most + ", or " + more(all);
    }

    private Stream<Problem> problems(Plan plan, int processes) {
        return loads(plan, processes)
                .filter(load -> !load.need.fits(heap, outside))
                .map(load -> new Problem(load.test.place(), text(load)));
    }

    /** Returns a line about the load test of a plan that needs most of the heap, and of what lies outside, each if that is more than half of what there is. */
    public Stream<String> lines(Plan plan) {
        return Stream.concat(
                most(plan, MemoryNeed::heap, heap)
                        .map(most -> "memory: about " + mebibytes(most.need.heap()) + " of the " + mebibytes(heap)
                                + " that the JVM may use, for " + most.planned.name()),
                most(plan, MemoryNeed::outside, outside)
                        .map(most -> "memory: about " + mebibytes(most.need.outside()) + " of the "
                                + mebibytes(outside)
                                + " that the JVM may use outside the heap, for the answers in flight of "
                                + most.planned.name()));
    }

    private static Stream<Load> most(Plan plan, ToLongFunction<MemoryNeed> bytes, long available) {
        return loads(plan, 1).max(Comparator.comparingLong(load -> bytes.applyAsLong(load.need))).stream()
                .filter(most -> 2 * bytes.applyAsLong(most.need) > available);
    }

    /** @param processes how many measure it together */
    private record Load(Planned planned, LoadTest test, int processes, MemoryNeed need) {}

    private static Stream<Load> loads(Plan plan, int processes) {
        return plan.tests().stream()
                .flatMap(planned -> planned.test() instanceof LoadTest test
                        ? Stream.of(new Load(planned, test, processes, MemoryNeed.of(test, processes)))
                        : Stream.empty());
    }

    /** Names each memory that is too small, with what fits into it, and the flags that make both large enough. */
    private String text(Load load) {
        var need = load.need;
        var needs = new ArrayList<String>();
        var fitting = new ArrayList<String>();
        if (need.heap() > heap) {
            needs.add(
                    need.judging() > need.measuring()
                            ? judging(load)
                            : "to be measured, about " + mebibytes(need.heap()) + " of memory, and the JVM may use "
                                    + mebibytes(heap));
            fitting.add(MemoryNeed.fitting(load.test, load.processes, heap) + " requests");
        }
        if (need.outside() > outside) {
            needs.add("for the answers in flight, about " + mebibytes(need.outside())
                    + " of memory outside the heap, and the JVM may use " + mebibytes(outside));
            fitting.add(need.inFlightFitting(outside) * load.processes + " in flight");
        }
        return load.planned.name() + " needs, " + String.join("; and, ", needs) + ": "
                + (fitting.stream().anyMatch(most -> most.startsWith("0 "))
                        ? ""
                        : "plan at most " + String.join(" and ", fitting) + ", or ")
                + more(need);
    }

    private String judging(Load load) {
        return "to be judged, about " + mebibytes(load.need.judging()) + " of memory, and the JVM may use "
                + mebibytes(heap);
    }

    private static String more(long bytes) {
        return given(xmx(bytes));
    }

    /** What lies outside the heap may be as large as the heap, unless a flag of its own says how large it may be; then -Xmx does not change it. */
    private String more(MemoryNeed need) {
        if (outside == heap || need.outside() <= outside) {
            return more(Math.max(need.heap(), outside == heap ? need.outside() : 0));
        }
        return given((need.heap() > heap ? xmx(need.heap()) + " " : "") + "-XX:MaxDirectMemorySize="
                + enough(need.outside()));
    }

    private static String xmx(long bytes) {
        return "-Xmx" + enough(bytes);
    }

    private static String enough(long bytes) {
        return (bytes >> 20) * 5 / 4 + "m";
    }

    private static String given(String flags) {
        var words = flags.contains(" ") ? "\"" + flags + "\"" : flags;
        return "give the JVM more: `mvn -DargLine=" + words + " verify`, or `java " + flags + " -jar assay.jar verify`";
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", (bytes + (1 << 20) - 1) >> 20);
    }
}
