package dev.assay.run.shards;

import static java.util.Objects.requireNonNull;

import dev.assay.input.InputException;
import dev.assay.recording.ShardFacts;
import dev.assay.shards.Shard;
import dev.assay.wire.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Several shards in one process, each on a thread of its own, that meet in one directory. */
record Shards(Path directory, int of, Timing timing, List<String> lines) {
    /** Patient with shards that live, so that a busy machine changes nothing. */
    static final Timing PATIENT = timing(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMillis(50));

    /** Takes a shard for lost soon. */
    static final Timing HASTY = timing(Duration.ofSeconds(60), Duration.ofMillis(300), Duration.ofMillis(10));

    /** Does not wait long for shards to come. */
    static final Timing BRIEF = timing(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMillis(50));

    /** The plan of a load test of 40 requests. */
    static final String PLAN =
            "{\"partial\": false, \"rows\": [{\"name\": \"a c4\", \"plan\": {\"requests\": \"40\"}}]}";

    private static final Duration AT_MOST = Duration.ofSeconds(100);

    Shards(Path directory, int of, Timing timing) {
        this(directory, of, timing, Collections.synchronizedList(new ArrayList<>()));
    }

    private static Timing timing(Duration join, Duration lost, Duration beat) {
        return new Timing(join, lost, beat, Duration.ofMillis(2), Duration.ofMillis(50), Duration.ofMillis(100));
    }

    static ShardFacts facts(int number, int of) {
        return new ShardFacts(number, of, "joint", 7, "ab12", "1.0");
    }

    JointRun enter(int number, boolean resumed) {
        return JointRun.enter(new Shard(number, of), directory, resumed, timing, lines::add);
    }

    /** Enters, and waits until all have come. */
    JointRun join(int number, boolean resumed) {
        return join(facts(number, of), resumed);
    }

    JointRun join(ShardFacts facts, boolean resumed) {
        return join(facts, PLAN, resumed);
    }

    JointRun join(ShardFacts facts, String plan, boolean resumed) {
        var run = enter(facts.shard(), resumed);
        try {
            run.known();
            run.agree(facts, plan, directory.resolve("run-" + facts.shard()));
            return run;
        } catch (RuntimeException e) {
            if (e instanceof InputException input) {
                run.leave(input);
            } else {
                run.leave(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** What one shard does. */
    interface Does {
        Object with(JointRun run) throws Exception;
    }

    /** Lets all shards do the same, and returns what each did, in the order of their numbers. A shard that threw gives what it threw. */
    List<Object> all(boolean resumed, Does work) {
        return each(IntStream.rangeClosed(1, of)
                .<Callable<Object>>mapToObj(number -> () -> {
                    try (var run = join(number, resumed)) {
                        return work.with(run);
                    }
                })
                .toList());
    }

    static List<Object> each(List<Callable<Object>> work) {
        try (var threads =
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory())) {
            var running = work.stream().map(threads::submit).toList();
            return running.stream().map(Shards::result).toList();
        }
    }

    private static Object result(Future<Object> running) {
        try {
            return running.get(AT_MOST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return requireNonNull(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("a shard hangs", e);
        }
    }

    static JointTest.Which load(int sharing) {
        return new JointTest.Which("small", "c4", 1, "small c4", sharing, false);
    }

    static JointTest.Which questions(int sharing) {
        return new JointTest.Which("small", "sums", 1, "small sums", sharing, true);
    }

    /** Measures a test from its first step to its last, and returns what became of it. */
    static String measure(JointRun run, JointTest.Which which) {
        var test = JointTest.of(run, "joint", which);
        if (test.refused().isPresent()) {
            return test.refused().get();
        }
        if (test.kept()) {
            return "kept";
        }
        if (test.takesPart()) {
            var ticker = Ticker.start();
            var absent = test.arrive();
            if (absent.isPresent()) {
                return absent.get();
            }
            var beginning = test.beginning(ticker, () -> {});
            beginning.warmed();
            beginning.begin();
            test.sent(ticker);
            test.recorded();
        }
        return test.ended().orElse("whole");
    }
}
