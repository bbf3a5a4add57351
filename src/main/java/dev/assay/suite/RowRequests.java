package dev.assay.suite;

import dev.assay.accuracy.Answers;
import dev.assay.accuracy.Ask;
import dev.assay.prompt.ExactPrompts;
import dev.assay.prompt.Tokenizer;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Protocol;
import dev.assay.spec.Row;
import dev.assay.target.Endpoint;
import dev.assay.target.Engine;
import dev.assay.target.Engines;
import dev.assay.wire.Request;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Writes all requests of a row before the first is sent. */
final class RowRequests {
    private RowRequests() {}

    static List<Request> of(Planned planned, Endpoint endpoint, Tokenizers tokenizers) {
        var engine = Engines.named(planned.deployment().engine());
        return switch (planned.row()) {
            case Protocol protocol ->
                new ProtocolRequests(protocol, engine, endpoint, () -> tokenizers.of(planned.deployment())).all();
            case Row.Cell cell -> cell(cell, engine, endpoint, tokenizers.of(planned.deployment()));
            case Row.Accuracy accuracy -> accuracy(accuracy, engine, endpoint);
        };
    }

    private static List<Request> cell(Row.Cell cell, Engine engine, Endpoint endpoint, Tokenizer tokenizer) {
        var uri = URI.create(endpoint.base() + "/v1/completions");
        var workload = cell.workload();
        var common = cell.prompts().common(workload.inputTokens());
        var prompts = new ExactPrompts(tokenizer, workload.inputTokens(), common, endpoint.seed());
        return IntStream.range(0, cell.warmup() + cell.requests())
                .mapToObj(index -> {
                    var prompt = switch (workload.promptForm()) {
                        case TEXT -> prompts.text(index);
                        case TOKEN_IDS -> prompts.ids(index);
                    };
                    var body = engine.completion(endpoint.model(), prompt, workload.outputTokens());
                    return new Request(id(cell, index), uri, body, index < cell.warmup());
                })
                .toList();
    }

    private static String id(Row.Cell cell, int index) {
        return index < cell.warmup()
                ? cell.name() + "-w" + (index + 1)
                : String.format(Locale.ROOT, "%s-%03d", cell.name(), index - cell.warmup() + 1);
    }

    private static List<Request> accuracy(Row.Accuracy accuracy, Engine engine, Endpoint endpoint) {
        var uri = URI.create(endpoint.base() + "/v1/chat/completions");
        var evalset = accuracy.evalset();
        return evalset.questions().stream()
                .map(question -> {
                    var messages = Ask.messages(evalset, question);
                    var body = engine.chat(endpoint.model(), messages, evalset.maxTokens(), evalset.thinking());
                    return new Request(Answers.requestId(evalset, question), uri, body, false);
                })
                .toList();
    }
}
