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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads logs of inspect_ai: an archive {@code .eval} with a file for each sample, or one file of JSON. */
final class InspectLogReader {
    private static final String HEADER = "header.json";
    /** What inspect_ai calls the reasons why an answer ended, and what OpenAI's API calls them. */
    private static final Map<String, String> FINISHES = Map.of(
            "stop", "stop",
            "max_tokens", "length",
            "model_length", "length",
            "tool_calls", "tool_calls",
            "content_filter", "content_filter");
    /** What inspect_ai writes for correct, incorrect, partly correct and no answer. */
    private static final Map<String, Double> LETTERS = Map.of("C", 1.0, "I", 0.0, "P", 0.5, "N", 0.0);

    private final Problems problems;
    private final Map<String, String> scorers = new HashMap<>();
    private final Map<String, OtherAnswer> answers = new LinkedHashMap<>();
    private final Map<String, Location> seen = new HashMap<>();
    private final LinkedHashSet<String> remarks = new LinkedHashSet<>();
    private String tool = "inspect_ai";
    private int repeated;
    private int unanswered;

    private InspectLogReader(Problems problems) {
        this.problems = problems;
    }

    /** Returns whether a file of the archive is needed. */
    static boolean isPart(String name) {
        return name.equals(HEADER) || (name.startsWith("samples/") && name.endsWith(".json"));
    }

    /** Returns whether this is a log, and not another file of JSON. */
    static boolean recognises(Node root) {
        return root instanceof Node.Mapping log
                && log.value("eval") instanceof Node.Mapping
                && log.value("status") != null;
    }

    /** Reads an archive. */
    static OtherAnswers read(String name, List<InputFile> parts, Problems problems) {
        var reader = new InspectLogReader(problems);
        parts.stream()
                .filter(part -> part.name().endsWith("!" + HEADER))
                .flatMap(part -> Json.read(part, problems).stream())
                .forEach(reader::header);
        parts.stream()
                .filter(part -> !part.name().endsWith("!" + HEADER))
                .flatMap(part -> Json.read(part, problems).stream())
                .forEach(reader::sample);
        return reader.end(Location.startOf(name));
    }

    /** Reads a log in one file of JSON. */
    static OtherAnswers read(Node.Mapping log, Problems problems) {
        var reader = new InspectLogReader(problems);
        reader.header(log);
        if (log.value("samples") instanceof Node.Sequence samples) {
            samples.items().forEach(reader::sample);
        }
        return reader.end(log.place());
    }

    private void header(Node root) {
        if (!(root instanceof Node.Mapping log)) {
            return;
        }
        var status = text(log.value("status"));
        if (status != null && !status.equals("success")) {
            remarks.add("The status of the log is [" + status + "], so it may lack samples.");
        }
        if (log.value("eval") instanceof Node.Mapping eval) {
            var version =
                    eval.value("packages") instanceof Node.Mapping packages ? text(packages.value("inspect_ai")) : null;
            tool = version == null ? tool : tool + " " + version;
            if (eval.value("scorers") instanceof Node.Sequence used) {
                used.items().forEach(this::scorer);
            }
        }
    }

    private void scorer(Node node) {
        var name = node instanceof Node.Mapping scorer ? text(scorer.value("name")) : null;
        if (name != null && node instanceof Node.Mapping scorer) {
            var options = scorer.value("options") instanceof Node.Mapping set ? set.entries() : List.<Node.Entry>of();
            scorers.put(
                    name,
                    options.isEmpty()
                            ? name
                            : options.stream()
                                    .map(option -> option.key() + "=" + text(option.value()))
                                    .collect(Collectors.joining(", ", name + "(", ")")));
        }
    }

    private void sample(Node node) {
        var sample = node instanceof Node.Mapping mapping ? mapping : null;
        var id = sample == null ? null : text(sample.value("id"));
        if (sample == null || id == null || !(sample.value("output") instanceof Node.Mapping output)) {
            problems.add(
                    node.place(),
                    "expected a sample with 'id' and 'output', as inspect_ai logs it, found " + node.found());
            return;
        }
        var completion = text(output.value("completion"));
        var epoch = text(sample.value("epoch"));
        var earlier = seen.putIfAbsent(id + " " + epoch, node.place());
        if (earlier != null) {
            problems.add(
                    node.place(),
                    "a second sample of [" + id + "] in epoch " + epoch + "; the first is at " + earlier
                            + ". Keep the samples of one run in one file");
        } else if (answers.containsKey(id)) {
            repeated++;
        } else if (output.value("choices") instanceof Node.Sequence choices
                && !choices.items().isEmpty()
                && completion != null) {
            answers.put(id, answer(sample, id, completion, choices.items().getFirst()));
        } else {
            unanswered++;
        }
    }

    private OtherAnswer answer(Node.Mapping sample, String id, String text, Node choice) {
        var reason = choice instanceof Node.Mapping mapping ? text(mapping.value("stop_reason")) : null;
        return new OtherAnswer(
                "sample " + id,
                Optional.of(id),
                Optional.empty(),
                asked(sample.value("input")),
                target(sample.value("target")),
                text,
                Optional.ofNullable(reason == null ? null : FINISHES.get(reason)),
                scores(sample),
                sample.place());
    }

    /** Returns the prompt, or the last message of a chat. */
    private static List<String> asked(@Nullable Node input) {
        var said = input instanceof Node.Sequence messages
                        && !messages.items().isEmpty()
                        && messages.items().getLast() instanceof Node.Mapping message
                ? message.value("content")
                : input;
        return Optional.ofNullable(text(said)).map(List::of).orElse(List.of());
    }

    /** Returns the right answer; none if there are several. */
    private static Optional<String> target(@Nullable Node target) {
        return Optional.ofNullable(text(
                target instanceof Node.Sequence several && several.items().size() == 1
                        ? several.items().getFirst()
                        : target));
    }

    private Map<String, Double> scores(Node.Mapping sample) {
        var scores = new LinkedHashMap<String, Double>();
        if (sample.value("scores") instanceof Node.Mapping by) {
            for (var entry : by.entries()) {
                var value = entry.value() instanceof Node.Mapping score ? score.value("value") : null;
                number(value).ifPresent(number -> scores.put(scorers.getOrDefault(entry.key(), entry.key()), number));
            }
        }
        return scores;
    }

    private static Optional<Double> number(@Nullable Node value) {
        if (!(value instanceof Node.Scalar scalar)) {
            return Optional.empty();
        }
        return switch (scalar.kind()) {
            case NUMBER -> Optional.of(Double.valueOf(scalar.text())).filter(Double::isFinite);
            case BOOLEAN -> Optional.of(scalar.text().equals("true") ? 1.0 : 0.0);
            case TEXT -> Optional.ofNullable(LETTERS.get(scalar.text()));
            case NOTHING -> Optional.empty();
        };
    }

    private OtherAnswers end(Location place) {
        if (seen.isEmpty() && problems.found().isEmpty()) {
            problems.add(
                    place,
                    "expected samples with answers, found none; inspect_ai leaves them out with --no-log-samples. Log them, "
                            + "or name another log");
        }
        if (repeated > 0) {
            remarks.add("Of each question only the first epoch counts; further answers: " + repeated + ".");
        }
        if (unanswered > 0) {
            remarks.add("Samples without an answer: " + unanswered + ".");
        }
        return new OtherAnswers(tool, List.copyOf(answers.values()), List.copyOf(remarks));
    }

    private static @Nullable String text(@Nullable Node node) {
        return node instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NOTHING ? scalar.text() : null;
    }
}
