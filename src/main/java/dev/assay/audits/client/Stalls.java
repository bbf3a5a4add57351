package dev.assay.audits.client;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.audits.shards.ShardClocks;
import dev.assay.figures.SteadyWindow;
import dev.assay.figures.times.RequestTimes;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The audit of stalls: periods in which no open stream brought anything, for much longer than streams usually pause. It only adds a note: a
 * server that stalls misses limits by that, and such a FAIL must stand. The stamps do not show whether the server or the client's machine stalled.
 */
public final class Stalls {
    private static final String NAME = "stalls";

    /** A stall lasts at least this many times the longest gap of the median request. */
    private static final int GAPS = 5;

    /** While a request waits for its first output, a stall also lasts this many median ttft: computing a prompt may hold up all streams. */
    private static final int PROMPTS = 3;

    private static final int SHOWN = 3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MS = 1e6;

    private Stalls() {}

    /**
     * A period without any output, in nanoseconds of the traces' clock.
     *
     * @param streams how many streams stood still
     */
    record Stall(long from, long to, int streams) {
        boolean touches(Trace trace) {
            return trace.sent() < to && trace.ended() > from;
        }
    }

    /** An instant at which a request begins or stops waiting for its first output, streaming, or being silent for long. */
    private record Change(long nanos, int waiting, int open, int silent) {}

    /** When a request brought its first and its last output, and its longest gap, in nanoseconds. */
    private record Stream(Trace trace, long first, long last, long longest) {
        static Optional<Stream> of(Trace trace) {
            var stamps = RequestTimes.stamps(trace);
            return stamps.length == 0
                    ? Optional.empty()
                    : Optional.of(new Stream(trace, stamps[0], stamps[stamps.length - 1], longestGap(stamps)));
        }

        long ttft() {
            return first - trace.sent();
        }
    }

    /** The usual longest gap and the usual ttft of a request, in nanoseconds. */
    private record Usual(long gap, long ttft) {
        static Usual of(List<Stream> streams) {
            return new Usual(
                    median(streams.stream()
                            .filter(each -> each.last > each.first)
                            .mapToLong(Stream::longest)),
                    median(streams.stream().mapToLong(Stream::ttft)));
        }

        long least(int waiting) {
            return waiting == 0 ? GAPS * gap : Math.max(GAPS * gap, PROMPTS * ttft);
        }
    }

    public static Finding of(TestSpec.LoadTest loadTest, Recording recording) {
        var clocks = ShardClocks.objection(recording);
        if (clocks.isPresent()) {
            return new Finding(NAME, Severity.SOUND, "not looked for: " + clocks.get());
        }
        return switch (SteadyWindow.of(loadTest, recording.measured())) {
            case SteadyWindow.None none -> new Finding(NAME, Severity.SOUND, "not looked for: " + none.reason());
            case SteadyWindow.Window window -> finding(window, recording);
        };
    }

    private static Finding finding(SteadyWindow.Window window, Recording recording) {
        var streams = streams(window);
        var usual = Usual.of(streams);
        var longest = "; the longest gap of a request is " + Unit.MILLISECONDS.format(usual.gap / NANOS_PER_MS)
                + " in the median";
        var stalls = in(window, streams, usual);
        if (stalls.isEmpty()) {
            return new Finding(NAME, Severity.SOUND, "the streams never stood still together" + longest);
        }
        var said = stalls.stream()
                .limit(SHOWN)
                .map(stall -> said(stall, recording.header()))
                .collect(Collectors.joining(", "));
        var more = stalls.size() > SHOWN ? " and " + (stalls.size() - SHOWN) + " more times" : "";
        return new Finding(NAME, Severity.NOTE, "all streams stood still together: " + said + more + longest);
    }

    private static String said(Stall stall, Recording.Header header) {
        return String.format(
                Locale.ROOT,
                "for %s with %d open, %.3f s into the test (%s)",
                Unit.MILLISECONDS.format((stall.to - stall.from) / NANOS_PER_MS),
                stall.streams,
                stall.from / NANOS_PER_SECOND,
                header.started().plusNanos(stall.from).truncatedTo(ChronoUnit.MILLIS));
    }

    /** Returns the stalls in their order, from when all requests of the ramp have brought output until the last send. */
    static List<Stall> in(SteadyWindow.Window window) {
        var streams = streams(window);
        return in(window, streams, Usual.of(streams));
    }

    private static List<Stream> streams(SteadyWindow.Window window) {
        return window.issued().stream()
                .map(Stream::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Stall> in(SteadyWindow.Window window, List<Stream> streams, Usual usual) {
        if (usual.gap == 0) {
            return List.of();
        }
        // Until then the first requests wait until the prompts of the others are computed.
        var begin = streams.stream()
                .limit(window.ramp())
                .mapToLong(Stream::first)
                .max()
                .orElse(window.start());
        var stalls = new ArrayList<Stall>();
        var waiting = 0;
        var open = 0;
        var silent = 0;
        var since = 0L;
        var waited = 0;
        for (var change : changes(streams, usual.least(0))) {
            var stood = open > 0 && silent == open;
            var stall = new Stall(Math.max(since, begin), Math.min(change.nanos, window.end()), open);
            waiting += change.waiting;
            open += change.open;
            silent += change.silent;
            var stands = open > 0 && silent == open;
            if (stood && !stands && stall.to - stall.from >= usual.least(waited)) {
                stalls.add(stall);
            }
            since = stood ? since : change.nanos;
            waited = stood ? Math.max(waited, waiting) : waiting;
        }
        return stalls;
    }

    private static List<Change> changes(List<Stream> streams, long least) {
        var changes = new ArrayList<Change>();
        for (var stream : streams) {
            changes.add(new Change(stream.trace.sent(), 1, 0, 0));
            changes.add(new Change(stream.first, -1, 1, 0));
            changes.add(new Change(stream.last, 0, -1, 0));
            if (stream.longest >= least) {
                var stamps = RequestTimes.stamps(stream.trace);
                for (var i = 1; i < stamps.length; i++) {
                    if (stamps[i] - stamps[i - 1] >= least) {
                        changes.add(new Change(stamps[i - 1], 0, 0, 1));
                        changes.add(new Change(stamps[i], 0, 0, -1));
                    }
                }
            }
        }
        changes.sort(Comparator.comparingLong(Change::nanos));
        return changes;
    }

    private static long median(LongStream values) {
        var sorted = values.sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    private static long longestGap(long[] stamps) {
        var longest = 0L;
        for (var i = 1; i < stamps.length; i++) {
            longest = Math.max(longest, stamps[i] - stamps[i - 1]);
        }
        return longest;
    }
}
