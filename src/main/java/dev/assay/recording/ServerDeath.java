package dev.assay.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that the server of a test ended, or was started anew, during the test.
 *
 * @param how how it ended: {@code was ended by signal 9}
 * @param lastWords the last lines of its log, oldest first; empty if the log is empty; absent if the gate did not start the server, and so has no log of it
 * @param remedy what to do, one sentence; if the log does not show the cause, where the log is
 */
public record ServerDeath(String how, @Nullable List<String> lastWords, String remedy) implements SideRecord {
    /** The most log lines that a headline shows. */
    private static final int TOLD = 3;

    public ServerDeath {
        lastWords = lastWords == null ? null : List.copyOf(lastWords);
    }

    /** Returns one line for a message, without a full stop, with the last lines of the log. */
    public String description() {
        return "the server " + how + " in the middle of the test. " + log() + remedy.replaceFirst("\\.$", "");
    }

    private String log() {
        if (lastWords == null) {
            return "";
        }
        var words = lastWords.subList(Math.max(0, lastWords.size() - TOLD), lastWords.size());
        return words.isEmpty()
                ? "Its log is empty. "
                : "The last lines of its log: [" + String.join("] [", words) + "]. ";
    }
}
