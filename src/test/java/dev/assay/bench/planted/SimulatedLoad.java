package dev.assay.bench.planted;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.recording.ServerCount;
import dev.assay.trace.Ending;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** A load test at one start of a simulated server, recorded as a run records it. What is planted is set before it is written. */
final class SimulatedLoad {
    /** The usual time to the first token, in milliseconds. */
    static final double TTFT = 250;
    /** The usual time per token, in milliseconds. */
    static final double TPOT = 44;

    private static final double NANOS_PER_MS = 1e6;
    /** How long the client takes from an answer to the next request, at most. */
    private static final double NEXT_MS = 0.2;

    private static final double HEAD_MS = 5;
    /** The answers repeat after so many, because compressing them takes longer than judging them. */
    private static final int ANSWERS = 50;

    private static final Map<String, AnswerBytes> KNOWN = new ConcurrentHashMap<>();
    private static final String NO_REQUEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final SplittableRandom random;
    private final Noise noise;
    private double ttft = TTFT;
    private double tpot = TPOT;
    private double rise;
    private int longGaps;
    private int cached;
    private int unsaidCached;
    private int shorter;
    private int shorterAnswers;
    private int idle;
    private boolean hot;
    private boolean watched = true;
    private Hop hop = Hop.NONE;

    SimulatedLoad(SplittableRandom random) {
        this.random = random;
        this.noise = new Noise(random);
    }

    /** Makes the time to the first token so many times as long. */
    SimulatedLoad ttft(double factor) {
        ttft *= factor;
        return this;
    }

    /** Makes the time per token so many times as long. */
    SimulatedLoad tpot(double factor) {
        tpot *= factor;
        return this;
    }

    /** Lets all times rise by this share from the first request to the last; the mean stays. */
    SimulatedLoad rising(double share) {
        rise = share;
        return this;
    }

    /** Makes one gap of so many requests five times as long. */
    SimulatedLoad longGaps(int requests) {
        longGaps = requests;
        return this;
    }

    /** Takes so many tokens of each prompt from a cache; the counters say so, and the answers if {@code said}. */
    SimulatedLoad cached(int tokens, boolean said) {
        cached = said ? tokens : 0;
        unsaidCached = said ? 0 : tokens;
        return this;
    }

    /** Ends the first so many answers this many tokens too early. */
    SimulatedLoad shorter(int answers, int tokens) {
        shorterAnswers = answers;
        shorter = tokens;
        return this;
    }

    /** Leaves so many slots of the client empty. */
    SimulatedLoad idle(int slots) {
        idle = slots;
        return this;
    }

    /** Slows the GPU down by heat in three of ten seconds, which makes all times so many times as long. */
    SimulatedLoad hot(double factor) {
        hot = true;
        return ttft(factor).tpot(factor);
    }

    SimulatedLoad through(Hop other) {
        hop = other;
        return this;
    }

    /** Leaves the server's counters unread, as behind a gateway. */
    SimulatedLoad unwatched() {
        watched = false;
        return this;
    }

    /** Writes the traces. */
    void write(Planned planned, Path file, Instant started) {
        var loadTest = (TestSpec.LoadTest) planned.test();
        try (var recorded = new RecordedTest(file, planned, started)) {
            new Sending(loadTest, recorded).write();
        }
    }

    /** The requests of one test, each of which follows another in its slot. */
    private final class Sending {
        private final TestSpec.LoadTest loadTest;
        private final RecordedTest recorded;
        private final int output;
        private final double[] slow = noise.start();
        private final long[] free;
        private final ServerTimes times = new ServerTimes();
        private long first;
        private int outputTokens;

        Sending(TestSpec.LoadTest loadTest, RecordedTest recorded) {
            this.loadTest = loadTest;
            this.recorded = recorded;
            this.output = ((TokenLengths.Exactly) loadTest.workload().output()).tokens();
            this.free = new long[((Pace.Closed) loadTest.pace()).inFlight() - idle];
        }

