package dev.assay.plan.evalsets;

import dev.assay.input.Fields;
import dev.assay.input.JsonValue;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.SimilarNames;
import dev.assay.plan.evalsets.tools.ExpectedCall;
import dev.assay.plan.evalsets.tools.ToolChoice;
import dev.assay.plan.evalsets.tools.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what questions of type {@code tool-call} have: the right calls, and the functions that may be called. */
final class ToolQuestions {
    private static final String CHOICE = "tool-choice";
    private static final String PARALLEL = "parallel";
    private static final String CALLS = "calls";

    private ToolQuestions() {}

    /** Reads the right calls of one question; absent, with problems, if a part is missing or wrong. Its functions may still be those of the manifest. */
    static Expected.@Nullable ToolCalls read(Fields fields, Problems problems) {
        var before = problems.found().size();
        var tools = Tools.read(fields, problems);
        var word = fields.optionalText(CHOICE);
        var choice = word == null ? ToolChoice.Mode.AUTO : ToolChoice.of(word);
        var parallel = fields.optional(PARALLEL) == null ? null : (Boolean) fields.flag(PARALLEL);
        var calls = fields.required(CALLS) == null ? null : calls(fields, problems);
        if (calls != null) {
            check(calls, choice, parallel, fields, problems);
        }
        return calls == null || problems.found().size() > before
                ? null
                : new Expected.ToolCalls(calls, tools, choice, parallel);
    }

    private static List<ExpectedCall> calls(Fields question, Problems problems) {
        var calls = new ArrayList<ExpectedCall>();
        for (var item : question.list(CALLS)) {
            var fields = Fields.of(item, "a call", problems);
            if (fields == null) {
                continue;
            }
            var name = fields.text("name");
            var arguments = object("arguments", fields, problems);
            var optional = object("optional", fields, problems);
            fields.refuseOthers(Map.of());
            arguments.members().keySet().stream()
                    .filter(optional.members()::containsKey)
                    .forEach(both -> problems.add(
                            fields.placeOf("optional"),
                            "the argument '" + both + "' is in 'arguments' and in 'optional': remove one of them"));
            if (name != null) {
                calls.add(new ExpectedCall(name, arguments, optional));
            }
        }
        return calls;
    }

    private static JsonValue.OfObject object(String key, Fields fields, Problems problems) {
        var node = fields.optional(key);
        if (node != null && !(node instanceof Node.Mapping)) {
            problems.add(
                    node.place(),
                    "'" + key + "' must be an object such as {\"city\": \"Paris\"}, not a text, found " + node.found());
        }
        return node instanceof Node.Mapping && JsonValue.of(node, problems) instanceof JsonValue.OfObject object
                ? object
                : JsonValue.NO_MEMBERS;
    }

    private static void check(
            List<ExpectedCall> calls, ToolChoice choice, @Nullable Boolean parallel, Fields fields, Problems problems) {
        var wrong = wrong(calls, choice);
        if (wrong != null) {
            problems.add(fields.placeOf(CALLS), wrong);
        }
        if (Boolean.FALSE.equals(parallel) && calls.size() > 1) {
            problems.add(
                    fields.placeOf(PARALLEL),
                    "with 'parallel: false' the model makes at most one call, but 'calls' has " + calls.size());
        }
    }

    private static @Nullable String wrong(List<ExpectedCall> calls, ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Mode mode ->
                switch (mode) {
                    case AUTO -> null;
                    case REQUIRED ->
                        calls.isEmpty() ? "with 'tool-choice: required' the right answer has at least one call" : null;
                    case NONE ->
                        calls.isEmpty() ? null : "with 'tool-choice: none' the right answer has no call: write []";
                };
            case ToolChoice.Function(var name) ->
                calls.size() == 1 && calls.getFirst().name().equals(name)
                        ? null
                        : "with 'tool-choice: " + name + "' the right answer is one call of " + name
                                + "; the other words of 'tool-choice' are auto, required and none";
        };
    }

    /** Returns the questions with the functions of the manifest where they have none of their own; a function that nobody defines is a problem. */
    static List<Question> completed(List<Question> questions, Tools shared, Problems problems) {
        return questions.stream()
                .map(question -> question.expected() instanceof Expected.ToolCalls calls
                        ? question.expecting(completed(question, calls, shared, problems))
                        : question)
                .toList();
    }

    private static Expected completed(Question question, Expected.ToolCalls calls, Tools shared, Problems problems) {
        var whole = calls.tools().isEmpty()
                ? new Expected.ToolCalls(calls.calls(), shared, calls.choice(), calls.several())
                : calls;
        var names = whole.tools().names();
        if (names.isEmpty()) {
            problems.add(
                    question.place(),
                    "the question '" + question.id()
                            + "' has no functions to call: give it 'tools', or give the manifest of the evalset 'tools' for all questions");
            return whole;
        }
        for (var call : whole.calls()) {
            if (!names.contains(call.name())) {
                problems.add(
                        question.place(),
                        "the question '" + question.id() + "' expects a call of '" + call.name()
                                + "', which is none of its 'tools': " + String.join(", ", names)
                                + SimilarNames.hint(call.name(), names));
            }
        }
        return whole;
    }
}
