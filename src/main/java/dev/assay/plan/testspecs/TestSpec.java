package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.PublishedFigures;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One test of a deployment with its limits: the protocol test, a load test, an evalset's test or a log-probabilities test. */
public sealed interface TestSpec permits Protocol, LogProbabilities, TestSpec.LoadTest, TestSpec.Accuracy {
    /** Returns the test's name within its deployment; that of the protocol test is {@value Protocol#NAME}. */
    String name();

    /** Returns when its requests are sent. */
    Pace pace();

    /** Returns the throttle in words: {@code max-in-flight 24}; empty if there is none. */
    default Optional<String> throttle() {
        return pace().throttle();
    }

    /** Returns its limits; none for {@link Protocol}, and none if {@link Accuracy#picking} picked some questions. */
    List<Limit> limits();

    /** Returns when it is measured, with which server arguments, and whether its limits are enforced. */
    TestConditions conditions();

    /** Returns the test measured so often; a protocol is tested once. */
    default TestSpec repeated(int times) {
        return switch (this) {
            case Protocol protocol -> protocol;
            case LogProbabilities test -> test.times(times);
            case LoadTest test ->
                new LoadTest(
                        test.name,
                        test.workload,
                        test.pace,
                        test.length,
                        test.warmup,
                        test.prompts,
                        test.cache,
                        test.objectives,
                        test.source,
                        test.limits,
                        test.conditions.repeated(times),
                        test.published,
                        test.place);
            case Accuracy test ->
                new Accuracy(
                        test.name,
                        test.evalset,
                        test.concurrency,
                        test.early,
                        test.source,
                        test.limits,
                        test.conditions.repeated(times),
                        test.place,
                        test.during);
        };
    }

    /** Returns whether the test can fail; if not, its result is only shown. */
    default boolean enforced() {
        return limits().isEmpty() ? conditions().enforced() : limits().stream().anyMatch(Limit::enforced);
    }

    /** Returns the place in thresholds.yaml where the test starts. */
    Location place();

