package dev.assay.accuracy.asking;

import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.evalsets.Shots;

/** Writes a question as one text, with which a model goes on. */
public final class AskedText {
    private static final String BETWEEN = "\n\n";

    private AskedText() {}

    /** Returns the evalset's system message, if it has one, its shots and the question, with an empty line between them. */
    public static String of(Evalset evalset, Question question) {
        var text = withShots(evalset, question);
        return evalset.system() == null ? text : evalset.system() + BETWEEN + text;
    }

    /** Returns the question, after its shots if they are text. An answer follows its question after a space, unless that ends with one or with a new line. */
    static String withShots(Evalset evalset, Question question) {
        var shots = evalset.asking().shots();
        if (shots == null || shots.form() != Shots.Form.TEXT) {
            return question.text();
        }
        var text = new StringBuilder();
        for (var shot : shots.of(question)) {
            var prompt = shot.prompt();
            var joined = !prompt.isEmpty() && Character.isWhitespace(prompt.charAt(prompt.length() - 1));
            text.append(prompt).append(joined ? "" : " ").append(shot.answer()).append(BETWEEN);
        }
        return text + question.text();
    }
}
