package dev.assay.suite;

import dev.assay.accuracy.Answers;
import dev.assay.accuracy.Ask;
import dev.assay.prompt.DjlTokenizer;
import dev.assay.prompt.UniquePrompts;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Row;
import dev.assay.target.Endpoint;
import dev.assay.target.Engine;
import dev.assay.target.Engines;
import dev.assay.wire.Request;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** Writes all requests of a row before the first is sent. */
final class RowRequests {
    private final Path directory;

    RowRequests(Path directory) {
        this.directory = directory;
    }

    List<Request> of(Planned planned, Endpoint endpoint) {
        var engine = Engines.named(planned.deployment().engine());
        return switch (planned.row()) {
            case Row.Cell cell -> cell(planned, cell, engine, endpoint);
            case Row.Accuracy accuracy -> accuracy(accuracy, engine, endpoint);
        };
    }

    private List<Request> cell(Planned planned, Row.Cell cell, Engine engine, Endpoint endpoint) {
        var uri = URI.create(endpoint.base() + "/v1/completions");
        var file = directory.resolve(Objects.requireNonNull(planned.deployment().tokenizer(), "checked by the reader"));
        try (var tokenizer = DjlTokenizer.load(file)) {
            var prompts = new UniquePrompts(tokenizer, cell.workload().inputTokens(), endpoint.seed());
            var total = cell.warmup() + cell.requests();
            return IntStream.range(0, total)
                    .mapToObj(index -> {
                        var warmup = index < cell.warmup();
                        var number = warmup ? index + 1 : index - cell.warmup() + 1;
                        var id = String.format(Locale.ROOT, warmup ? "%s-w%d" : "%s-%03d", cell.name(), number);
                        var body = engine.completion(
                                endpoint.model(),
                                prompts.prompt(index),
                                cell.workload().outputTokens());
                        return new Request(id, uri, body, warmup);
                    })
                    .toList();
        }
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