    /**
     * A load test: one workload at one concurrency or rate.
     *
     * @param warmup how many requests are sent first and not measured
     * @param cache what the server's prefix cache has of the prompts
     * @param objectives what each request must keep to count in goodput; none: goodput is undefined
     * @param source where the limits come from, for people
     * @param published figures that somebody else published for it; absent: none
     */
    record LoadTest(
            String name,
            Workload workload,
            Pace pace,
            TestLength length,
            int warmup,
            Prompts prompts,
            CacheState cache,
            List<RequestObjective> objectives,
            String source,
            List<Limit> limits,
            TestConditions conditions,
            @Nullable PublishedFigures published,
            Location place)
            implements TestSpec {
        private static final int WARMUP_OF_A_RATE = 10;

        public LoadTest {
            objectives = List.copyOf(objectives);
            limits = List.copyOf(limits);
        }

        /** Returns the test with other limits. */
        public LoadTest with(List<Limit> other) {
            return new LoadTest(
                    name,
                    workload,
                    pace,
                    length,
                    warmup,
                    prompts,
                    cache,
                    objectives,
                    source,
                    other,
                    conditions,
                    published,
                    place);
        }

        /**
         * Returns how many prompts must be built. With a warm prefix cache the warm-up needs no prompts of its own, because it sends the
         * measured ones.
         */
        public int differentPrompts() {
            return requests() + ownWarmup();
        }

        /** Returns how many requests of the warm-up have prompts of their own. */
        public int ownWarmup() {
            return cache == CacheState.WARM ? 0 : warmup;
        }

        /** Returns how many requests are measured; in a closed loop with a duration, the most. */
        public int requests() {
            return length.requests();
        }

        /** Returns whether the number of measured requests depends on a duration: in a closed loop with a duration. */
        public boolean endsByTime() {
            return pace instanceof Pace.Closed && length.duration() != null;
        }

        /** Returns the time from the start until the last request is due; empty if it depends on the server's answers. */
        public Optional<Duration> scheduled() {
            return switch (pace) {
                case Pace.Closed ignored ->
                    endsByTime() ? Optional.of(Duration.ofNanos(length.nanos())) : Optional.empty();
                case Pace.Open open -> Optional.of(Duration.ofNanos(Schedule.first(open, requests())[requests() - 1]));
            };
        }

        /**
         * Returns how many requests are measured, in words: {@code 40 requests}, {@code at most 500 requests in 60 s}.
         *
         * @param noun the noun after the number, with a leading space; may be empty
         */
        public String amount(String noun) {
            return amount(requests(), noun);
        }

        /** Returns the same of a part of the test, which has so many of its requests. */
        public String amount(int requests, String noun) {
            return (endsByTime() ? "at most " : "")
                    + requests
                    + noun
                    + (length.duration() == null ? "" : " in " + length.duration());
        }

        /** Returns the kind of prompts in words: {@code unique}, {@code identical, as token-ids}. */
        public String promptWords() {
            var words = prompts
                    + workload.file().map(file -> " of " + file.name()).orElse("")
                    + (cache == CacheState.PLAIN ? "" : ", " + CacheState.KEY + " " + cache);
            return switch (workload.promptForm()) {
                case TEXT -> words;
                case TOKEN_IDS -> words + ", as token-ids";
            };
        }

        /** Reads an item of {@code load}; absent, with a problem, if a part that every load test needs is missing or wrong. */
        public static @Nullable LoadTest read(Node item, PlanReading reading) {
            var fields = Fields.of(item, "a load test", reading.problems);
            if (fields == null) {
                return null;
            }
            var name = fields.text("cell");
            var conditions = TestConditions.read(fields, reading);
            var named = name != null && reading.isName(name, fields.placeOf("cell"));
            var workloadName = fields.text("workload");
            var workload = workloadName == null ? null : reading.workload(workloadName, fields.placeOf("workload"));
            var pace = Pace.read(fields, reading);
            var length = TestLength.read(fields, pace, reading);
            var cache = CacheState.read(fields);
            var warmup = fields.count("warmup", 0, PlanReading.MOST_REQUESTS, usualWarmup(pace, length, cache));
            var prompts = Prompts.read(fields.optional("prompts"), workload, reading);
            checkLines(fields, workload, length, cache == CacheState.WARM ? 0 : warmup, reading);
            var objectives = RequestObjective.readAll(fields, reading);
            var source = fields.optionalText("source");
            var whole = length == null || length.duration() != null
                    ? null
                    : new Quantity.Whole(length.requests(), "the load test has " + length.requests() + " requests");
            var limits = Limits.read(
                    fields, "a load test", reading.vocabulary.loadFigures(), whole, conditions, reading.problems);
            var published = PublishedFigures.read(fields.optional("published"), workload, reading);
            if (published != null && pace instanceof Pace.Open) {
                reading.problems.add(
                        fields.placeOf("published"),
                        "'published' has figures for a 'concurrency', but the load test has a 'rate': remove it");
            }
            fields.refuseOthers(PlanReading.LATER);
            if (name == null || !named || workload == null || pace == null || length == null || prompts == null) {
                return null;
            }
            return new LoadTest(
                    name,
                    workload,
                    pace,
                    length,
                    warmup,
                    prompts,
                    cache,
                    objectives,
                    source == null ? "" : source,
                    limits,
                    conditions,
                    published,
                    fields.place());
        }

        /**
         * Checks that the prompt file has enough lines. No line is sent twice, because the server's prefix cache would have it the second
         * time. The problem is reported at the key that gives the number of requests.
         */
        private static void checkLines(
                Fields fields,
                @Nullable Workload workload,
                @Nullable TestLength length,
                int warmup,
                PlanReading reading) {
            var file = workload == null ? null : workload.file().orElse(null);
            if (file != null && length != null && file.lines().size() < length.requests() + warmup) {
                reading.problems.add(
                        fields.placeOf(
                                fields.optional("duration") == null || fields.optional("requests") != null
                                        ? "requests"
                                        : "duration"),
                        file.name() + " has " + file.lines().size() + " prompts, and " + length.requests()
                                + " requests" + (warmup == 0 ? "" : " after " + warmup + " to warm up") + " need "
                                + (length.requests() + warmup)
                                + ", because no prompt is sent twice: plan fewer requests, "
                                + (warmup == 0 ? "" : "set a smaller 'warmup', ") + "or add prompts");
            }
        }

        /**
         * Returns the default of {@code warmup}: one request per slot of a closed loop, ten at a rate, and all prompts for a warm prefix
         * cache.
         */
        private static int usualWarmup(@Nullable Pace pace, @Nullable TestLength length, CacheState cache) {
            if (cache == CacheState.WARM) {
                return length == null ? 0 : length.requests();
            }
            return switch (pace) {
                case Pace.Closed closed -> closed.concurrency();
                case Pace.Open ignored -> WARMUP_OF_A_RATE;
                case null -> 0;
            };
        }
    }

