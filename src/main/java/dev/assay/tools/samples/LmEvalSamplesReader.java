package dev.assay.tools.samples;

import dev.assay.input.InputFile;
import dev.assay.input.Json;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads samples of lm-evaluation-harness: one row for each document and filter. The rows of a document have the same answer. */
final class LmEvalSamplesReader {
    private static final String WRITES = "lm-evaluation-harness writes such files with --log_samples";

    private final Problems problems;
    private final Map<String, Document> documents = new LinkedHashMap<>();
    private int repeated;

    private LmEvalSamplesReader(Problems problems) {
        this.problems = problems;
    }

    /** What the rows of a document have said so far. */
    private static final class Document {
        private final Node.Mapping first;
        private final Map<String, Location> filters = new HashMap<>();
        private final Map<String, Double> scores = new LinkedHashMap<>();

        private Document(Node.Mapping first) {
            this.first = first;
        }
    }

    static OtherAnswers read(InputFile file, Problems problems) {
        var reader = new LmEvalSamplesReader(problems);
        if (file.text().isBlank()) {
            problems.add(Location.startOf(file.name()), "expected one sample on each line, found none; " + WRITES);
            return new OtherAnswers("", List.of(), List.of());
        }
        for (var row : Json.read(file, problems)) {
            reader.row(row);
        }
        var answers = reader.documents.values().stream()
                .flatMap(document -> reader.answer(document).stream())
                .toList();
        return new OtherAnswers(
                "lm-evaluation-harness",
                answers,
                reader.repeated == 0
                        ? List.of()
                        : List.of("Of " + reader.repeated
                                + " questions that were asked several times the first answer counts."));
    }

    private void row(Node node) {
        if (!(node instanceof Node.Mapping row)) {
            problems.add(node.place(), "expected a sample on each line, found " + node.found() + "; " + WRITES);
            return;
        }
        var document = text(row.value("doc_id"));
        var filter = text(row.value("filter"));
        if (document == null || filter == null || row.value("resps") == null) {
            problems.add(
                    row.place(),
                    "expected a sample with 'doc_id', 'resps' and 'filter', found the keys "
                            + String.join(
                                    ", ",
                                    row.entries().stream().map(Node.Entry::key).toList())
                            + "; " + WRITES);
            return;
        }
        var known = documents.computeIfAbsent(document, id -> new Document(row));
        var earlier = known.filters.putIfAbsent(filter, row.place());
        if (earlier != null) {
            problems.add(
                    row.place(),
                    "a second sample of doc_id " + document + " by the filter [" + filter + "]; the first is in line "
                            + earlier.line() + ". Keep the samples of one run in one file");
            return;
        }
        scores(row, filter, known.scores);
    }

    private static void scores(Node.Mapping row, String filter, Map<String, Double> scores) {
        if (row.value("metrics") instanceof Node.Sequence metrics) {
            for (var metric : metrics.items()) {
                var name = text(metric);
                if (name != null
                        && row.value(name) instanceof Node.Scalar(var value, var kind, var ignored)
                        && kind == Node.Kind.NUMBER
                        && Double.isFinite(Double.parseDouble(value))) {
                    scores.put(name + " by " + filter, Double.valueOf(value));
                }
            }
        }
    }

    private Optional<OtherAnswer> answer(Document document) {
        var row = document.first;
        var answers = first(row.value("resps"));
        var text = answers == null ? null : first(answers);
        if (!(text instanceof Node.Scalar answer) || answer.kind() != Node.Kind.TEXT) {
            problems.add(
                    row.place(),
                    "'resps' has no text of an answer; only samples of tasks with 'output_type: generate_until' have one, "
                            + "others have log-likelihoods");
            return Optional.empty();
        }
        repeated += answers instanceof Node.Sequence several && several.items().size() > 1 ? 1 : 0;
        var id = text(row.value("doc_id"));
        var doc = row.value("doc") instanceof Node.Mapping mapping ? mapping : new Node.Mapping(List.of(), row.place());
        return Optional.of(new OtherAnswer(
                "doc_id " + id,
                Optional.ofNullable(text(doc.value("id"))),
                id != null && id.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(id)) : Optional.empty(),
                asked(row, doc),
                Optional.ofNullable(text(row.value("target"))),
                answer.text(),
                Optional.empty(),
                document.scores,
                row.place()));
    }

    /** Returns the prompt, its last message if it is a chat, and all texts of the document. */
    private List<String> asked(Node.Mapping row, Node.Mapping doc) {
        var asked = new LinkedHashSet<String>();
        doc.entries().forEach(entry -> {
            if (entry.value() instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT) {
                asked.add(scalar.text());
            }
        });
        if (row.value("arguments") instanceof Node.Mapping arguments
                && arguments.value("gen_args_0") instanceof Node.Mapping request
                && request.value("arg_0") != null) {
            var argument = request.value("arg_0");
            var prompt = argument instanceof Node.Sequence ? first(argument) : argument;
            var text = text(prompt);
            if (text != null) {
                asked.add(text);
                if (argument instanceof Node.Sequence) {
                    lastMessage(text).ifPresent(asked::add);
                }
            }
        }
        return List.copyOf(asked);
    }

    /** A chat is a text of JSON: a list of messages. */
    private static Optional<String> lastMessage(String chat) {
        var none = new Problems();
        var read = Json.read(new InputFile("", chat, ""), none);
        return none.found().isEmpty()
                        && !read.isEmpty()
                        && read.getFirst() instanceof Node.Sequence messages
                        && !messages.items().isEmpty()
                        && messages.items().getLast() instanceof Node.Mapping message
                ? Optional.ofNullable(text(message.value("content")))
                : Optional.empty();
    }

    private static @Nullable Node first(@Nullable Node list) {
        return list instanceof Node.Sequence sequence && !sequence.items().isEmpty()
                ? sequence.items().getFirst()
                : null;
    }

    private static @Nullable String text(@Nullable Node node) {
        return node instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NOTHING ? scalar.text() : null;
    }
}
