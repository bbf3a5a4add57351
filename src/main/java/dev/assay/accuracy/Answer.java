package dev.assay.accuracy;

import dev.assay.trace.Transcript;
import dev.assay.trace.calls.ToolCalls;
import dev.assay.trace.choices.FinishReason;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one request: its text, its reasoning and its finish reason.
 *
 * @param content the text of the content channel; empty if none came
 * @param reasoning the text of the reasoning channel; empty if none came
 * @param calls the functions that it calls
 * @param finishReason why the answer ended, in the server's own word; absent if it gave none
 */
public record Answer(
        String content,
        String reasoning,
        ToolCalls calls,
        @Nullable String finishReason) {
    /** Special tokens, with the names of roles between them. Some servers leave them in the content. */
    private static final String TOKEN = "<\\|start\\|>\\w+|<\\|(?:open|close)\\|>\\w+<\\|sep\\|>|<\\|[\\w-]{1,40}\\|>";

    private static final Pattern TOKENS = Pattern.compile(TOKEN);
    private static final Pattern SPACE = Pattern.compile("\\s*");

    /** An answer that calls no function. */
    public Answer(String content, String reasoning, @Nullable String finishReason) {
        this(content, reasoning, ToolCalls.NONE, finishReason);
    }

    /** Returns the answer of a complete request. */
    public static Answer of(Transcript transcript) {
        return new Answer(transcript.text(), transcript.reasoning(), transcript.calls(), transcript.finishReason());
    }

    /** Returns the text after the thinking: the content after the last closing {@link ThinkMark}, or all of it if there is no such mark. */
    public String finalText() {
        var closed = ThinkMark.in(content).stream()
                .filter(mark -> !mark.opens())
                .mapToInt(ThinkMark::to)
                .max();
        return closed.isEmpty() ? content : withoutTokensAround(content.substring(closed.getAsInt()));
    }

    /** Returns the text without the special tokens at its beginning and at its end. A model may repeat them thousands of times. */
    private static String withoutTokensAround(String text) {
        var token = TOKENS.matcher(text);
        var space = SPACE.matcher(text);
        var begin = 0;
        var end = 0;
        var run = 0;
        while (token.find()) {
            var near = space.region(end, token.start()).matches();
            if (near && end == begin) {
                begin = token.end();
            }
            run = near ? run : token.start();
            end = token.end();
        }
        var last = end > begin && space.region(end, text.length()).matches() ? run : text.length();
        return text.substring(begin, last);
    }

    /**
     * Returns whether the thinking never ended: either no mark closes an opening mark, or the answer was cut off while only the reasoning
     * channel had text. Both are the same event: the first is seen if the server has no reasoning parser, the second if it has one.
     */
    public boolean thinkUnclosed() {
        var marks = ThinkMark.in(content);
        return (!marks.isEmpty() && marks.getLast().opens()) || (cut() && content.isBlank() && !reasoning.isBlank());
    }

    /**
     * Returns whether the model thought before it answered: on the reasoning channel, or in the content between an opening and a closing
     * mark. The opening mark may be missing, because the prompt may end with it. An empty block does not count as thinking.
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

    /** Returns what cut the answer off. Only for an answer of which {@link #cut} is true. */
    String cutBy() {
        return "length".equals(finishReason) ? "ran into max_tokens" : "was cut off (" + finishReason + ")";
    }

    /** Returns whether a filter of the server held the answer back. */
    public boolean filtered() {
        return ended(FinishReason.CONTENT_FILTER);
    }

    /** Returns whether the finish reason says that functions are called. */
    boolean saysCalls() {
        return ended(FinishReason.TOOL_CALLS);
    }

    private boolean ended(FinishReason kind) {
        return finishReason != null && FinishReason.of(finishReason) == kind;
    }
}
