package dev.assay.accuracy.text;

import java.util.regex.Pattern;

/** Words around a letter of an option, or a number, that make it no answer: a denial, a condition, a question, or a correction behind it. */
final class Doubt {
    /** Where a clause begins: words before it say nothing about the letter. */
    private static final Pattern CLAUSE = Pattern.compile(
            "[.!?;,:\\n。，；：！？]|(?<!\\p{L})(?:so|thus|therefore|hence|then|because|since|and|but|that means)(?!\\p{L})",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BEFORE = Pattern.compile(
            "n['’]t(?!\\p{L})|(?<!\\p{L})(?:not|never|neither|nor|whether|why|if|unless|suppose|assume|assuming|thought|said|says|claims|claimed|nobody|no one"
                    + "|wrong to)(?!\\p{L})",
            Pattern.CASE_INSENSITIVE);
    /** What a model writes if it takes its answer back. */
    private static final Pattern BEHIND = Pattern.compile(
            "[ \\t,.…—–-]*\\b(?:no|wait|actually)\\b(?:[,.!]|[ \\t]+(?:no|wait|it|that|\\d|[A-J](?!\\p{L})))"
                    + "|[ \\t,.;:]*(?:but|however,?)[ \\t]+(?:actually[ \\t]+)?(?:it|that|this)(?:['’]s|[ \\t]+is|[ \\t]+was)[ \\t]+(?:actually[ \\t]+|really[ \\t]+)?"
                    + "(?:wrong|incorrect|false|not|mistaken|\\d|[(]?[A-J](?!\\p{L}))"
                    + "|[ \\t]+only if(?!\\p{L})",
            Pattern.CASE_INSENSITIVE);
    /** Directly behind a letter: it is rejected. */
    private static final Pattern REJECTED = Pattern.compile(
            "[\\s,:.)\\]—–-]*(?:(?:(?:this|that|it|which)[ \\t]+(?:is|was)[ \\t]+)?(?:wrong|incorrect|false)(?!\\p{L})"
                    + "|(?:this|that|it|which)[ \\t]+(?:is[ \\t]+not|isn['’]t|was[ \\t]+not|wasn['’]t)(?!\\p{L}))",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern QUESTION = Pattern.compile("[\\s)\\]\"'*_]*[?？](?:.*)", Pattern.DOTALL);

    /** How much of a line is looked at: a longer sentence about one letter is rare, and long lines would take a time that grows with their square. */
    private static final int NEAR = 400;

    private Doubt() {}

    /** Returns whether the clause in which something begins at this place denies it, or only supposes it. */
    static boolean isBefore(String text, int start) {
        var near = text.substring(Math.max(0, start - NEAR), start);
        var line = near.substring(near.lastIndexOf('\n') + 1);
        var clauses = CLAUSE.matcher(line);
        var from = 0;
        while (clauses.find()) {
            from = clauses.end();
        }
        return BEFORE.matcher(line.substring(from)).find();
    }

    /** Returns whether the text behind a letter takes it back in the same line, or asks for it. */
    static boolean isBehind(String rest) {
        return QUESTION.matcher(line(rest)).matches() || takesBack(rest);
    }

    /** Returns whether the text behind an answer takes it back in the same line. */
    static boolean takesBack(String rest) {
        return BEHIND.matcher(line(rest)).find();
    }

    /** Returns whether the text behind a letter says that this option is wrong. */
    static boolean rejects(String rest) {
        return REJECTED.matcher(rest).lookingAt();
    }

    private static String line(String rest) {
        return rest.substring(0, Math.min(rest.length(), NEAR))
                .lines()
                .findFirst()
                .orElse("");
    }
}
