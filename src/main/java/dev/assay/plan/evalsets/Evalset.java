package dev.assay.plan.evalsets;

import dev.assay.input.InputDirectory;
import dev.assay.input.Problems;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A set of questions, and how they are asked.
 *
 * @param name the name of its files without the ending; tests refer to it
 * @param title its title for people; the name if the manifest has no title
 * @param system the system message; absent: none is sent
 * @param maxTokens the most tokens that an answer may have
 * @param answerIn the only place where the answer is looked for; absent: the scorer looks in the whole text
 * @param licence the licence of the questions; absent: not stated
 * @param source where the questions come from; absent: not stated
 * @param sha256 the hash of the file of questions, lower-case hex; of several files that of the lines of their hashes. If the manifest has functions, they are
 * a part of it
 * @param asking how the questions are made from the files, and asked
 */
public record Evalset(
        String name,
        String title,
        @Nullable String system,
        int maxTokens,
        Thinking thinking,
        @Nullable AnswerForm answerIn,
        @Nullable String licence,
        @Nullable String source,
        String sha256,
        Asking asking,
        List<Question> questions) {
    public Evalset {
        questions = List.copyOf(questions);
    }

    /** An evalset whose questions are asked {@link Asking#PLAIN}. */
    public Evalset(
            String name,
            String title,
            @Nullable String system,
            int maxTokens,
            Thinking thinking,
            @Nullable AnswerForm answerIn,
            @Nullable String licence,
            @Nullable String source,
            String sha256,
            List<Question> questions) {
        this(name, title, system, maxTokens, thinking, answerIn, licence, source, sha256, Asking.PLAIN, questions);
    }

    /** Whether the model is told to think before it answers. */
    public enum Thinking {
        ON,
        OFF,
        /** The request does not mention it, so the server's own setting applies. */
        SERVER
    }

    /** Returns the evalset reduced to some of its questions, which are asked in the same way. */
    public Evalset asking(List<Question> some) {
        return new Evalset(name, title, system, maxTokens, thinking, answerIn, licence, source, sha256, asking, some);
    }

    /** Returns how many groups of questions are independent of each other: those of one cluster are one. */
    public int clusters() {
        return Math.toIntExact(questions.stream()
                .map(question ->
                        question.cluster() == null ? "question " + question.id() : "cluster " + question.cluster())
                .distinct()
                .count());
    }

    /** Returns why the way in which the questions are asked is not advised; empty if it is. */
    public Optional<String> warning() {
        return thinking == Thinking.ON && asking.sampling().isGreedy()
                ? Optional.of(
                        "evalset " + name
                                + " has `thinking: on` without a `temperature`: with greedy decoding many models that think repeat themselves until max-tokens. Use what the model's authors advise, such as `temperature: 0.6`, and `samples: 5`, because answers differ then")
                : Optional.empty();
    }

    static String manifest(String name) {
        return "evalsets/" + name + ".yaml";
    }

    /** Returns the path of the questions of this name, relative to thresholds.yaml, unless the manifest names other files. */
    public static String questionsFile(String name) {
        return "evalsets/" + name + ".jsonl";
    }

    /** Returns whether there is a file of this name: a manifest, or questions. */
    public static boolean exists(String name, InputDirectory directory) {
        return directory.has(questionsFile(name)) || directory.has(manifest(name));
    }

    /** Reads the questions, and the manifest if there is one; absent, with problems, if one of them cannot be read. */
    public static @Nullable Evalset read(String name, InputDirectory directory, Problems problems) {
        return new Manifest(name, directory, problems).evalset();
    }
}
