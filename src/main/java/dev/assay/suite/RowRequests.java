package dev.assay.suite;

import dev.assay.accuracy.Answers;
import dev.assay.accuracy.Ask;
import dev.assay.prompt.Tokenizer;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Protocol;
import dev.assay.spec.Row;
import dev.assay.target.Endpoint;
import dev.assay.target.Engine;
import dev.assay.target.Engines;
import dev.assay.trace.Asked;
import dev.assay.wire.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All requests of a row, written before the first is sent.
 *
 * @param asked how many tokens each asks for, by its id; empty where the plan says it of all of them
 */
record RowRequests(List<Request> all, Map<String, Asked> asked) {
    RowRequests {
        all = List.copyOf(all);
    }

    static RowRequests of(Planned planned, Endpoint endpoint, Tokenizers tokenizers) {
        var engine = Engines.of(planned.deployment(), endpoint.server());
        return switch (planned.row()) {
            case Protocol protocol ->
                alike(new ProtocolRequests(protocol, engine, endpoint, () -> tokenizers.of(planned.deployment()))
                        .all());
            case Row.Cell cell -> cell(cell, engine, endpoint, tokenizers.of(planned.deployment()));
            case Row.Accuracy accuracy -> alike(accuracy(accuracy, engine, endpoint));
        };
    }

    private static RowRequests alike(List<Request> requests) {
        return new RowRequests(requests, Map.of());
    }

    private static RowRequests cell(Row.Cell cell, Engine engine, Endpoint endpoint, Tokenizer tokenizer) {
        var uri = URI.create(endpoint.base() + "/v1/completions");
        var requests = new ArrayList<Request>();
        var asked = new LinkedHashMap<String, Asked>();
        for (var asking : CellPrompts.of(cell, tokenizer, endpoint.seed())) {
            var index = requests.size();
            var id = id(cell, index);
            var body = engine.completion(
                    endpoint.model(), asking.prompt(), asking.asked().outputTokens());
            requests.add(new Request(id, uri, body, index < cell.warmup()));
            asked.put(id, asking.asked());
        }
        return cell.workload().isExact() ? alike(requests) : new RowRequests(requests, asked);
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
