package dev.assay.testing;

import static dev.assay.testing.Figures.limited;

import dev.assay.figures.RequestFigure;
import dev.assay.input.Location;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.deployments.Network;
import dev.assay.plan.deployments.Price;
import dev.assay.plan.deployments.ServerLog;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.launch.Launch;
import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.limits.Waiver;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Prompts;
import dev.assay.plan.testspecs.RequestObjective;
import dev.assay.plan.testspecs.TestConditions;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.plan.thresholds.Unit;
import dev.assay.plan.thresholds.Workload;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.RequestedTokens;
import dev.assay.trace.Trace;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Builds plans for tests: deployment smollm2-135m, load test c4 (256 tokens in, a given number out), evalset first_light_v1. */
public final class Plans {
    private Plans() {}

    public static TestSpec.LoadTest loadTest(int requests, int outputTokens, Limit... limits) {
        return loadTest(new Prompts.Unique(), requests, outputTokens, limits);
    }

    public static TestSpec.LoadTest loadTest(Prompts prompts, int requests, int outputTokens, Limit... limits) {
        var workload = new Workload(
                "short",
                new TokenLengths.Exactly(256),
                new TokenLengths.Exactly(outputTokens),
                Workload.Api.COMPLETIONS,
                Workload.PromptForm.TEXT);
        return loadTest(workload, prompts, requests, limits);
    }

    public static TestSpec.LoadTest loadTest(Workload workload, Prompts prompts, int requests, Limit... limits) {
        return new TestSpec.LoadTest(
                "c4",
                workload,
                new Pace.Closed(4),
                new TestLength(requests),
                1,
                prompts,
                CacheState.PLAIN,
                List.of(),
                "",
                List.of(limits),
                TestConditions.DEFAULT,
                null,
                at(20));
    }

    /** Returns the load test with another state of the prefix cache. */
    public static TestSpec.LoadTest cached(TestSpec.LoadTest loadTest, CacheState cache) {
        return new TestSpec.LoadTest(
                loadTest.name(),
                loadTest.workload(),
                loadTest.pace(),
                loadTest.length(),
                loadTest.warmup(),
                loadTest.prompts(),
                cache,
                loadTest.objectives(),
                loadTest.source(),
                loadTest.limits(),
                loadTest.conditions(),
                loadTest.published(),
                loadTest.place());
    }

    /** Returns the load test with another concurrency and a throttle. */
    public static TestSpec.LoadTest throttled(TestSpec.LoadTest loadTest, int concurrency, int maxInFlight) {
        return with(loadTest, new Pace.Closed(concurrency, maxInFlight), loadTest.length());
    }

    /** Returns the load test with requests that come at a rate, without a ramp-up or a throttle. */
    public static TestSpec.LoadTest open(TestSpec.LoadTest loadTest, double perSecond, Arrivals arrivals) {
        var rate = new Quantity(perSecond, Unit.PER_SECOND, perSecond + "/s");
        return with(loadTest, new Pace.Open(rate, arrivals, 1, null, null), loadTest.length());
    }

    /** Returns the load test with another pace and length. */
    public static TestSpec.LoadTest with(TestSpec.LoadTest loadTest, Pace pace, TestLength extent) {
        return new TestSpec.LoadTest(
                loadTest.name(),
                loadTest.workload(),
                pace,
                extent,
                loadTest.warmup(),
                loadTest.prompts(),
                loadTest.cache(),
                loadTest.objectives(),
                loadTest.source(),
                loadTest.limits(),
                loadTest.conditions(),
                loadTest.published(),
                loadTest.place());
    }

    /** Returns the load test with objectives: a ttft of 500 ms and a tpot of 50 ms. */
    public static TestSpec.LoadTest withObjectives(TestSpec.LoadTest loadTest) {
        return new TestSpec.LoadTest(
                loadTest.name(),
                loadTest.workload(),
                loadTest.pace(),
                loadTest.length(),
                loadTest.warmup(),
                loadTest.prompts(),
                loadTest.cache(),
                List.of(
                        new RequestObjective(RequestFigure.TTFT, new Quantity(500, Unit.MILLISECONDS, "0.5 s")),
                        new RequestObjective(RequestFigure.TPOT, new Quantity(50, Unit.MILLISECONDS, "50 ms"))),
                loadTest.source(),
                loadTest.limits(),
                loadTest.conditions(),
                loadTest.published(),
                loadTest.place());
    }

