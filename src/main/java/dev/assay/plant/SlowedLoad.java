package dev.assay.plant;

import dev.assay.figures.DueRequestCount;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.GpuRecord;
import dev.assay.recording.Histogram;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerRecord;
import dev.assay.recording.SideRecords;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A load test whose answers take longer. The client does what it would have done: in a closed loop a request is sent when the one before it in its
 * slot ends, which is now later, so that rates fall; behind a throttle a request waits longer. At a rate, requests are sent when they were. The
 * delays of the client stay. What the server itself measured, and the samples of its GPUs, follow the times.
 */
final class SlowedLoad {
    private static final double NANOS_PER_SECOND = 1e9;

    private final TestSpec.LoadTest loadTest;
    private final Recording recording;
    private final List<Trace> inOrder;
    private final Map<String, SlowedRequest> slowed = new LinkedHashMap<>();
    private final Map<String, Trace> planted = new LinkedHashMap<>();

    private SlowedLoad(TestSpec.LoadTest loadTest, Recording recording, Fault.Slower fault) {
        this.loadTest = loadTest;
        this.recording = recording;
        this.inOrder = recording.measured().stream()
                .sorted(Comparator.comparingLong(Trace::scheduled).thenComparingLong(Trace::sent))
                .toList();
        inOrder.forEach(trace -> slowed.put(trace.id(), SlowedRequest.of(trace, fault)));
    }

    static Recording of(TestSpec.LoadTest loadTest, Recording recording, Fault.Slower fault) {
        var load = new SlowedLoad(loadTest, recording, fault);
        load.send();
        return load.recording();
    }

    /**
     * Sends the requests again, in the order in which they were due. In a closed loop the first ones find a free slot, and each later one takes the
     * slot that is free first. Behind a throttle the same holds for the requests in flight.
     */
    private void send() {
        var slots = loadTest.pace() instanceof Pace.Closed closed ? closed.concurrency() : Integer.MAX_VALUE;
        var throttle = loadTest.pace().maxInFlight();
        var most = throttle == null ? Integer.MAX_VALUE : throttle.intValue();
        var ends = inOrder.stream().mapToLong(Trace::ended).sorted().toArray();
        var slotsFree = new PriorityQueue<Long>();
        var flightsFree = new PriorityQueue<Long>();
        for (var i = 0; i < inOrder.size(); i++) {
            var trace = inOrder.get(i);
            var due = trace.scheduled();
            if (i >= slots && ends[i - slots] <= due) {
                // Recordings of earlier versions have a short time between the two.
                due += slotsFree.remove() - ends[i - slots];
            }
            var released = trace.scheduled();
            var releases = due;
            if (i >= most) {
                released = Math.max(released, ends[i - most]);
                releases = Math.max(releases, flightsFree.remove());
            }
            var again = request(trace).at(due, releases + trace.sent() - released);
            planted.put(trace.id(), again);
            slotsFree.add(again.ended());
            flightsFree.add(again.ended());
        }
    }

    private SlowedRequest request(Trace trace) {
        return Objects.requireNonNull(slowed.get(trace.id()));
    }

    private Recording recording() {
        var traces = new ArrayList<Trace>();
        var gone = new ArrayList<Trace>();
        var begin = DueRequestCount.begin(recording.measured());
        for (var trace : recording.traces()) {
            var again = planted.get(trace.id());
            if (again == null) {
                traces.add(trace);
            } else if (loadTest.endsByTime()
                    && again.scheduled() - begin >= loadTest.length().nanos()) {
                gone.add(trace);
            } else {
                traces.add(again);
            }
        }
        return new Recording(recording.header(), traces, sides(gone));
    }

    private SideRecords sides(List<Trace> gone) {
        var records = recording.sideRecords();
        var counted = recording.counted().orElse(null);
        if (counted != null) {
            records = records.with(server(counted, gone));
        }
        var gpu = recording.gpu().orElse(null);
        return gpu == null ? records : records.with(stretched(gpu));
    }

    private ServerRecord server(ServerRecord counted, List<Trace> gone) {
        var first = 0L;
        var rest = 0L;
        for (var each : slowed.values()) {
            first += each.first();
            rest += each.rest();
        }
        var slower = new ServerRecord(
                counted.scrapes(),
                counted.failed(),
                counted.unseen(),
                counted.busyBefore(),
                counted.counts(),
                counted.finished(),
                longer(counted.ttft(), first / NANOS_PER_SECOND),
                longer(counted.itl(), rest / NANOS_PER_SECOND),
                counted.gauges());
        return PlantedCounts.without(slower, gone);
    }

    private static @Nullable Histogram longer(@Nullable Histogram times, double seconds) {
        return times == null || times.sum() <= 0
                ? times
                : PlantedCounts.scaled(times, (times.sum() + seconds) / times.sum());
    }

    /** The samples are spread over the time that the requests take now. */
    private GpuRecord stretched(GpuRecord gpu) {
        var from = inOrder.stream().mapToLong(Trace::sent).min().orElse(0);
        var to = inOrder.stream().mapToLong(Trace::ended).max().orElse(0);
        var now = planted.values().stream().mapToLong(Trace::ended).max().orElse(to);
        var longer = to > from ? (double) (now - from) / (to - from) : 1;
        return gpu.moved(nanos -> nanos <= from ? nanos : from + Math.round((nanos - from) * longer));
    }
}