        void write() {
            for (var i = 1; i <= loadTest.warmup(); i++) {
                recorded.append(request(String.format(Locale.ROOT, "%s-w%d", loadTest.name(), i), true, output, 1, -1));
            }
            // The warm-up ends before the first measured request is sent.
            first = Arrays.stream(free).max().orElseThrow();
            Arrays.fill(free, first);
            var requests = loadTest.requests();
            var broken = some(longGaps, requests);
            for (var i = 0; i < requests; i++) {
                var tokens = i < shorterAnswers ? output - shorter : output;
                var trend = 1 + rise * ((double) i / (requests - 1) - 0.5);
                recorded.append(request(
                        String.format(Locale.ROOT, "%s-%03d", loadTest.name(), i + 1),
                        false,
                        tokens,
                        trend,
                        broken.contains(i) ? 1 + random.nextInt(tokens - 1) : -1));
                outputTokens += tokens;
            }
            var last = Arrays.stream(free).max().orElseThrow();
            recorded.client(last - first);
            recorded.gpu(first, last, hot ? 0.3 : 0);
            if (watched) {
                recorded.counted(
                        requests,
                        Map.of(
                                ServerCount.PREEMPTIONS,
                                0L,
                                ServerCount.CACHE_QUERIES,
                                (long) AnswerBytes.PROMPT * requests,
                                ServerCount.CACHE_HITS,
                                (long) (cached + unsaidCached) * requests,
                                ServerCount.PROMPT_TOKENS,
                                (long) AnswerBytes.PROMPT * requests,
                                ServerCount.OUTPUT_TOKENS,
                                (long) outputTokens),
                        free.length,
                        times);
            }
        }

        private Set<Integer> some(int count, int of) {
            var chosen = new HashSet<Integer>();
            while (chosen.size() < count) {
                chosen.add(random.nextInt(of));
            }
            return chosen;
        }

        /** @param longGap the event before which the gap is five times as long; -1: none */
        private Trace request(String id, boolean warmup, int tokens, double trend, int longGap) {
            var slot = 0;
            for (var i = 1; i < free.length; i++) {
                slot = free[i] < free[slot] ? i : slot;
            }
            var scheduled = free[slot];
            var sent = scheduled + nanos(NEXT_MS * random.nextDouble());
            var arrivals = arrivals(sent, tokens, trend, longGap);
            if (!warmup) {
                times.add(sent, arrivals);
            }
            hop.hold(arrivals);
            var number = random.nextInt(ANSWERS);
            var bytes = KNOWN.computeIfAbsent(
                    tokens + " " + cached + " " + number, key -> AnswerBytes.completion(number, tokens, cached));
            var reads = new ReadTimes.Builder(tokens);
            for (var i = 0; i < tokens; i++) {
                if (i == tokens - 1 || arrivals[i] < arrivals[i + 1]) {
                    reads.add(bytes.end(i), arrivals[i]);
                }
            }
            var ended = arrivals[tokens - 1];
            free[slot] = ended;
            return new Trace(
                    id,
                    warmup,
                    NO_REQUEST,
                    scheduled,
                    sent,
                    0,
                    new ResponseHead(
                            200, Map.of("content-type", "text/event-stream; charset=utf-8"), sent + nanos(HEAD_MS)),
                    reads.build(),
                    bytes.body(),
                    ended,
                    new Ending.Complete());
        }

        private long[] arrivals(long sent, int tokens, double trend, int longGap) {
            var arrivals = new long[tokens];
            var at = sent + nanos(ttft * slow[0] * trend * noise.factor(Noise.TTFT));
            var each = tpot * slow[1] * trend * noise.factor(Noise.TPOT);
            for (var i = 0; i < tokens; i++) {
                arrivals[i] = at;
                at += nanos(each * noise.factor(Noise.GAPS) * (i + 1 == longGap ? 5 : 1));
            }
            return arrivals;
        }
    }

    private static long nanos(double millis) {
        return Math.round(millis * NANOS_PER_MS);
    }
}