    /** Returns an evalset with this many questions, q-1 to q-n, all with the right answer 42. */
    public static TestSpec.Accuracy accuracy(int questions, Limit... limits) {
        return accuracy(questions, Evalset.Thinking.OFF, limits);
    }

    public static TestSpec.Accuracy accuracy(int questions, Evalset.Thinking thinking, Limit... limits) {
        return accuracy(questions, thinking, false, limits);
    }

    /** Returns an evalset all of whose questions are critical. */
    public static TestSpec.Accuracy critical(int questions, Limit... limits) {
        return accuracy(questions, Evalset.Thinking.OFF, true, limits);
    }

    private static TestSpec.Accuracy accuracy(
            int questions, Evalset.Thinking thinking, boolean critical, Limit... limits) {
        var asked = IntStream.rangeClosed(1, questions)
                .mapToObj(i -> new Question(
                        "q-" + i,
                        "What is it?",
                        new Expected.OfNumber("42", null, null),
                        critical,
                        List.of(),
                        new Location("evalsets/first_light_v1.jsonl", i, 1)))
                .toList();
        var evalset = new Evalset(
                "first_light_v1", "First light", null, 64, thinking, null, "CC0-1.0", "a test", "0f", asked);
        return new TestSpec.Accuracy(
                evalset.name(), evalset, 4, false, "", List.of(limits), TestConditions.DEFAULT, at(10));
    }

    /** Returns the test with a name of its own. */
    public static TestSpec.Accuracy named(String name, TestSpec.Accuracy accuracy) {
        return new TestSpec.Accuracy(
                name,
                accuracy.evalset(),
                accuracy.concurrency(),
                accuracy.early(),
                accuracy.source(),
                accuracy.limits(),
                accuracy.conditions(),
                accuracy.place());
    }

    public static Planned planned(TestSpec test) {
        return planned("smollm2-135m", test);
    }

    /** Returns the test on a deployment of this name, which is its only test. */
    public static Planned planned(String deployment, TestSpec test) {
        return new Planned(
                new Deployment(
                        deployment,
                        "HuggingFaceTB/SmolLM2-135M-Instruct",
                        null,
                        "tokenizers/smollm2.json",
                        "bf16",
                        "vllm",
                        null,
                        Deadlines.DEFAULT,
                        Launch.DEFAULT,
                        null,
                        List.of(),
                        Network.DIRECT,
                        ServerLog.UNREAD,
                        List.of(test),
                        at(5)),
                test);
    }

    public static Plan plan(TestSpec... tests) {
        return new Plan(List.of(tests).stream().map(Plans::planned).toList(), false);
    }

    /** Returns the limit with a waiver until a day, {@code 2027-03-01}. */
    public static Limit waived(Limit limit, String until) {
        return new Limit(
                limit.figure(),
                limit.bound(),
                limit.window(),
                limit.enforced(),
                limit.warns(),
                limit.several(),
                limit.repeats(),
                limit.origin(),
                new Waiver(LocalDate.parse(until), "SERVE-7", "slow sampler", new Location("thresholds.yaml", 30, 40)),
                limit.place());
    }

    public static Limit max(String figure, double value, Unit unit, String written) {
        return max(limited(figure), value, unit, written);
    }

    public static Limit max(NamedFigure figure, double value, Unit unit, String written) {
        return new Limit(figure, new Bound.Max(new Quantity(value, unit, written)), true, false, at(30));
    }

    public static Limit min(String figure, double value, Unit unit, String written) {
        return new Limit(limited(figure), new Bound.Min(new Quantity(value, unit, written)), true, false, at(31));
    }

    public static Limit between(
            String figure, double low, double high, Unit unit, String writtenLow, String writtenHigh) {
        var bound = new Bound.Between(new Quantity(low, unit, writtenLow), new Quantity(high, unit, writtenHigh));
        return new Limit(limited(figure), bound, true, false, at(32));
    }

    /** Returns the limit on the steady window of a run. */
    public static Limit steady(Limit limit) {
        return new Limit(
                limit.figure(),
                limit.bound(),
                Limit.Window.STEADY,
                limit.enforced(),
                limit.warns(),
                limit.several(),
                limit.place());
    }

    /** Returns the limit as one of several on its figure. */
    public static Limit oneOfSeveral(Limit limit, boolean enforced) {
        return new Limit(limit.figure(), limit.bound(), limit.window(), enforced, limit.warns(), true, limit.place());
    }

    /** Returns the limit with the runs that it was computed from. */
    public static Limit from(Limit limit, LimitOrigin.Runs runs) {
        return with(limit, new LimitOrigin(Optional.of(runs), Optional.empty()));
    }

