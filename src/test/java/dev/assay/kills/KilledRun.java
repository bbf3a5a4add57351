package dev.assay.kills;

import dev.assay.faults.ProcessGate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** One run that is killed, resumed, perhaps killed again, and in the end goes on to its end. */
final class KilledRun {
    private static final Duration LOOK_AGAIN = Duration.ofNanos(100_000);
    private static final String KEPT = ": measured before the run was interrupted, and not again";
    /** What a gate says that cannot go on, since nothing was begun. */
    private static final String NOTHING_BEGUN = "was killed before it had begun";

    private static final int REFUSED = 64;

    private final KilledGate gate;
    private final Uninterrupted whole;
    private final Moments moments;
    private final int number;

    private final List<Kill> kills = new ArrayList<>();
    private final List<String> reads = new ArrayList<>();
    private final Set<String> wrong = new LinkedHashSet<>();
    private final Set<Traces.Request> requests = new LinkedHashSet<>();
    private final Map<String, byte[]> ended = new LinkedHashMap<>();
    private Optional<Path> run = Optional.empty();
    private int starts;
    private int resumes;

    KilledRun(KilledGate gate, Uninterrupted whole, Moments moments, int number) {
        this.gate = gate;
        this.whole = whole;
        this.moments = moments;
        this.number = number;
    }

    /**
     * Kills it so many times, at most, and lets it go on to its end after that. A process that ends before its moment comes is not killed.
     */
    KilledRun killed(int most) throws IOException, InterruptedException {
        while (true) {
            var moment = kills.size() < most
                    ? Optional.of(moments.next(
                            gate.folder(), !kills.isEmpty() && kills.getLast().done()))
                    : Optional.<Moment>empty();
            var before = Disk.of(gate.folder());
            var begun = System.nanoTime();
            var process = gate.start(run.map(gate.folder()::resolve));
            var name = name();
            var millis = moment.map(each -> await(process, each, begun)).orElse(-1L);
            var wasKilled = millis >= 0 && process.kill();
            var status = process.status();
            var disk = Disk.of(gate.folder());
            if (!kills.isEmpty()) {
                reads.add(read(process, wasKilled, before, disk));
            }
            check(disk);
            if (wasKilled) {
                run = Disk.run(gate.folder());
                kills.add(new Kill(name, moment.orElseThrow().words(), millis, disk, run));
                remember(disk);
            } else if (isRefused(process, status)) {
                run = Optional.empty();
            } else {
                wrong.addAll(whole.wrong(
                        status, living(disk), Disk.run(gate.folder()).orElseThrow()));
                return this;
            }
        }
    }

    private String name() {
        if (run.isEmpty()) {
            starts++;
            resumes = 0;
            return "run " + number + (starts == 1 ? "" : ", started anew");
        }
        resumes++;
        return "run " + number + ", resumed" + (resumes == 1 ? "" : " " + resumes + " times");
    }

    /** Waits for the moment, and returns how many milliseconds after the start it came; -1 if the process ended before. */
    private static long await(ProcessGate process, Moment moment, long begun) {
        while (process.isAlive()) {
            var since = Duration.ofNanos(System.nanoTime() - begun);
            if (moment.has(since)) {
                return since.toMillis();
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return -1;
    }

    /** A run that was killed before its environment was on the disk has nothing to go on with, and begins anew. */
    private boolean isRefused(ProcessGate process, int status) throws IOException {
        if (status != REFUSED) {
            return false;
        }
        if (process.printed().stream().noneMatch(line -> line.contains(NOTHING_BEGUN)) || !requests.isEmpty()) {
            wrong.add("it could not be resumed: " + String.join(" ", process.printed()));
        }
        return true;
    }

    /** Nothing that had ended may be missing or changed, and no file may be half. */
    private void check(Disk disk) throws IOException {
        var traces = run().map(each -> disk.below(each).traces()).orElse(List.of());
        Traces.missing(requests, traces).forEach(request -> wrong.add("lost: " + request.id()));
        traces.forEach(file -> file.bodiless().forEach(line -> wrong.add("without its body: " + Traces.id(line))));
        disk.halves().forEach(name -> wrong.add("half: " + name));
        ended.forEach((name, bytes) -> {
            if (!Arrays.equals(bytes, disk.files().get(name))) {
                wrong.add("changed after its test had ended: " + name);
            }
        });
    }

    private Optional<String> run() {
        return Disk.run(gate.folder()).map(Path::toString);
    }

    private void remember(Disk disk) {
        run.ifPresent(each -> {
            var there = disk.below(each.toString());
            requests.addAll(there.requests());
            for (var traces : there.traces()) {
                if (traces.ended()) {
                    there.files().keySet().stream()
                            .filter(name -> name.matches("traces/[^/]+/" + traces.test() + "\\.[^/]+"))
                            .filter(name -> !name.contains(".interrupted"))
                            .forEach(name -> ended.putIfAbsent(
                                    each + "/" + name, there.files().get(name)));
                }
            }
        });
    }

    /** Returns what a process read of what the killed one before it had left. */
    private static String read(ProcessGate process, boolean killed, Disk before, Disk after) throws IOException {
        var printed = process.printed();
        if (printed.stream().anyMatch(line -> line.contains(NOTHING_BEGUN))) {
            return "that nothing was begun";
        }
        var said = new ArrayList<String>();
        var kept = printed.stream()
                .filter(line -> line.endsWith(KEPT))
                .map(line -> "`" + line.replaceFirst("^\\[assay] small ", "").replace(KEPT, "") + "`")
                .collect(Collectors.joining(", "));
        if (!kept.isEmpty()) {
            said.add("kept " + kept);
        }
        after.files().keySet().stream()
                .filter(name -> name.contains(".jsonl.interrupted") && !before.has(name))
                .map(name -> Traces.of(name.replaceFirst(".*/", ""), after.file(name), after.file(Traces.bodies(name))))
                .forEach(traces -> said.add("set aside " + traces.requests().size() + " of `" + traces.test() + "`"));
        return !said.isEmpty() ? String.join(", ", said) : killed ? "nothing yet: it was killed too" : "nothing";
    }

    /** Leaves out directories of runs that were killed before they had begun. */
    private Disk living(Disk disk) {
        var living = new TreeMap<>(disk.files());
        var newest = run().orElseThrow();
        living.keySet().removeIf(name -> name.matches("runs/[0-9-]+/.*") && !name.startsWith(newest + "/"));
        return new Disk(living);
    }

    List<Kill> kills() {
        return List.copyOf(kills);
    }

    /** Returns what the process after each kill read. */
    List<String> reads() {
        return List.copyOf(reads);
    }

    /** Returns how many requests had ended when it was killed. */
    int requests() {
        return requests.size();
    }

    /** Returns what was lost, and how the result differs from that of the uninterrupted run. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