    /**
     * An accuracy test: one evalset, whose questions are asked once each. A deployment may have several of the same evalset.
     *
     * @param name the test's name; that of its evalset, unless the file gives another
     * @param concurrency how many questions are in flight
     * @param early whether the questions are asked in three parts, until they decide
     * @param source where the limits come from, for people
     * @param during the load test whose load keeps the server busy meanwhile; absent: nothing else is sent
     */
    record Accuracy(
            String name,
            Evalset evalset,
            int concurrency,
            boolean early,
            String source,
            List<Limit> limits,
            TestConditions conditions,
            Location place,
            @Nullable LoadTest during)
            implements TestSpec {
        /** The key that names the load test of the same deployment. */
        public static final String DURING = "during";

        public Accuracy {
            limits = List.copyOf(limits);
        }

        /** A test during which nothing else is sent. */
        public Accuracy(
                String name,
                Evalset evalset,
                int concurrency,
                boolean early,
                String source,
                List<Limit> limits,
                TestConditions conditions,
                Location place) {
            this(name, evalset, concurrency, early, source, limits, conditions, place, null);
        }

        /** Returns whether the file gives the test another name than its evalset has. */
        public boolean renamed() {
            return !name.equals(evalset.name());
        }

        /** Returns the test reduced to questions that the command line picked. It has no limits, because they apply to all questions together. */
        public Accuracy picking(List<Question> some) {
            return new Accuracy(
                    name, evalset.asking(some), concurrency, false, source, List.of(), conditions, place, during);
        }

        /** Returns the test of only these of its questions, with the same limits. */
        public Accuracy asking(List<Question> some) {
            return new Accuracy(
                    name, evalset.asking(some), concurrency, early, source, limits, conditions, place, during);
        }

        /** Returns the test while the load of another one keeps the server busy. */
        public Accuracy during(LoadTest load) {
            return new Accuracy(name, evalset, concurrency, early, source, limits, conditions, place, load);
        }

        /**
         * Reads an item of {@code accuracy}; absent, with a problem, if its evalset cannot be read. The reader of the deployment adds the load
         * test that {@link #DURING} names, since it knows them all.
         */
        public static @Nullable Accuracy read(Node item, PlanReading reading) {
            var fields = Fields.of(item, "an evalset", reading.problems);
            if (fields == null) {
                return null;
            }
            var file = fields.text("evalset");
            var own = fields.optionalText("name");
            var named = own == null || reading.isName(own, fields.placeOf("name"));
            var conditions = TestConditions.read(fields, reading);
            var evalset = file == null ? null : reading.evalset(file, fields.placeOf("evalset"));
            var concurrency = fields.count("concurrency", 1, PlanReading.MOST_IN_FLIGHT, 4);
            var source = fields.optionalText("source");
            var size = evalset == null ? 0 : evalset.questions().size();
            var whole = evalset == null ? null : new Quantity.Whole(size, "the evalset has " + size + " questions");
            var figures = reading.vocabulary.accuracyFigures();
            var limits = Limits.read(fields, "an evalset", figures, whole, conditions, reading.problems);
            limits.stream()
                    .filter(limit -> limit.bound() instanceof Bound.Regression)
                    .forEach(
                            limit -> reading.problems.add(
                                    limit.place(),
                                    "'regression' is for figures of load tests: compare an evalset with 'no-worse' or 'recovery'"));
            var early = EarlyDecision.read(fields, evalset, limits, conditions, reading);
            fields.optionalText(DURING);
            fields.refuseOthers(PlanReading.LATER);
            return evalset == null || !named
                    ? null
                    : new Accuracy(
                            own == null ? evalset.name() : own,
                            evalset,
                            concurrency,
                            early,
                            source == null ? "" : source,
                            limits,
                            conditions,
                            fields.place());
        }

        @Override
        public Pace pace() {
            return new Pace.Closed(concurrency);
        }
    }
}
