package dev.assay.accuracy;

import dev.assay.trace.FinishReason;
import dev.assay.trace.Transcript;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one request brought back, channel by channel.
 *
 * @param content the text of the content channel; empty if none came
 * @param reasoning the text of the reasoning channel; empty if none came
 * @param finishReason why the answer ended, in the server's own word; absent if it gave none
 */
public record Answer(
        String content, String reasoning, @Nullable String finishReason) {
    /** Special tokens and the names of roles between them, which some servers leave in the content. */
    private static final String TOKEN = "<\\|start\\|>\\w+|<\\|(?:open|close)\\|>\\w+<\\|sep\\|>|<\\|[\\w-]{1,40}\\|>";

    private static final Pattern TOKENS = Pattern.compile(TOKEN);
    private static final Pattern TOKENS_AROUND =
            Pattern.compile("\\A(?:\\s*(?:" + TOKEN + "))+|(?:(?:" + TOKEN + ")\\s*)+\\z");

    /** Returns what a complete request brought. */
    public static Answer of(Transcript transcript) {
        return new Answer(transcript.text(), transcript.reasoning(), transcript.finishReason());
    }

    /** Returns what the model says when it has done thinking: the content behind the last closing mark of {@link ThinkMark}, or all of it. */
    public String finalText() {
        var closed = ThinkMark.in(content).stream()
                .filter(mark -> !mark.opens())
                .mapToInt(ThinkMark::to)
                .max();
        return closed.isEmpty()
                ? content
                : TOKENS_AROUND.matcher(content.substring(closed.getAsInt())).replaceAll("");
    }

    /**
     * Returns whether the thinking never ended: an opening mark that nothing closes, or a reasoning channel that used up all tokens before
     * any content came. Both are the same event, seen without and with a reasoning parser in the server.
     */
    public boolean thinkUnclosed() {
        var marks = ThinkMark.in(content);
        return (!marks.isEmpty() && marks.getLast().opens()) || (cut() && content.isBlank() && !reasoning.isBlank());
    }

    /**
     * Returns whether the model thought before it answered: on the reasoning channel, or in the content between an opening mark, which the
     * prompt may have written already, and a closing one. An empty block is no thinking.
     */
    public boolean thought() {
        if (!reasoning.isBlank()) {
            return true;
        }
        var marks = ThinkMark.in(content);
        var from = 0;
        var inside = marks.stream().noneMatch(ThinkMark::opens);
        for (var mark : marks) {
            if (inside && says(from, mark.from())) {
                return true;
            }
            from = mark.to();
            inside = mark.opens();
        }
        return !marks.isEmpty() && inside && says(from, content.length());
    }

    private boolean says(int from, int to) {
        return !TOKENS.matcher(content.substring(from, to)).replaceAll("").isBlank();
    }

    /** Returns whether the answer was cut off before its end, by max_tokens or by another bound. */
    public boolean cut() {
        return ended(FinishReason.LENGTH);
    }

    /** Returns by what an answer was cut off that {@link #cut} says was. */
    String cutBy() {
        return "length".equals(finishReason) ? "ran into max_tokens" : "was cut off (" + finishReason + ")";
    }

    /** Returns whether a filter of the server held the answer back. */
    public boolean filtered() {
        return ended(FinishReason.CONTENT_FILTER);
    }

    private boolean ended(FinishReason kind) {
        return finishReason != null && FinishReason.of(finishReason) == kind;
    }
}
