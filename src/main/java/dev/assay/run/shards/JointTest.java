package dev.assay.run.shards;

import dev.assay.load.LoadLoop;
import dev.assay.recording.ShardRecord;
import dev.assay.shards.ClockOffset;
import dev.assay.shards.Part;
import dev.assay.wire.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One repeat of a test that shards measure together, seen from one of them. Each step leaves a file of the shard in a folder of the test, and waits for the files of
 * the others.
 */
public final class JointTest implements Share {
    private static final String DECISION = "decision";
    private static final String KEPT = "kept";
    private static final String ANEW = "anew";
    private static final String START = "start";
    private static final String NOW = "now";
    private static final String UNKNOWN = "?";
    private static final long SPIN_NANOS = 100_000;

    private final JointRun run;
    private final String jointName;
    private final String key;
    private final String name;
    private final int sharing;
    private final FileServerClock clock;
    private @Nullable Part part;
    private String decision = ANEW;
    private @Nullable ClockOffset before;
    private boolean offsetKnown;
    private long begun;

    /** Which test it is. {@code mixed}: parts that were measured at different times belong together, as the answers to questions do. */
    public record Which(String deployment, String test, int repeat, String name, int sharing, boolean mixed) {
        private String key() {
            return "tests/" + deployment + "/" + test + "/" + repeat;
        }
    }

    private JointTest(JointRun run, String jointName, Which which) {
        this.run = run;
        this.jointName = jointName;
        this.key = which.key();
        this.name = which.name();
        this.sharing = which.sharing();
        this.part = run.shard().part(sharing).orElse(null);
        this.clock = new FileServerClock(
                () -> run.files().stampNow(folder() + "/clock-" + run.shard().number()));
    }

    /**
     * Comes to a test. Shard 1 decides whether it is measured, was measured by all before the run was interrupted, or is not measured any more.
     *
     * @param jointName the name of the joint run
     * @throws JointRunOver if this shard cannot go on
     */
    public static JointTest of(JointRun run, String jointName, Which which) {
        var test = new JointTest(run, jointName, which);
        test.decide(which.mixed());
        return test;
    }

    private String folder() {
        return key + "/" + run.generation();
    }

    private void decide(boolean mixed) {
        if (run.shard().leads()) {
            var gone = run.gone();
            var decided = !gone.isEmpty()
                    ? "no test is started any more, because " + run.whyGone(gone)
                    : recordedByAll(mixed) ? KEPT : ANEW;
            run.files().put(folder() + "/" + DECISION + "-1", decided);
        } else {
            orOver(run.await(folder(), DECISION, List.of(1), "it decides whether " + name + " is measured"));
        }
        decision = run.files().text(folder() + "/" + DECISION + "-1").orElse("shard 1 did not decide");
    }

    private void orOver(Set<Integer> gone) {
        if (!gone.isEmpty()) {
            throw new JointRunOver("shard 1, which says when a test begins, is gone: " + why(gone));
        }
    }

    /** Parts that were measured together say the same generation of the run. */
    private boolean recordedByAll(boolean mixed) {
        var generations = IntStream.rangeClosed(1, sharing)
                .mapToObj(number -> run.files().text(recordedFile(number)).orElse(""))
                .distinct()
                .toList();
        return !generations.contains("") && (mixed || generations.size() == 1);
    }

    private String recordedFile(int number) {
        return key + "/recorded-" + number;
    }

    /** Returns whether all shards recorded the test before the run was interrupted. */
    public boolean kept() {
        return decision.equals(KEPT);
    }

    /** Returns why the test is not measured; empty if it is, or was. */
    public Optional<String> refused() {
        return kept() || decision.equals(ANEW) ? Optional.empty() : Optional.of(decision);
    }

    /** Returns whether this shard sends requests of the test. */
    public boolean takesPart() {
        return part != null;
    }

    /** Returns whether this shard recorded its part in an earlier generation of the run. */
    public boolean recordedBefore() {
        return run.files().text(recordedFile(run.shard().number())).isPresent();
    }

    /** Keeps what this shard recorded in an earlier generation of the run. It takes all steps at once, so that shards which measure their parts now do not wait for it. */
    public void keep() {
        List.of("ready", "calibrated", "warm", "sent").forEach(step -> leave(step, ""));
        leave("set", UNKNOWN);
        if (run.shard().leads()) {
            leave(START, NOW);
        }
        recorded();
    }

    @Override
    public Part part() {
        if (part == null) {
            throw new IllegalStateException("shard " + run.shard() + " has no part of " + name);
        }
        return part;
    }

    @Override
    public boolean leads() {
        return run.shard().leads();
    }

