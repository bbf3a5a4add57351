package dev.assay.recording;

import java.util.List;

/**
 * Records that the server of a test ended during the test. Only for a server that the gate started.
 *
 * @param how how it ended: {@code was ended by signal 9}
 * @param lastWords the last lines of its log, oldest first; empty if the log is empty
 * @param remedy what to do, one sentence; if the log does not show the cause, where the log is
 */
public record ServerDeath(String how, List<String> lastWords, String remedy) implements SideRecord {
    /** The most log lines that a headline shows. */
    private static final int TOLD = 3;

    public ServerDeath {
        lastWords = List.copyOf(lastWords);
    }

    /** Returns one line for a message, without a full stop, with the last lines of the log. */
    public String description() {
        var words = lastWords.subList(Math.max(0, lastWords.size() - TOLD), lastWords.size());
        return "the server " + how + " in the middle of the test. "
                + (words.isEmpty()
                        ? "Its log is empty"
                        : "The last lines of its log: [" + String.join("] [", words) + "]")
                + ". "
                + remedy.replaceFirst("\\.$", "");
    }
}
