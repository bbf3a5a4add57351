package dev.assay.run.requests;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.accuracy.asking.AskedText;
import dev.assay.accuracy.asking.ChatMessages;
import dev.assay.figures.texts.TextScores;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.evalsets.Asking;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.prompt.Tokenizer;
import dev.assay.recording.RequestedTokens;
import dev.assay.server.Endpoint;
import dev.assay.server.engines.Engine;
import dev.assay.server.engines.Engines;
import dev.assay.server.engines.ToolRequest;
import dev.assay.wire.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * All requests of a test, created before the first is sent.
 *
 * @param asked how many tokens each request asks for, by its id; empty if the plan gives one number for all
 */
public record TestRequests(List<Request> all, Map<String, RequestedTokens> asked) {
    public TestRequests {
        all = List.copyOf(all);
    }

    public static TestRequests of(Planned planned, Endpoint endpoint, Tokenizers tokenizers) {
        var engine = Engines.of(planned.deployment(), endpoint.server());
        return switch (planned.test()) {
            case Protocol protocol ->
                alike(new ProtocolRequests(protocol, engine, endpoint, () -> tokenizers.of(planned.deployment()))
                        .all());
            case TestSpec.LoadTest loadTest ->
                loadTest(loadTest, engine, endpoint, tokenizers.of(planned.deployment()));
            case LogProbabilities texts -> alike(texts(texts, engine, endpoint));
            case TestSpec.Accuracy accuracy -> alike(accuracy(accuracy, engine, endpoint));
        };
    }

    private static TestRequests alike(List<Request> requests) {
        return new TestRequests(requests, Map.of());
    }

    private static TestRequests loadTest(
            TestSpec.LoadTest loadTest, Engine engine, Endpoint endpoint, Tokenizer tokenizer) {
        var uri = URI.create(endpoint.base() + "/v1/completions");
        var requests = new ArrayList<Request>();
        var asked = new LinkedHashMap<String, RequestedTokens>();
        for (var asking : LoadTestPrompts.of(loadTest, tokenizer, endpoint.seed())) {
            var index = requests.size();
            var id = id(loadTest, index);
            var body = engine.completion(
                    endpoint.model(), asking.prompt(), asking.asked().outputTokens());
            requests.add(new Request(id, uri, body, index < loadTest.warmup()));
            asked.put(id, asking.asked());
        }
        return loadTest.workload().isExact() ? alike(requests) : new TestRequests(requests, asked);
    }

    /**
     * Returns the requests of a load test's load without end, each created when it is taken: {@code c40-during-1}, {@code c40-during-2}, … The
     * deployment needs its tokenizer.
     */
    public static Iterator<Request> endless(
            Planned planned, TestSpec.LoadTest loadTest, Endpoint endpoint, Tokenizers tokenizers) {
        var engine = Engines.of(planned.deployment(), endpoint.server());
        var uri = URI.create(endpoint.base() + "/v1/completions");
        var number = new AtomicInteger();
        return LoadTestPrompts.endless(loadTest, tokenizers.of(planned.deployment()), endpoint.seed())
                .map(asking -> new Request(
                        loadTest.name() + "-" + TestSpec.Accuracy.DURING + "-" + number.incrementAndGet(),
                        uri,
                        engine.completion(
                                endpoint.model(),
                                asking.prompt(),
                                asking.asked().outputTokens()),
                        false))
                .iterator();
    }

    private static String id(TestSpec.LoadTest loadTest, int index) {
        return index < loadTest.warmup()
                ? loadTest.name() + "-w" + (index + 1)
                : String.format(Locale.ROOT, "%s-%03d", loadTest.name(), index - loadTest.warmup() + 1);
    }

    /**
     * Returns why the engine that answers, perhaps another one than the plan names, has no request for the test; empty if it has.
     */
    public static Optional<String> objection(Planned planned, Endpoint endpoint) {
        return planned.test() instanceof LogProbabilities
                        && Engines.of(planned.deployment(), endpoint.server())
                                .logProbabilities("", "")
                                .isEmpty()
                ? Optional.of("the engine that answers does not return the log-probabilities of a text; these do: "
                        + String.join(", ", Engines.scoring()))
                : Optional.empty();
    }

    private static List<Request> texts(LogProbabilities test, Engine engine, Endpoint endpoint) {
        var uri = URI.create(endpoint.base() + "/v1/completions");
        return test.texts().texts().stream()
                .map(text -> new Request(
                        TextScores.requestId(test, text),
                        uri,
                        engine.logProbabilities(endpoint.model(), text.text()).orElseThrow(),
                        false))
                .toList();
    }

    private static List<Request> accuracy(TestSpec.Accuracy accuracy, Engine engine, Endpoint endpoint) {
        var evalset = accuracy.evalset();
        var chat = evalset.asking().api() == Asking.Api.CHAT;
        var uri = URI.create(endpoint.base() + (chat ? "/v1/chat/completions" : "/v1/completions"));
        return evalset.questions().stream()
                .flatMap(question -> {
                    var sampling = evalset.asking().samplingOf(question);
                    var body = chat
                            ? engine.chat(
                                    endpoint.model(),
                                    ChatMessages.of(evalset, question),
                                    evalset.maxTokens(),
                                    evalset.thinking(),
                                    sampling)
                            : engine.continuation(
                                    endpoint.model(), AskedText.of(evalset, question), evalset.maxTokens(), sampling);
                    var ids = EvalsetScorer.requestIds(evalset, question);
                    return question.expected() instanceof Expected.ToolCalls calls
                            ? Stream.of(
                                    new Request(ids.getFirst(), uri, ToolRequest.streamed(body, calls), false),
                                    new Request(ids.getLast(), uri, ToolRequest.whole(body, calls), false, false))
                            : Stream.of(new Request(ids.getFirst(), uri, body, false));
                })
                .toList();
    }
}