    /** Returns the limit with where it comes from. */
    public static Limit with(Limit limit, LimitOrigin origin) {
        return new Limit(
                limit.figure(),
                limit.bound(),
                limit.window(),
                limit.enforced(),
                limit.warns(),
                limit.several(),
                limit.repeats(),
                origin,
                limit.waiver(),
                limit.place());
    }

    /** Returns the load test with a source of its limits. */
    public static TestSpec.LoadTest sourced(String source, TestSpec.LoadTest test) {
        return new TestSpec.LoadTest(
                test.name(),
                test.workload(),
                test.pace(),
                test.length(),
                test.warmup(),
                test.prompts(),
                test.cache(),
                test.objectives(),
                source,
                test.limits(),
                test.conditions(),
                test.published(),
                test.place());
    }

    /** Returns the recording of a server that started then. */
    public static Recording started(Recording recording, String start) {
        var header = recording.header();
        var server = new LinkedHashMap<>(header.server());
        server.put(Recording.Header.SERVER_START, start);
        return new Recording(
                new Recording.Header(
                        header.deployment(),
                        header.test(),
                        header.provenance(),
                        header.started(),
                        header.seed(),
                        header.plan(),
                        server,
                        header.asked()),
                recording.traces(),
                recording.sideRecords());
    }

    public static Limit calibrate(String figure) {
        return new Limit(limited(figure), new Bound.Calibrate(), true, false, at(33));
    }

    /** Returns the deployment with another launch. */
    public static Deployment started(Deployment deployment, Launch launch, Deadlines deadlines) {
        return with(
                deployment,
                deployment.engine(),
                deployment.engineVersion(),
                deadlines,
                launch,
                deployment.price(),
                deployment.serverLog());
    }

    /** Returns the deployment with a price. */
    public static Deployment priced(Deployment deployment, Price price) {
        return with(
                deployment,
                deployment.engine(),
                deployment.engineVersion(),
                deployment.deadlines(),
                deployment.launch(),
                price,
                deployment.serverLog());
    }

    /** Returns the test on a deployment with these rules for the server's log. */
    public static Planned logged(Planned planned, ServerLog serverLog) {
        var deployment = planned.deployment();
        return new Planned(
                with(
                        deployment,
                        deployment.engine(),
                        deployment.engineVersion(),
                        deployment.deadlines(),
                        deployment.launch(),
                        deployment.price(),
                        serverLog),
                planned.test());
    }

    /** Returns the test on a deployment with another engine, and with a version if one is given. */
    public static Planned servedBy(Planned planned, String engine, @Nullable String version) {
        var deployment = planned.deployment();
        return new Planned(
                with(
                        deployment,
                        engine,
                        version,
                        deployment.deadlines(),
                        deployment.launch(),
                        deployment.price(),
                        deployment.serverLog()),
                planned.test());
    }

    private static Deployment with(
            Deployment deployment,
            String engine,
            @Nullable String version,
            Deadlines deadlines,
            Launch launch,
            @Nullable Price price,
            ServerLog serverLog) {
        return new Deployment(
                deployment.name(),
                deployment.model(),
                deployment.servedName(),
                deployment.tokenizer(),
                deployment.precision(),
                engine,
                version,
                deadlines,
                launch,
                price,
                deployment.headers(),
                deployment.network(),
                serverLog,
                deployment.tests(),
                deployment.place());
    }

    /** Returns a recording of 2026-11-21 with these traces. */
    public static Recording recording(List<Trace> traces) {
        return recording(traces, Map.of());
    }

    /** Returns the recording of requests with different planned lengths. */
    public static Recording recording(List<Trace> traces, Map<String, RequestedTokens> asked) {
        return recording(traces, Map.of("model", "smollm2-135m"), asked);
    }

    /** Returns the recording of a server with these facts. */
    public static Recording recordingOf(Map<String, String> server, List<Trace> traces) {
        return recording(traces, server, Map.of());
    }

    private static Recording recording(
            List<Trace> traces, Map<String, String> server, Map<String, RequestedTokens> asked) {
        var plan = new LinkedHashMap<String, String>();
        plan.put("requests", Integer.toString(traces.size()));
        plan.put("api", "completions");
        var header = new Recording.Header(
                "smollm2-135m",
                "c4",
                Provenance.RECORDED,
                Instant.parse("2026-11-21T21:04:00Z"),
                42,
                plan,
                server,
                asked);
        return new Recording(header, traces);
    }

    private static Location at(int line) {
        return new Location("thresholds.yaml", line, 9);
    }
}
