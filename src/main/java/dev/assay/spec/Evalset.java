package dev.assay.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of questions and how they are asked.
 *
 * @param name the file's name without its ending, as rows refer to it
 * @param system the system message; absent: none is sent
 * @param maxTokens tokens that an answer may have
 * @param sha256 of the questions' file, lower-case hex
 */
public record Evalset(
        String name,
        String title,
        @Nullable String system,
        int maxTokens,
        Thinking thinking,
        String licence,
        String source,
        String sha256,
        List<Question> questions) {
    public Evalset {
        questions = List.copyOf(questions);
    }

    /** Whether the model is told to think before it answers. */
    public enum Thinking {
        ON,
        OFF,
        /** Nothing is said about it: the server's own setting holds. */
        SERVER
    }
}
