package dev.assay.accuracy;

import dev.assay.trace.Finish;
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
    private static final String OPENED = "<think>";
    private static final String CLOSED = "</think>";
    /** A block with anything in it but space; a server told not to think may write an empty one. */
    private static final Pattern THOUGHT = Pattern.compile("<think>\\s*+(?!</think>)\\S");

    /** Returns what a complete request brought. */
    public static Answer of(Transcript transcript) {
        return new Answer(transcript.text(), transcript.reasoning(), transcript.finishReason());
    }

    /** Returns what the model says when it has done thinking: the content behind the last {@code </think>}, or all of it. */
    public String finalText() {
        var closed = content.lastIndexOf(CLOSED);
        return closed < 0 ? content : content.substring(closed + CLOSED.length());
    }

    /**
     * Returns whether the thinking never ended: a {@code <think>} that nothing closes, or a reasoning channel that used up all tokens
     * before any content came. Both are the same event, seen without and with a reasoning parser in the server.
     */
    public boolean thinkUnclosed() {
        return finalText().contains(OPENED) || (cut() && content.isBlank() && !reasoning.isBlank());
    }

    /**
     * Returns whether the model thought before it answered: on the reasoning channel, or in the content between {@code <think>}, which the
     * prompt may have opened already, and {@code </think>}. An empty block is no thinking.
     */
    public boolean thought() {
        var closed = content.lastIndexOf(CLOSED);
        var opened = content.contains(OPENED);
        return !reasoning.isBlank()
                || THOUGHT.matcher(content).find()
                || (!opened && closed > 0 && !content.substring(0, closed).isBlank());
    }

    /** Returns whether the answer was cut off before its end, by max_tokens or by another bound. */
    public boolean cut() {
        return ended(Finish.LENGTH);
    }

    /** Returns by what an answer was cut off that {@link #cut} says was. */
    String cutBy() {
        return "length".equals(finishReason) ? "ran into max_tokens" : "was cut off (" + finishReason + ")";
    }

    /** Returns whether a filter of the server held the answer back. */
    public boolean filtered() {
        return ended(Finish.CONTENT_FILTER);
    }

    private boolean ended(Finish kind) {
        return finishReason != null && Finish.of(finishReason) == kind;
    }
}
