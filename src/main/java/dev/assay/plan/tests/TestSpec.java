package dev.assay.plan.tests;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.plan.thresholds.Evalset;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.PublishedFigures;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Question;
import dev.assay.plan.thresholds.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing to measure on a deployment and what it must keep: how it behaves on the wire, a load test or an evalset. */
public sealed interface TestSpec permits Protocol, TestSpec.LoadTest, TestSpec.Accuracy {
    /** Returns the row's name within its deployment: the cell's or the evalset's, or {@value Protocol#NAME}. */
    String name();

    /** Returns how its requests come. */
    Pace pace();

    /** Returns what keeps fewer in flight than are due, for people: {@code max-in-flight 24}; empty if nothing does. */
    default Optional<String> throttle() {
        return pace().throttle();
    }

    /** Returns the limits it must keep; none for {@link Protocol}, and where {@link Accuracy#asking} picked a question. */
    List<Limit> limits();

    /** Returns when the test is measured. */
    TestConditions conditions();

    /** Returns whether anything that becomes of the test can be red. */
    default boolean enforced() {
        return limits().isEmpty() ? conditions().enforced() : limits().stream().anyMatch(Limit::enforced);
    }

    /** Returns the place in thresholds.yaml where the test starts. */
    Location place();

    /**
     * One workload at one concurrency or rate.
     *
     * @param warmup how many go before and are not measured
     * @param cache what the server's cache of prefixes shall know of the prompts
     * @param objectives what each request should keep; none: goodput has no meaning
     * @param source where the limits come from, for people
     * @param published what somebody else measured of it; absent: nothing is known
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

        /** A load test that asks nothing of a cache of prefixes but what its prompts say. */
        public LoadTest(
                String name,
                Workload workload,
                Pace pace,
                TestLength length,
                int warmup,
                Prompts prompts,
                List<RequestObjective> objectives,
                String source,
                List<Limit> limits,
                TestConditions conditions,
                @Nullable PublishedFigures published,
                Location place) {
            this(
                    name,
                    workload,
                    pace,
                    length,
                    warmup,
                    prompts,
                    CacheState.PLAIN,
                    objectives,
                    source,
                    limits,
                    conditions,
                    published,
                    place);
        }

        /** Returns how many different prompts it sends, or copies of one: a warm cache is warmed with those that are measured. */
        public int differentPrompts() {
            return cache == CacheState.WARM ? requests() : warmup + requests();
        }

        /** Returns how many are measured; where users ask for a while, the most that may be. */
        public int requests() {
            return length.requests();
        }

        /** Returns whether only time tells how many are measured. */
        public boolean endsByTime() {
            return pace instanceof Pace.Closed && length.duration() != null;
        }

        /** Returns how long its requests take to come due; empty where only the server's answers tell. */
        public Optional<Duration> scheduled() {
            return switch (pace) {
                case Pace.Closed ignored ->
                    endsByTime() ? Optional.of(Duration.ofNanos(length.nanos())) : Optional.empty();
                case Pace.Open open -> Optional.of(Duration.ofNanos(Schedule.first(open, requests())[requests() - 1]));
            };
        }

        /**
         * Returns how many are measured, for people: {@code 40 requests}, {@code at most 500 requests in 60 s}.
         *
         * @param noun what stands behind the number, with its blank; may be empty
         */
        public String amount(String noun) {
            return (endsByTime() ? "at most " : "")
                    + requests()
                    + noun
                    + (length.duration() == null ? "" : " in " + length.duration());
        }

        /** Returns what the prompts are, for people: {@code unique}, {@code identical, as token-ids}. */
        public String promptWords() {
            var words = prompts
                    + workload.file().map(file -> " of " + file.name()).orElse("")
                    + (cache == CacheState.PLAIN ? "" : ", " + CacheState.KEY + " " + cache);
            return switch (workload.promptForm()) {
                case TEXT -> words;
                case TOKEN_IDS -> words + ", as token-ids";
            };
        }

        /** Reads an item of {@code load}; absent if it has a problem that leaves no load test. */
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
                        "'published' says what was measured at a 'concurrency', and the load test has a 'rate': take it out");
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

        /** No line is asked twice: what a server saw once, its cache of prefixes may know. The place is that of the key that counts. */
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
                                + ", since none is asked twice: plan fewer, or add prompts");
            }
        }

        /** One for each user; where nobody knows how many will be in flight, a handful; where all are to be known, all. */
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
     * One evalset, asked once.
     *
     * @param concurrency questions in flight
     * @param source where the limits come from, for people
     */
    record Accuracy(
            Evalset evalset,
            int concurrency,
            String source,
            List<Limit> limits,
            TestConditions conditions,
            Location place)
            implements TestSpec {
        public Accuracy {
            limits = List.copyOf(limits);
        }

        /** Returns the test with one of its questions and no limits, which only all questions together can keep. */
        public Accuracy asking(Question question) {
            return new Accuracy(evalset.asking(question), concurrency, source, List.of(), conditions, place);
        }

        /** Reads an item of {@code accuracy}; absent if it has a problem that leaves no test. */
        public static @Nullable Accuracy read(Node item, PlanReading reading) {
            var fields = Fields.of(item, "an evalset's test", reading.problems);
            if (fields == null) {
                return null;
            }
            var name = fields.text("evalset");
            var conditions = TestConditions.read(fields, reading);
            var evalset = name == null ? null : reading.evalset(name, fields.placeOf("evalset"));
            var concurrency = fields.count("concurrency", 1, PlanReading.MOST_IN_FLIGHT, 4);
            var source = fields.optionalText("source");
            var size = evalset == null ? 0 : evalset.questions().size();
            var whole = evalset == null ? null : new Quantity.Whole(size, "the evalset has " + size + " questions");
            var figures = reading.vocabulary.accuracyFigures();
            var limits = Limits.read(fields, "an evalset's test", figures, whole, conditions, reading.problems);
            fields.refuseOthers(PlanReading.LATER);
            return evalset == null
                    ? null
                    : new Accuracy(
                            evalset, concurrency, source == null ? "" : source, limits, conditions, fields.place());
        }

        @Override
        public String name() {
            return evalset.name();
        }

        @Override
        public Pace pace() {
            return new Pace.Closed(concurrency);
        }
    }
}