    private List<Integer> sharers() {
        return IntStream.rangeClosed(1, sharing).boxed().toList();
    }

    private void leave(String step, String text) {
        run.files().put(folder() + "/" + step + "-" + run.shard().number(), text);
    }

    private Set<Integer> meet(String step, String doing) {
        return run.await(folder(), step, sharers(), doing);
    }

    @Override
    public Optional<String> arrive() {
        leave("ready", "");
        var absent = meet("ready", "they are ready for " + name);
        return absent.isEmpty() ? Optional.empty() : Optional.of(why(absent));
    }

    private String why(Set<Integer> absent) {
        return absent.stream()
                .map(number -> run.files()
                        .text(folder() + "/failed-" + number)
                        .map(why -> "shard " + number + ": " + why)
                        .orElseGet(() -> run.whyGone(List.of(number))))
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    @Override
    public <T> T inTurn(Supplier<T> work) {
        var own = run.shard().number();
        run.await(
                folder(),
                "calibrated",
                IntStream.range(1, own).boxed().toList(),
                "they calibrate their clients, one after another");
        leave("calibrating", "");
        try {
            return work.get();
        } finally {
            leave("calibrated", "");
        }
    }

    @Override
    public LoadLoop.Beginning beginning(Ticker ticker, Runnable warmed) {
        return new LoadLoop.Beginning() {
            @Override
            public void warmed() {
                warmed.run();
                leave("warm", "");
                meet("warm", "they have warmed up for " + name);
            }

            @Override
            public long begin() {
                return JointTest.this.begin(ticker);
            }
        };
    }

    private long begin(Ticker ticker) {
        var offset = clock.aheadOf(ticker);
        before = offset.orElse(null);
        leave(
                "set",
                offset.map(each -> String.valueOf(ticker.nanos() + each.low())).orElse(UNKNOWN));
        if (run.shard().leads()) {
            lead(ticker);
        }
        orOver(run.await(folder(), START, List.of(1), "it begins " + name));
        var start = run.files().text(folder() + "/" + START + "-1").orElse(NOW).split(" ", -1);
        var seen = ticker.nanos();
        offsetKnown = before != null && (start.length < 2 || inOrder(start[1], seen));
        begun = before == null || start[0].equals(NOW) ? seen : Long.parseLong(start[0]) - before.middle();
        waitUntil(begun, ticker);
        return begun;
    }

    private void lead(Ticker ticker) {
        meet("set", "they have prepared the first requests of " + name);
        var now = ticker.nanos();
        if (before == null) {
            leave(START, NOW);
            return;
        }
        var known = before;
        leave(START, (now + run.timing().lead().toNanos() + known.middle()) + " " + (now + known.low()));
    }

    /** Something was read after it was written, so the time of reading cannot be before that of writing; unless the clocks show different times. */
    private boolean inOrder(String written, long read) {
        return written.equals(UNKNOWN) || before == null || read + before.high() >= Long.parseLong(written);
    }

    /** Returns whether what the others wrote before the start was written before this shard read it, by the clock of the file server. */
    private boolean othersInOrder(long read) {
        return sharers().stream()
                .map(number -> run.files().text(folder() + "/set-" + number).orElse(UNKNOWN))
                .allMatch(written -> inOrder(written, read));
    }

    private static void waitUntil(long nanos, Ticker ticker) {
        for (var left = nanos - ticker.nanos(); left > 0; left = nanos - ticker.nanos()) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public Optional<ShardRecord> sent(Ticker ticker) {
        var after = clock.aheadOf(ticker);
        leave("sent", "");
        var lost = meet("sent", "they finish " + name);
        var offset = Optional.ofNullable(before)
                .filter(ignored -> offsetKnown && othersInOrder(begun))
                .flatMap(first -> after.map(first::until));
        return Optional.of(new ShardRecord(
                run.shard().number(),
                run.shard().of(),
                sharing,
                jointName,
                offset.map(ClockOffset::middle).orElse(null),
                offset.map(ClockOffset::within).orElse(null),
                begun,
                new ArrayList<>(new TreeSet<>(lost))));
    }

    /** Says that this shard recorded its part to the end. */
    public void recorded() {
        run.files().put(recordedFile(run.shard().number()), String.valueOf(run.generation()));
        leave("recorded", "");
    }

    /** Says that this shard cannot record its part, and why. */
    public void failed(String why) {
        leave("failed", why);
    }

    /** Waits until all that share the test recorded their parts, and returns why one of them did not; empty if they did. */
    public Optional<String> ended() {
        var absent = meet("recorded", "they record " + name);
        return absent.isEmpty() ? Optional.empty() : Optional.of(why(absent));
    }
}
