package dev.assay.report.ci;

import java.util.regex.Pattern;

/**
 * Text that is posted as a comment. Beside Markdown, which is escaped before, GitHub and GitLab look for names, numbers and addresses in a comment: a model's
 * answer must not notify people, refer to issues, or link.
 */
final class CommentText {
    /** An invisible character of no width, as bots write it to the same end. An entity for the mark itself would not help: they look at the shown text. */
    private static final String BREAK = "&#8203;";
    /** {@code @name}, {@code #12}, and of GitLab {@code !12}, {@code ~label}, {@code %milestone}, {@code $snippet}. */
    private static final Pattern REFERENCE = Pattern.compile("([@#!~%$])(?=[\\p{L}\\p{N}_\"\\\\])");
    /** {@code &12}, an epic of GitLab. */
    private static final Pattern EPIC = Pattern.compile("(&amp;)(?=[\\p{L}\\p{N}_\"\\\\])");

    private static final Pattern ISSUE = Pattern.compile("(?i)\\b(GH-)(?=\\d)");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(:)(?=//)|\\b(www)(?=\\.)");

    private CommentText() {}

    /** Returns a line of escaped Markdown in which nothing is a reference, a mention or a link. */
    static String inert(String line) {
        var text = REFERENCE.matcher(line).replaceAll("$1" + BREAK);
        text = EPIC.matcher(text).replaceAll("$1" + BREAK);
        text = ISSUE.matcher(text).replaceAll("$1" + BREAK);
        return ADDRESS.matcher(text).replaceAll(found -> found.group() + BREAK);
    }
}
