package dev.assay.plan.evalsets;

import dev.assay.input.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what the model is asked: the user's message, or the end of the text that it goes on with. */
final class Prompts {
    private static final String OPTIONS = "options";

    /** The names that every prompt may have beside the columns of the file. */
    static final List<String> NAMES = List.of("question", OPTIONS, "id", "subject");

    private Prompts() {}

    /** @param template absent: the question, and the options of a choice below it */
    static @Nullable String of(Question question, @Nullable Template template, Columns columns, Writing writing) {
        var options = question.expected() instanceof Expected.Choice choice ? lines(choice.options()) : null;
        if (template == null) {
            return options == null ? question.text() : question.text() + "\n" + options;
        }
        if (options == null
                && template.names().stream().anyMatch(name -> name.name().equals(OPTIONS))) {
            writing.problems()
                    .add(
                            template.node().place(),
                            "'prompt' has {options}, but the question '" + question.id() + "' is of type "
                                    + question.expected().type().word() + ", which has none: remove {options}");
            return null;
        }
        var own = new ArrayList<Node.Entry>();
        own.add(entry("question", question.text(), question));
        if (options != null) {
            own.add(entry(OPTIONS, options, question));
        }
        own.add(entry("id", question.id(), question));
        own.add(entry("subject", question.subject(), question));
        return writing.text(template, columns.with(own), List.of());
    }

    private static Node.Entry entry(String name, String value, Question question) {
        return new Node.Entry(name, question.place(), new Node.Scalar(value, Node.Kind.TEXT, question.place()));
    }

    /** Returns a line for each option: {@code A. Paris}. */
    private static String lines(List<String> options) {
        var lines = new ArrayList<String>();
        for (var i = 0; i < options.size(); i++) {
            lines.add((char) ('A' + i) + ". " + options.get(i));
        }
        return String.join("\n", lines);
    }
}
